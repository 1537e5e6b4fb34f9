import type { Filter } from "../../../src/core/trace/filter/filter";
import { parseFilter } from "../../../src/core/trace/filter/parseFilter";
import type { SavedFilter } from "../../../src/core/trace/filter/savedFilter";
import { t } from "../l10n";

/** Longest name that is suggested, in UTF-16 units. */
const LONGEST = 40;

/** A name for a filter that no other one has: what it asks for, in few words. */
export function suggestName(text: string, saved: readonly Pick<SavedFilter, "name">[]): string {
  const { filter } = parseFilter(text);
  const words = filter ? wordsOf(filter) : text.trim();
  // The cut may tear a character apart.
  const name = words.length > LONGEST ? words.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, "").trim() : words;
  const isTaken = (each: string): boolean => saved.some((other) => other.name === each);
  let suggested = name;
  for (let number = 2; isTaken(suggested); number++) suggested = `${name} ${number}`;
  return suggested;
}

function wordsOf(filter: Filter): string {
  switch (filter.type) {
    case "and":
      return filter.of.map(wordsOf).join(", ");
    case "or":
      return filter.of.map(wordsOf).reduce((one, other) => t("{0} or {1}", one, other));
    case "not":
      return t("not {0}", wordsOf(filter.of));
    case "match":
      return filter.any.map((pattern) => pattern.join("*")).join("/");
    case "measure":
      return filter.any.map(({ operator, amount, unit }) => `${operator} ${amount} ${unit}`).join("/");
    case "text":
      return filter.any.map((each) => `“${each}”`).join("/");
    case "marked":
      return t("marked");
  }
}
