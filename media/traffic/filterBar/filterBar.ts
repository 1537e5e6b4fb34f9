import { type Completion, type FieldValues, completeFilter } from "../../../src/core/trace/filter/completeFilter";
import type { FilterProblem } from "../../../src/core/trace/filter/filter";
import { narrowFilter } from "../../../src/core/trace/filter/narrowFilter";
import { parseFilter } from "../../../src/core/trace/filter/parseFilter";
import { button, el } from "../dom";
import { icon } from "../icons";
import { t } from "../l10n";
import type { Page, Part } from "../part";
import { fieldValues } from "./fieldValues";
import { filterHelp } from "./filterHelp";
import { FilterHistory } from "./filterHistory";
import { FilterInput } from "./filterInput";
import { FiltersButton } from "./filtersButton";
import { ProblemView } from "./problemView";
import { SuggestionList } from "./suggestionList";

/** How long a person has to stop typing before the filter is applied, milliseconds: a text is searched for on the host. */
const APPLY_MS = 150;
/** And before a term that is not finished counts as wrong. */
const SETTLE_MS = 1200;

/** The line with the filter: what is typed here decides which entries the table shows. */
export function filterBar(page: Page): Part {
  return new FilterBar(page);
}

class FilterBar implements Part {
  readonly element: HTMLElement;
  private readonly field = new FilterInput(t("Filter traffic"), t("Filter, such as {0} or any text", "tool:echo status:error dur:>1s"));
  private readonly input = this.field.input;
  private readonly list = new SuggestionList(this.input, (completion) => this.accept(completion));
  private readonly problemView = new ProblemView(this.input);
  private readonly clearButton = button(icon("close"), "tool-button filter-clear", () => this.use(""), t("Clear filter (Escape)"));
  private readonly history: FilterHistory;
  private readonly filters: FiltersButton;
  private readonly values: FieldValues;
  private problems: readonly FilterProblem[] = [];
  private applied: string;
  private applying: number | undefined;
  private settling: number | undefined;

  constructor(private readonly page: Page) {
    this.history = new FilterHistory(page.state.recentFilters);
    this.values = fieldValues(page.model, () => performance.now());
    this.applied = page.state.filter;
    this.filters = new FiltersButton({ page, input: this.input, history: this.history, use: (filter) => this.use(filter) });
    const helpButton = button("?", "tool-button filter-help-button", () => help.togglePopover(), t("Filter language"));
    const help = filterHelp(helpButton, (example) => this.use(narrowFilter(this.input.value, example)));
    this.field.element.append(this.clearButton);
    this.element = el("div", "filter-bar", this.field.element, ...this.filters.elements, helpButton, this.list.element, this.problemView.element, help);
    this.element.setAttribute("role", "search");
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    this.input.addEventListener("focus", () => this.showProblems());
    this.input.addEventListener("blur", () => this.left());
    this.setText(this.applied);
  }

  render(): void {
    const { filter } = this.page.state;
    this.filters.render();
    if (filter === this.applied) return;
    // Something else has set it, such as a menu of the table.
    window.clearTimeout(this.applying);
    this.remember(this.applied);
    this.applied = filter;
    this.setText(filter);
  }

  dispose(): void {
    window.clearTimeout(this.applying);
    window.clearTimeout(this.settling);
    this.element.remove();
  }

  private typed(): void {
    this.read();
    this.list.show(this.wordBeforeCaret() === "" ? [] : this.completions());
    window.clearTimeout(this.applying);
    this.applying = window.setTimeout(() => this.apply(), APPLY_MS);
    window.clearTimeout(this.settling);
    this.settling = window.setTimeout(() => this.settle(), SETTLE_MS);
    this.showProblems();
  }

  private pressed(event: KeyboardEvent): void {
    if (event.isComposing || !this.key(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** False for a key that is the input's own. */
  private key({ key, ctrlKey, altKey, metaKey, shiftKey }: KeyboardEvent): boolean {
    if (key === " " && ctrlKey) this.list.show(this.completions());
    else if (ctrlKey || altKey || metaKey || shiftKey) return false;
    else if (key === "ArrowDown" || key === "ArrowUp") this.arrow(key === "ArrowDown" ? 1 : -1);
    else if ((key === "Enter" || key === "Tab") && this.list.chosen) this.accept(this.list.chosen);
    else if (key === "Enter") this.commit();
    else if (key === "Escape" && this.list.isOpen) this.list.hide();
    else if (key === "Escape" && this.input.value !== "") this.use("");
    else return false;
    this.showProblems();
    return true;
  }

  private arrow(by: 1 | -1): void {
    if (this.list.isOpen) {
      this.list.move(by);
      return;
    }
    const earlier = by < 0 ? this.history.older(this.input.value) : this.history.newer(this.input.value);
    if (earlier !== undefined) this.use(earlier, false);
    else if (by > 0) this.list.show(this.completions());
  }

  private completions(): readonly Completion[] {
    const text = this.input.value;
    return completeFilter(text, this.caret, this.values).filter(({ from, to, insert }) => text.slice(from, to) !== insert);
  }

  private accept({ from, to, insert }: Completion): void {
    this.input.setRangeText(insert, from, to, "end");
    this.input.focus();
    this.typed();
    if (!insert.endsWith(":")) this.list.hide();
    this.showProblems();
  }

  private get caret(): number {
    return this.input.selectionEnd ?? this.input.value.length;
  }

  private wordBeforeCaret(): string {
    return /[^\s()]*$/.exec(this.input.value.slice(0, this.caret))?.[0].replace(/^-+/, "") ?? "";
  }

  /** Shows and applies a text that was not typed. */
  private use(text: string, isNew = true): void {
    if (isNew) this.remember(this.input.value);
    this.setText(text);
    this.apply();
    this.input.focus();
    this.input.setSelectionRange(text.length, text.length);
  }

  private commit(): void {
    this.list.hide();
    this.apply();
    this.remember(this.input.value);
    this.settle();
  }

  private left(): void {
    this.list.hide();
    this.apply();
    this.remember(this.input.value);
    this.settle();
  }

  private settle(): void {
    window.clearTimeout(this.settling);
    this.settling = undefined;
    this.showProblems();
  }

  private setText(text: string): void {
    this.input.value = text;
    this.list.hide();
    this.read();
    this.settle();
  }

  private read(): void {
    this.problems = parseFilter(this.input.value).problems;
    this.clearButton.hidden = this.input.value === "";
    this.filters.render();
  }

  private apply(): void {
    window.clearTimeout(this.applying);
    this.applied = this.input.value;
    this.page.change({ filter: this.applied });
  }

  /** Only what could be of use again: a filter without problems. */
  private remember(text: string): void {
    if (parseFilter(text).problems.length === 0 && this.history.add(text)) this.page.change({ recentFilters: this.history.all });
  }

  private showProblems(): void {
    const caret = this.caret;
    // What is being typed is not wrong yet.
    const problems = this.settling === undefined ? this.problems : this.problems.filter(({ to }) => to < caret);
    this.field.mark(problems);
    this.problemView.show(problems, document.activeElement === this.input && !this.list.isOpen);
  }
}
