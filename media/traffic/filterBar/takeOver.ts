import type { SavedFilter } from "../../../src/core/trace/filter/savedFilter";
import { savedAs } from "./sameFilter";
import { suggestName } from "./suggestName";

/** What is to be saved besides what is: filters that an earlier version kept with the view, as texts without names; each once. */
export function takeOver(saved: readonly SavedFilter[], texts: readonly string[]): readonly SavedFilter[] {
  const all = [...saved];
  for (const filter of texts) {
    if (filter.trim() !== "" && !savedAs(filter, all)) all.push({ name: suggestName(filter, all), filter });
  }
  return all.slice(saved.length);
}
