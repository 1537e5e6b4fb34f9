import { entryFacts } from "../../../src/core/feed/model/entryFacts";
import type { Entry } from "../../../src/core/feed/model/trafficModel";
import { compileFilter } from "../../../src/core/trace/filter/compileFilter";
import type { Filter } from "../../../src/core/trace/filter/filter";
import { parseFilter } from "../../../src/core/trace/filter/parseFilter";
import type { FilterColor, SavedFilter } from "../../../src/core/trace/filter/savedFilter";
import { textsOf } from "../../../src/core/trace/filter/textsOf";
import { filterColor } from "./filterColors";

/** The filter that an entry has its colour from. */
export interface RowColor {
  readonly name: string;
  readonly color: FilterColor;
}

/** Tells the colour of an entry; `now` is the time at the host. */
export type ColorOf = (entry: Entry, now: number) => RowColor | undefined;

/** Says which colour entries get: that of the first filter that has one and matches. `undefined` when no filter colours anything. */
export function colorRules(filters: readonly SavedFilter[]): ColorOf | undefined {
  const rules = filters.flatMap(({ name, filter, color: word }) => {
    const color = filterColor(word);
    const found = coloringFilter(filter);
    return color !== undefined && typeof found === "object" ? [{ row: { name, color }, matches: compileFilter(found) }] : [];
  });
  if (rules.length === 0) return undefined;
  return (entry, now) => {
    const facts = entryFacts(entry, now);
    return rules.find(({ matches }) => matches(facts))?.row;
  };
}

/**
 * The filter if it can colour rows. One that is wrong would match what its sound rest does, which nobody meant; and texts are
 * searched for by the host, in all rows, which is too much work for a colour.
 */
export function coloringFilter(text: string): Filter | "wrong" | "text" | undefined {
  const { filter, problems } = parseFilter(text);
  if (problems.length > 0) return "wrong";
  return textsOf(filter).length > 0 ? "text" : filter;
}
