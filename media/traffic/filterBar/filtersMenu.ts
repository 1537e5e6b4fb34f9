import type { MenuItem } from "../menu/popupMenu";
import { escapeText } from "../../../src/core/trace/escape";

/** How many earlier filters the menu has. */
const RECENT = 10;
/** Longest filter that is shown in full, in UTF-16 units. */
const LONGEST = 60;

interface FiltersMenuContext {
  readonly text: string;
  readonly saved: readonly string[];
  readonly recent: readonly string[];
  readonly use: (filter: string) => void;
  readonly save: (saved: readonly string[]) => void;
}

/** The filters that a person keeps, and those used last. */
export function filtersMenu({ text, saved, recent, use, save }: FiltersMenuContext): readonly MenuItem[] {
  const filter = text.trim();
  const isSaved = saved.includes(filter);
  const chosen = (each: string): MenuItem => ({ type: "item", label: shown(each), run: () => use(each) });
  const others = recent.filter((each) => !saved.includes(each)).slice(0, RECENT);
  return [
    {
      type: "item",
      label: filter === "" ? "Keep This Filter" : `Keep “${shown(filter)}”`,
      checked: isSaved,
      disabled: filter === "",
      stays: true,
      run: () => save(isSaved ? saved.filter((each) => each !== filter) : [...saved, filter]),
    },
    ...group(saved.map(chosen)),
    ...group(others.map(chosen)),
  ];
}

function group(items: readonly MenuItem[]): readonly MenuItem[] {
  return items.length === 0 ? [] : [{ type: "separator" }, ...items];
}

function shown(filter: string): string {
  return escapeText(filter.length > LONGEST ? `${filter.slice(0, LONGEST)}…` : filter);
}
