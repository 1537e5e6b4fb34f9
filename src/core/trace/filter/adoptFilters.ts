import type { SavedFilter } from "./savedFilter";

/** The filters with further ones: those of another text, under names that none has yet. */
export function adoptFilters(filters: readonly SavedFilter[], further: readonly SavedFilter[]): readonly SavedFilter[] {
  const all = [...filters];
  for (const each of further) {
    if (!all.some(({ filter }) => filter === each.filter)) all.push({ ...each, name: freeName(each.name, all) });
  }
  return all;
}

function freeName(name: string, taken: readonly SavedFilter[]): string {
  let free = name;
  for (let number = 2; taken.some((each) => each.name === free); number++) free = `${name} ${number}`;
  return free;
}
