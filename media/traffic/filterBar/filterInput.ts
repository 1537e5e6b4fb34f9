import type { FilterProblem } from "../../../src/core/trace/filter/filter";
import { el } from "../dom";

/** A line of text in which stretches are underlined, which an input cannot do: the same text stands behind it, unseen but for its underlines. */
export class FilterInput {
  readonly element: HTMLElement;
  readonly input = el("input", "filter-input");
  private readonly mirror = el("div", "filter-mirror");
  private marked: readonly FilterProblem[] = [];
  private shown = "";

  constructor(label: string, placeholder: string) {
    this.input.type = "text";
    this.input.placeholder = placeholder;
    this.input.spellcheck = false;
    this.input.autocomplete = "off";
    this.input.setAttribute("aria-label", label);
    this.mirror.setAttribute("aria-hidden", "true");
    this.element = el("div", "filter-field", this.mirror, this.input);
    for (const name of ["scroll", "input", "keyup", "select"]) this.input.addEventListener(name, () => this.scroll());
  }

  /** Underlines the places of these problems, which are in their order. */
  mark(problems: readonly FilterProblem[]): void {
    if (problems === this.marked && this.input.value === this.shown) return;
    this.marked = problems;
    this.shown = this.input.value;
    const parts: (Node | string)[] = [];
    let at = 0;
    for (const { from, to } of problems) {
      if (to <= at) continue;
      parts.push(this.shown.slice(at, from), el("span", "filter-wrong", this.shown.slice(Math.max(at, from), to)));
      at = to;
    }
    this.mirror.replaceChildren(...parts, this.shown.slice(at));
    this.element.classList.toggle("filter-invalid", problems.length > 0);
    this.input.setAttribute("aria-invalid", String(problems.length > 0));
    this.scroll();
  }

  private scroll(): void {
    this.mirror.scrollLeft = this.input.scrollLeft;
  }
}
