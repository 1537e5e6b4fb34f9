import type { Completion } from "./types";

/** One thing that can be chosen for an argument while it is typed. */
export type SuggestionRow =
  /** What stands in the field, as it is. */
  | { readonly type: "typed"; readonly value: string }
  /** Nothing was typed: the argument is not sent, or sent as an empty text where it is required. */
  | { readonly type: "leave-out" | "empty" }
  /** Of the server, or from an earlier time. */
  | { readonly type: "suggested" | "before"; readonly value: string }
  /** Not to be chosen. */
  | { readonly type: "note"; readonly text: string };

export interface SuggestionInput {
  readonly typed: string;
  readonly required: boolean;
  /** Values of earlier times, the newest first. */
  readonly before: readonly string[];
  /** What the server suggests; a text says why there is nothing. */
  readonly completion: Completion | string | undefined;
  /** The suggestions were for another text; those that fit bridge the time until the server has answered for this one. */
  readonly stale?: boolean;
}

/** The rows from top to bottom; the first one is what Enter takes, so it is what was typed as soon as something was. */
export function suggestionRows({ typed, required, before, completion, stale = false }: SuggestionInput): readonly SuggestionRow[] {
  const all = typeof completion === "object" ? completion.values : [];
  const values = stale ? all.filter((value) => fits(value, typed)) : all;
  const notes = (stale ? [] : notesOf(completion)).map((text): SuggestionRow => ({ type: "note", text }));
  if (typed !== "") return [{ type: "typed", value: typed }, ...once([typed], ["suggested", values], ["before", before.filter((value) => fits(value, typed))]), ...notes];
  const rows = once([], ["before", before], ["suggested", values]);
  return required ? [...rows, { type: "empty" }, ...notes] : [{ type: "leave-out" }, ...rows, ...notes];
}

/** Every value under the first type that has it. */
function once(known: readonly string[], ...lists: readonly (readonly [type: "suggested" | "before", values: readonly string[]])[]): readonly SuggestionRow[] {
  const seen = new Set(known);
  const rows: SuggestionRow[] = [];
  for (const [type, values] of lists) {
    for (const value of values) {
      if (!seen.has(value)) rows.push({ type, value });
      seen.add(value);
    }
  }
  return rows;
}

function fits(value: string, typed: string): boolean {
  return value.toLowerCase().includes(typed.toLowerCase());
}

function notesOf(completion: SuggestionInput["completion"]): readonly string[] {
  if (completion === undefined) return [];
  if (typeof completion === "string") return [completion];
  const { values, total, hasMore } = completion;
  if (total !== undefined && total > values.length) return [`${values.length} of ${total} suggestions; type to narrow them down`];
  return hasMore ? ["There are more suggestions; type to narrow them down"] : [];
}
