import { escapeText } from "../../../src/core/trace/escape";
import type { SavedFilter } from "../../../src/core/trace/filter/savedFilter";
import { t } from "../l10n";
import type { MenuItem } from "../menu/popupMenu";
import { filterColor } from "./filterColors";
import { savedAs } from "./sameFilter";

/** How many earlier filters the menu has. */
const RECENT = 10;
/** Longest filter that is shown in full, in UTF-16 units. */
const LONGEST = 60;

interface FiltersMenuContext {
  readonly text: string;
  readonly saved: readonly SavedFilter[];
  readonly recent: readonly string[];
  readonly colorRows: boolean;
  readonly use: (filter: string) => void;
  /** Asks for the name under which the filter is to be kept. */
  readonly save: () => void;
  /** Has the saved filters changed, beginning with this one. */
  readonly edit: (at: number) => void;
  readonly setColorRows: (colorRows: boolean) => void;
}

/** The filters that a person keeps, and those used last. */
export function filtersMenu({ text, saved, recent, colorRows, use, save, edit, setColorRows }: FiltersMenuContext): readonly MenuItem[] {
  const filter = text.trim();
  const active = savedAs(filter, saved);
  const first: MenuItem = active
    ? { type: "item", label: t("Edit “{0}”...", shown(active.name)), run: () => edit(saved.indexOf(active)) }
    : { type: "item", label: filter === "" ? t("Save This Filter...") : t("Save “{0}”...", shown(filter)), disabled: filter === "", run: save };
  return [
    first,
    // To choose the one that holds takes it away, as it does with everything that has a tick.
    ...group(saved.map((each) => ({ type: "item", label: shown(each.name), detail: shown(each.filter), color: filterColor(each.color) ?? "none", checked: each === active, run: () => use(each === active ? "" : each.filter) }))),
    ...group(recent.filter((each) => !savedAs(each, saved)).slice(0, RECENT).map((each) => ({ type: "item", label: shown(each), run: () => use(each) }))),
    { type: "separator" },
    { type: "item", label: t("Colour Rows"), checked: colorRows, stays: true, run: () => setColorRows(!colorRows) },
    { type: "item", label: t("Edit Saved Filters..."), disabled: saved.length === 0, run: () => edit(0) },
  ];
}

function group(items: readonly MenuItem[]): readonly MenuItem[] {
  return items.length === 0 ? [] : [{ type: "separator" }, ...items];
}

function shown(filter: string): string {
  return escapeText(filter.length > LONGEST ? `${filter.slice(0, LONGEST)}…` : filter);
}
