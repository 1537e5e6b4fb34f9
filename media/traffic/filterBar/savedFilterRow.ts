import type { SavedFilter } from "../../../src/core/trace/filter/savedFilter";
import { button, el, setText } from "../dom";
import { icon } from "../icons";
import { t } from "../l10n";
import { shownText } from "../table/shownText";
import { ColorChoice } from "./colorChoice";
import { filterNote, filterProblem } from "./filterProblem";

/** Each gets the filter as the row has it kept: the list may be another one by then. */
export interface SavedFilterActs {
  /** The filters that are kept besides this one. */
  readonly others: (of: SavedFilter) => readonly SavedFilter[];
  readonly change: (from: SavedFilter, to: SavedFilter) => void;
  /** Moves it up (-1) or down in the list; `undefined` where there is no further to go. */
  readonly up: ((filter: SavedFilter) => void) | undefined;
  readonly down: ((filter: SavedFilter) => void) | undefined;
  readonly remove: (filter: SavedFilter) => void;
}

/** What somebody is typing into a row. */
export interface SavedFilterDraft {
  /** The filter as it was when they began. */
  readonly of: SavedFilter;
  readonly name: string;
  readonly filter: string;
  /** Where they are typing, and what of it is selected. */
  readonly at: { readonly input: "name" | "filter"; readonly from: number; readonly to: number } | undefined;
}

/** A saved filter whose name, text and colour can be changed; what is wrong is said and not kept. */
export class SavedFilterRow {
  readonly element: HTMLElement;
  private readonly name: HTMLInputElement;
  private readonly filter: HTMLInputElement;
  private readonly color: ColorChoice;
  private readonly note = el("p", "saved-filter-note");
  private isLeft = false;

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
    const act = (content: SVGElement, label: string, run: ((filter: SavedFilter) => void) | undefined): HTMLButtonElement => {
      const element = button(content, "tool-button", () => run?.(this.kept), label);
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

  /** Another row takes its place: an input that goes while it has the keyboard may say that a person has changed it. */
  leave(): void {
    this.isLeft = true;
  }

  /** What is typed and not kept yet. */
  get draft(): SavedFilterDraft | undefined {
    const { kept, name, filter } = this;
    if (name.value === kept.name && filter.value === kept.filter) return undefined;
    const input = document.activeElement === name ? "name" : document.activeElement === filter ? "filter" : undefined;
    return { of: kept, name: name.value, filter: filter.value, at: input && { input, from: this[input].selectionStart ?? 0, to: this[input].selectionEnd ?? 0 } };
  }

  /** Goes on where the row that this one takes the place of was left; what was not touched there is as it is kept now. */
  resume({ of, name, filter, at }: SavedFilterDraft): void {
    if (name !== of.name) this.name.value = name;
    if (filter !== of.filter) this.filter.value = filter;
    // What is left there is left because it is wrong.
    if (!at) return void this.check(this.given);
    this[at.input].focus();
    this[at.input].setSelectionRange(at.from, at.to);
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
    if (this.isLeft) return;
    const { kept, given } = this;
    if (!this.check(given)) return;
    this.kept = given;
    this.acts.change(kept, given);
  }

  private get given(): SavedFilter {
    const { color } = this.color;
    return { name: this.name.value.trim(), filter: this.filter.value.trim(), ...(color !== undefined && { color }) };
  }

  private check(filter: SavedFilter): boolean {
    const problem = filterProblem(filter, this.acts.others(this.kept));
    setText(this.note, problem ?? filterNote(filter) ?? "");
    this.note.classList.toggle("wrong", problem !== undefined);
    return problem === undefined;
  }
}
