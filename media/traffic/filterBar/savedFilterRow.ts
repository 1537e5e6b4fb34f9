import type { SavedFilter } from "../../../src/core/trace/filter/savedFilter";
import { button, el, setText } from "../details/dom";
import { icon } from "../icons";
import { t } from "../l10n";
import { shownText } from "../table/shownText";
import { ColorChoice } from "./colorChoice";
import { filterNote, filterProblem } from "./filterProblem";

export interface SavedFilterActs {
  /** The filters that are kept besides this one. */
  readonly others: () => readonly SavedFilter[];
  readonly change: (filter: SavedFilter) => void;
  /** Moves it up (-1) or down in the list; `undefined` where there is no further to go. */
  readonly up: (() => void) | undefined;
  readonly down: (() => void) | undefined;
  readonly remove: () => void;
}

/** A saved filter whose name, text and colour can be changed; what is wrong is said and not kept. */
export class SavedFilterRow {
  readonly element: HTMLElement;
  private readonly name: HTMLInputElement;
  private readonly filter: HTMLInputElement;
  private readonly color: ColorChoice;
  private readonly note = el("p", "saved-filter-note");

  constructor(
    private kept: SavedFilter,
    private readonly acts: SavedFilterActs,
  ) {
    const called = shownText(kept.name);
    this.name = this.input(t("Name of {0}", called), kept.name);
    this.filter = this.input(t("Filter of {0}", called), kept.filter);
    this.filter.classList.add("saved-filter-text");
    this.color = new ColorChoice(t("Colour of the rows that match {0}", called), kept.color, () => this.changed());
    this.note.setAttribute("role", "status");
    const act = (content: SVGElement, label: string, run: (() => void) | undefined): HTMLButtonElement => {
      const element = button(content, "tool-button", () => run?.(), label);
      element.disabled = run === undefined;
      return element;
    };
    this.element = el(
      "li",
      "saved-filter",
      this.color.element,
      this.name,
      this.filter,
      act(icon("sortUp"), t("Move {0} up", called), acts.up),
      act(icon("sortDown"), t("Move {0} down", called), acts.down),
      act(icon("clear"), t("Delete {0}", called), acts.remove),
      this.note,
    );
    this.check(kept);
  }

  focus(): void {
    this.name.focus();
    this.name.select();
  }

  private input(label: string, value: string): HTMLInputElement {
    const input = el("input", "saved-filter-input");
    input.type = "text";
    input.spellcheck = false;
    input.value = value;
    input.setAttribute("aria-label", label);
    input.addEventListener("change", () => this.changed());
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || (this.name.value === this.kept.name && this.filter.value === this.kept.filter)) return;
      // The first Escape takes back what was typed, the next one closes.
      event.preventDefault();
      this.name.value = this.kept.name;
      this.filter.value = this.kept.filter;
      this.check(this.kept);
    });
    return input;
  }

  private changed(): void {
    const { color } = this.color;
    const filter: SavedFilter = { name: this.name.value.trim(), filter: this.filter.value.trim(), ...(color !== undefined && { color }) };
    if (!this.check(filter)) return;
    this.kept = filter;
    this.acts.change(filter);
  }

  private check(filter: SavedFilter): boolean {
    const problem = filterProblem(filter, this.acts.others());
    setText(this.note, problem ?? filterNote(filter) ?? "");
    this.note.classList.toggle("wrong", problem !== undefined);
    return problem === undefined;
  }
}
