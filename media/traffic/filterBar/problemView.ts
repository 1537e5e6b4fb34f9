import type { FilterProblem } from "../../../src/core/trace/filter/filter";
import { el } from "../dom";
import { t } from "../l10n";
import { placeBelow } from "./placeBelow";

const ID = "filter-problems";
/** The first few say enough. */
const MOST = 3;

/** Says below the input what is wrong with the filter; those who listen hear it as the input's description. */
export class ProblemView {
  readonly element = el("div", "filter-problems");
  private text = "";

  constructor(private readonly input: HTMLInputElement) {
    this.element.id = ID;
    this.element.popover = "manual";
  }

  /** `isSeen`: besides being told it is shown. */
  show(problems: readonly FilterProblem[], isSeen: boolean): void {
    const lines = problems.slice(0, MOST).map(({ message }) => message);
    if (problems.length > MOST) lines.push(t("And {0} more.", problems.length - MOST));
    const text = lines.join("\n");
    if (text !== this.text) {
      this.text = text;
      this.element.textContent = text;
      this.input.title = text;
      if (text === "") this.input.removeAttribute("aria-describedby");
      else this.input.setAttribute("aria-describedby", ID);
    }
    if (!isSeen || text === "") {
      this.element.hidePopover();
      return;
    }
    this.element.showPopover();
    placeBelow(this.element, this.input);
  }
}
