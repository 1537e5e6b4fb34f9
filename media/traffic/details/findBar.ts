import { icon } from "../icons";
import { t } from "../l10n";
import { button, el, setText } from "../dom";

/** A search begins so long after the last key, milliseconds. */
const PAUSE = 120;

export interface FindBarActions {
  /** There is another text to be looked for; `go` to its first place at once. */
  search(go: boolean): void;
  /** Goes to the next place, or the one before. */
  go(step: 1 | -1): void;
  /** Gives the focus back to what is searched in. */
  leave(): void;
}

/** Searches in one thing on one line of tools; where that is narrow, it takes the place of the other tools while it is used. */
export class FindBar {
  /** The button that opens it where it is narrow. */
  readonly opener = button(icon("search"), "tool-button details-open-search", () => this.open(), t("Search (Ctrl+F)"));
  readonly element: HTMLElement;
  private readonly input = el("input", "details-search");
  private readonly count = el("span", "details-matches");
  private timer: number | undefined;
  /** What was last looked for. */
  private searched = "";

  /** @param tools the line of tools that it stands in */
  constructor(
    private readonly tools: HTMLElement,
    private readonly actions: FindBarActions,
  ) {
    const { input } = this;
    input.type = "search";
    input.placeholder = t("Search");
    input.spellcheck = false;
    input.addEventListener("input", () => {
      // What is searched for stays in sight when the window becomes narrow.
      tools.classList.add("details-searching");
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.search(true), PAUSE);
    });
    input.addEventListener("keydown", (event) => this.onKey(event));
    this.count.setAttribute("role", "status");
    this.element = el(
      "span", "details-find",
      input,
      this.count,
      button(icon("sortUp"), "tool-button", () => actions.go(-1), t("Previous match (Shift+F3)")),
      button(icon("sortDown"), "tool-button", () => actions.go(1), t("Next match (F3)")),
      button(icon("close"), "tool-button details-close-search", () => this.close(), t("Close the search (Escape)")),
    );
  }

  get text(): string {
    return this.input.value;
  }

  /** How many places there are, or which one is shown. */
  set words(words: string) {
    setText(this.count, words);
  }

  setLabel(label: string): void {
    this.input.setAttribute("aria-label", t("Search in {0}", label));
  }

  open(): void {
    this.tools.classList.add("details-searching");
    this.input.focus();
    this.input.select();
  }

  /** Looks for the text again, as when it is looked for in something else. */
  search(go: boolean): void {
    window.clearTimeout(this.timer);
    this.searched = this.text;
    this.actions.search(go);
  }

  dispose(): void {
    window.clearTimeout(this.timer);
  }

  private close(): void {
    this.tools.classList.remove("details-searching");
    this.input.value = "";
    this.search(false);
    this.actions.leave();
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === "Enter" || event.key === "F3") {
      if (this.text !== this.searched) this.search(true);
      else this.actions.go(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape" && this.tools.classList.contains("details-searching")) {
      this.close();
    } else if (event.key === "ArrowDown") {
      this.actions.leave();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }
}
