import type { SavedFilter } from "../../../src/core/trace/filter/savedFilter";
import { button, el } from "../dom";
import { t } from "../l10n";
import type { Page } from "../part";
import { shownText } from "../table/shownText";
import { placeBelow } from "./placeBelow";
import { placeOf } from "./placeOf";
import { type SavedFilterDraft, SavedFilterRow } from "./savedFilterRow";

/** The popover in which saved filters are renamed, recoloured, put in order and deleted. */
export class SavedFiltersView {
  readonly element = el("div", "filter-popover saved-filters");
  private readonly list = el("ul", "saved-filter-list");
  private rows: SavedFilterRow[] = [];
  /** What the rows show; a person's own change of a row is there already. */
  private shown = "";
  private deleted: { readonly filter: SavedFilter; readonly at: number } | undefined;
  private readonly undo = button(t("Undo"), "text-button", () => this.bringBack());

  /** @param forgotten hears the text of a filter that is deleted */
  constructor(
    private readonly page: Page,
    private readonly anchor: HTMLElement,
    private readonly forgotten: (filter: string) => void,
  ) {
    const title = el("h2", "filter-help-title", t("Saved filters"));
    title.id = "saved-filters-title";
    this.element.popover = "auto";
    this.element.tabIndex = -1;
    this.element.setAttribute("role", "dialog");
    this.element.setAttribute("aria-labelledby", title.id);
    this.element.append(title, this.list, el("p", "filter-help-note", t("The first filter with a colour that matches a row colours it. They are kept in the setting wirelight.traffic.savedFilters.")));
    this.element.addEventListener("toggle", (event) => {
      if (event.newState === "closed") this.deleted = undefined;
    });
  }

  /** @param at the filter to begin with */
  open(at = 0): void {
    this.fill();
    this.element.showPopover();
    placeBelow(this.element, this.anchor);
    this.focus(at);
  }

  /** The filters may have changed elsewhere, or a change could not be kept. */
  render(): void {
    if (!this.element.matches(":popover-open") || JSON.stringify(this.filters) === this.shown) return;
    const at = this.rows.findIndex(({ element }) => element.contains(document.activeElement));
    const drafts = this.rows.flatMap(({ draft }) => draft ?? []);
    this.fill();
    if (at >= 0) this.focus(Math.min(at, this.rows.length - 1));
    for (const draft of drafts) this.resume(draft);
  }

  /** What somebody is typing stays, as long as the filter does. */
  private resume(draft: SavedFilterDraft): void {
    const { filters } = this;
    const at = placeOf(draft.of, filters);
    const row = this.rows[at >= 0 ? at : filters.findIndex(({ name }) => name === draft.of.name)];
    if (row) row.resume(draft);
    else this.page.warn(goneText(draft.of));
  }

  private get filters(): readonly SavedFilter[] {
    return this.page.savedFilters.all;
  }

  private fill(): void {
    const { filters, deleted } = this;
    this.shown = JSON.stringify(filters);
    for (const row of this.rows) row.leave();
    this.rows = filters.map((filter, at) => this.row(filter, at, filters.length));
    const lines = this.rows.map(({ element }) => element);
    if (deleted) lines.splice(deleted.at, 0, el("li", "saved-filter-deleted", t("“{0}” was deleted.", shownText(deleted.filter.name)), this.undo));
    else if (lines.length === 0) lines.push(el("li", "", t("No filter is saved.")));
    this.list.replaceChildren(...lines);
  }

  private row(filter: SavedFilter, at: number, count: number): SavedFilterRow {
    return new SavedFilterRow(filter, {
      others: (of) => this.filters.filter((_, index) => index !== placeOf(of, this.filters, at)),
      change: (from, to) => this.change(placeOf(from, this.filters, at), from, to),
      up: at === 0 ? undefined : (of) => this.move(placeOf(of, this.filters, at), -1),
      down: at === count - 1 ? undefined : (of) => this.move(placeOf(of, this.filters, at), 1),
      remove: (of) => this.remove(placeOf(of, this.filters, at)),
    });
  }

  private change(at: number, from: SavedFilter, to: SavedFilter): void {
    // The list has just become another one; with the next frame the rows show it.
    if (at < 0) return this.page.warn(goneText(from));
    const filters = this.filters.with(at, to);
    this.shown = JSON.stringify(filters);
    this.keep(filters);
  }

  private move(from: number, by: number): void {
    const { filters } = this;
    const filter = filters[from];
    if (!filter) return;
    const to = Math.min(Math.max(from + by, 0), filters.length - 1);
    this.deleted = undefined;
    this.keep(filters.toSpliced(from, 1).toSpliced(to, 0, filter));
    this.fill();
    this.focus(to);
    this.page.announce(t("{0} is now number {1} of {2}.", shownText(filter.name), to + 1, this.filters.length));
  }

  private remove(at: number): void {
    const filter = this.filters[at];
    if (!filter) return;
    this.deleted = { filter, at };
    this.forgotten(filter.filter);
    this.keep(this.filters.toSpliced(at, 1));
    this.fill();
    this.undo.focus();
    this.page.announce(t("{0} was deleted. Undo brings it back.", shownText(filter.name)));
  }

  private bringBack(): void {
    const { deleted } = this;
    if (!deleted) return;
    this.deleted = undefined;
    this.keep(this.filters.toSpliced(deleted.at, 0, deleted.filter));
    this.fill();
    this.focus(deleted.at);
  }

  private keep(filters: readonly SavedFilter[]): void {
    void this.page.savedFilters.set(filters);
  }

  private focus(at: number): void {
    const row = this.rows[at];
    if (row) row.focus();
    else this.element.focus();
  }
}

function goneText({ name }: SavedFilter): string {
  return t("The filter {0} was changed or deleted elsewhere, so what was typed is not kept.", shownText(name));
}
