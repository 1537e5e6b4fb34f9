import type { Completion } from "../../../src/core/trace/filter/completeFilter";
import { el } from "../dom";
import { t } from "../l10n";
import { placeBelow } from "./placeBelow";

const ID = "filter-suggestions";

/** The list below an input, of which one line may be chosen; the focus stays in the input. */
export class SuggestionList {
  readonly element = el("ul", "filter-suggestions");
  private shown: readonly Completion[] = [];
  private active = -1;

  constructor(
    private readonly input: HTMLInputElement,
    private readonly accept: (completion: Completion) => void,
  ) {
    this.element.id = ID;
    this.element.popover = "manual";
    this.element.setAttribute("role", "listbox");
    this.element.setAttribute("aria-label", t("Completions"));
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", ID);
    input.setAttribute("aria-expanded", "false");
    // Before the click, so that the input does not lose the focus.
    this.element.addEventListener("pointerdown", (event) => event.preventDefault());
    this.element.addEventListener("click", ({ target }) => this.clicked(target));
  }

  get isOpen(): boolean {
    return this.shown.length > 0;
  }

  /** The line that Enter takes. */
  get chosen(): Completion | undefined {
    return this.shown[this.active];
  }

  show(completions: readonly Completion[]): void {
    this.shown = completions;
    this.element.replaceChildren(...completions.map(line));
    this.choose(-1);
    this.input.setAttribute("aria-expanded", String(this.isOpen));
    if (!this.isOpen) {
      this.element.hidePopover();
      return;
    }
    this.element.showPopover();
    placeBelow(this.element, this.input);
  }

  hide(): void {
    if (this.isOpen) this.show([]);
  }

  /** Goes down or up, through the text itself, which is no line. */
  move(by: number): void {
    const places = this.shown.length + 1;
    this.choose(((this.active + 1 + by + places) % places) - 1);
  }

  private choose(active: number): void {
    this.element.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = active;
    const chosen = this.element.children[active];
    chosen?.setAttribute("aria-selected", "true");
    chosen?.scrollIntoView({ block: "nearest" });
    if (chosen) this.input.setAttribute("aria-activedescendant", chosen.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  private clicked(target: EventTarget | null): void {
    const found = this.shown.find((_, index) => target instanceof Node && this.element.children[index]?.contains(target));
    if (found) this.accept(found);
  }
}

function line({ insert, detail }: Completion, index: number): HTMLElement {
  const element = el("li", "filter-suggestion", el("span", "filter-suggestion-label", insert), el("span", "filter-suggestion-detail", detail));
  element.id = `${ID}-${index}`;
  element.setAttribute("role", "option");
  element.setAttribute("aria-selected", "false");
  return element;
}
