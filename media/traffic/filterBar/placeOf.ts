import type { SavedFilter } from "../../../src/core/trace/filter/savedFilter";

/** Where a filter is in a list that may have changed since it was there; -1 when it is not in it as it was. @param before where it was */
export function placeOf(filter: SavedFilter, filters: readonly SavedFilter[], before = 0): number {
  const text = JSON.stringify(filter);
  const isSame = (other: SavedFilter | undefined): boolean => JSON.stringify(other) === text;
  return isSame(filters[before]) ? before : filters.findIndex(isSame);
}
