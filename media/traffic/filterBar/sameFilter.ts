import { parseFilter } from "../../../src/core/trace/filter/parseFilter";
import { printFilter } from "../../../src/core/trace/filter/printFilter";
import type { SavedFilter } from "../../../src/core/trace/filter/savedFilter";

/** The saved filter that a text is, however it is written; `undefined` when it is none of them. */
export function savedAs(text: string, saved: readonly SavedFilter[]): SavedFilter | undefined {
  const wanted = plain(text);
  return wanted === "" ? undefined : (saved.find(({ filter }) => filter === text) ?? saved.find(({ filter }) => plain(filter) === wanted));
}

/** The same for all ways to write a filter, for which upper and lower case are the same; a text that is no sound one stands for itself. */
function plain(text: string): string {
  const { filter, problems } = parseFilter(text);
  return problems.length > 0 ? text.trim() : printFilter(filter).toLowerCase();
}
