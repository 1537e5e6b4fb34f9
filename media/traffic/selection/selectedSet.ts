import { type Selection, allSelected } from "./selection";

/** What is selected as a set, made anew only when it is another selection: rows look into it while they are scrolled. */
export class SelectedSet {
  private of: Selection = { selected: undefined, alsoSelected: [] };
  private set: ReadonlySet<number> = new Set();

  get(selection: Selection): ReadonlySet<number> {
    const { selected, alsoSelected } = selection;
    if (selected !== this.of.selected || alsoSelected !== this.of.alsoSelected) {
      this.of = { selected, alsoSelected };
      this.set = new Set(allSelected(selection));
    }
    return this.set;
  }
}
