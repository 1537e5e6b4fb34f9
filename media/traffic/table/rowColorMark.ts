import type { RowColor } from "../filterBar/colorRules";
import { t } from "../l10n";
import { shownText } from "./shownText";

/** The colour of a row, and for those who do not see it the name of the filter that it comes from. */
export class RowColorMark {
  private shown: RowColor | undefined;

  constructor(
    private readonly row: HTMLElement,
    private readonly gutter: HTMLElement,
  ) {
    // Only where somebody points at: a title for every row would cost a part of every scrolled frame.
    gutter.addEventListener("pointerenter", () => {
      gutter.title = this.words;
    });
  }

  show(color: RowColor | undefined): void {
    if (color === this.shown) return;
    this.shown = color;
    if (this.gutter.title !== "") this.gutter.title = this.words;
    if (color) {
      this.row.dataset["color"] = color.color;
      this.row.setAttribute("aria-description", this.words);
    } else {
      this.row.removeAttribute("data-color");
      this.row.removeAttribute("aria-description");
    }
  }

  private get words(): string {
    return this.shown ? t("matches {0}", shownText(this.shown.name)) : "";
  }
}
