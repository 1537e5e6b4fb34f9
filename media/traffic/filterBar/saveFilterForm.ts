import type { SavedFilter } from "../../../src/core/trace/filter/savedFilter";
import { button, el, setText } from "../dom";
import { t } from "../l10n";
import type { Page } from "../part";
import { shownText } from "../table/shownText";
import { ColorChoice } from "./colorChoice";
import { filterNote, filterProblem } from "./filterProblem";
import { placeBelow } from "./placeBelow";
import { suggestName } from "./suggestName";

/** Asks below the filter for the name and the colour that it is to be kept under. */
export class SaveFilterForm {
  readonly element = el("form", "filter-popover save-filter");
  private readonly name = el("input", "saved-filter-input");
  private readonly note = el("p", "saved-filter-note");
  private color = this.newColor();
  private filter = "";

  constructor(
    private readonly page: Page,
    private readonly anchor: HTMLElement,
  ) {
    this.name.type = "text";
    this.name.setAttribute("aria-label", t("Name of the filter"));
    this.name.addEventListener("input", () => this.check());
    this.note.setAttribute("role", "status");
    const save = button(t("Save"), "text-button", () => undefined);
    save.type = "submit";
    this.element.popover = "auto";
    this.element.setAttribute("role", "dialog");
    this.element.setAttribute("aria-label", t("Save filter"));
    this.element.append(el("div", "save-filter-line", this.name, this.color.element, save), this.note);
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.save();
    });
  }

  open(filter: string): void {
    this.filter = filter;
    const color = this.newColor();
    this.color.element.replaceWith(color.element);
    this.color = color;
    this.name.value = suggestName(filter, this.page.savedFilters.all);
    this.element.showPopover();
    placeBelow(this.element, this.anchor);
    this.check();
    this.name.focus();
    this.name.select();
  }

  private newColor(): ColorChoice {
    return new ColorChoice(t("Colour of the rows that match"), undefined, () => this.check());
  }

  private get given(): SavedFilter {
    const { color } = this.color;
    return { name: this.name.value.trim(), filter: this.filter, ...(color !== undefined && { color }) };
  }

  /** Says what is wrong, and answers whether nothing is. */
  private check(): boolean {
    const problem = filterProblem(this.given, this.page.savedFilters.all);
    setText(this.note, problem ?? filterNote(this.given) ?? "");
    this.note.classList.toggle("wrong", problem !== undefined);
    this.name.setAttribute("aria-invalid", String(problem !== undefined));
    return problem === undefined;
  }

  private save(): void {
    if (!this.check()) return this.name.focus();
    const { page, given } = this;
    this.element.hidePopover();
    void page.savedFilters.set([...page.savedFilters.all, given]).then((isKept) => {
      if (isKept) page.announce(t("Saved as {0}.", shownText(given.name)));
    });
  }
}
