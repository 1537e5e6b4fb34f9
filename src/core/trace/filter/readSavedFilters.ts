import { isJsonObject, type JsonObject } from "../../base/json";
import { escapeText } from "../escape";
import { parseFilter } from "./parseFilter";
import { FILTER_COLORS, MOST_SAVED_FILTERS, type SavedFilter } from "./savedFilter";

/** What is shown of a text in a message, in UTF-16 units. */
const SHOWN = 40;

export interface ReadFilters {
  /** In their order; each can be offered, and those with a problem can be put right where they are used. */
  readonly filters: readonly SavedFilter[];
  /** Values that are no saved filter; who writes the list anew keeps them, so that nothing a person wrote is lost. */
  readonly others: readonly unknown[];
  /** What is wrong, where, and what to do about it; a sentence or two each. */
  readonly problems: readonly string[];
}

/** Reads a list of saved filters as a person wrote it into the settings; anything has a result. */
export function readSavedFilters(value: unknown): ReadFilters {
  if (value === undefined || value === null) return { filters: [], others: [], problems: [] };
  if (!Array.isArray(value)) return { filters: [], others: [value], problems: ['This is no list. Write the filters in brackets: [{ "name": "Slow calls", "filter": "dur:>1s" }].'] };
  const filters: SavedFilter[] = [];
  const others: unknown[] = [];
  const problems: string[] = [];
  const names = new Set<string>();
  for (const [index, item] of (value as readonly unknown[]).entries()) {
    const found = filters.length < MOST_SAVED_FILTERS ? savedFilterOf(item) : `it is one too many. Only the first ${MOST_SAVED_FILTERS} filters are used; remove some.`;
    const place = `Item ${index + 1}${isJsonObject(item) && typeof item["name"] === "string" ? ` (${shown(item["name"])})` : ""}`;
    if (typeof found === "string") {
      others.push(item);
      problems.push(`${place}: ${found}`);
      continue;
    }
    filters.push(found);
    problems.push(...problemsOf(found, names.has(found.name)).map((problem) => `${place}: ${problem}`));
    names.add(found.name);
  }
  return { filters, others, problems };
}

/** The filter, or what keeps the value from being one. */
function savedFilterOf(item: unknown): SavedFilter | string {
  if (!isJsonObject(item)) return 'this is no filter. Write { "name": "Slow calls", "filter": "dur:>1s" }.';
  const name = textAt(item, "name");
  const filter = textAt(item, "filter");
  const { color } = item;
  if (name === undefined) return 'it has no name. Add one to choose it by, such as "name": "Slow calls".';
  if (filter === undefined) return 'it has no filter. Add one, such as "filter": "dur:>1s".';
  if (color !== undefined && typeof color !== "string") return `its "color" is no text. ${COLORS}`;
  return { name, filter, ...(color !== undefined && { color }) };
}

function textAt(item: JsonObject, key: string): string | undefined {
  const text = item[key];
  return typeof text === "string" && text.trim() !== "" ? text : undefined;
}

const COLORS = `It is one of ${FILTER_COLORS.join(", ")}.`;

function problemsOf({ name, filter, color }: SavedFilter, isTaken: boolean): readonly string[] {
  return [
    ...(isTaken ? [`${shown(name)} is the name of an earlier item too. Give each its own.`] : []),
    ...parseFilter(filter).problems.map(({ from, message }) => `its filter is wrong at character ${from + 1}. ${message}`),
    ...(color === undefined || FILTER_COLORS.some((each) => each === color) ? [] : [`there is no colour ${shown(color)}. ${COLORS}`]),
  ];
}

function shown(text: string): string {
  return `“${escapeText(text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text)}”`;
}
