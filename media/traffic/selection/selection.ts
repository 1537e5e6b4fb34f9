/** Most entries that can be selected; more are for the filter. */
export const MOST_SELECTED = 10_000;

/** What is selected, by number: the entry that the cursor is at, which is always one of them, and further ones. */
export interface Selection {
  readonly selected: number | undefined;
  readonly alsoSelected: readonly number[];
}

/** All that is selected, the cursor's entry first, whether or not the table shows it. */
export function allSelected({ selected, alsoSelected }: Selection): readonly number[] {
  return selected === undefined ? [] : [selected, ...alsoSelected];
}
