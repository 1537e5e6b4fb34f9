import { FILTER_COLORS } from "../../../src/core/trace/filter/savedFilter";
import { el } from "../dom";
import { t } from "../l10n";
import { colorDot } from "../menu/colorDot";
import { shownText } from "../table/shownText";
import { colorName, filterColor } from "./filterColors";

/** Chooses the colour of a saved filter, or none. */
export class ColorChoice {
  readonly select = el("select", "color-select");
  private readonly dot = colorDot(undefined);
  readonly element = el("span", "color-choice", this.dot, this.select);

  /** @param color as it is now; a word that is no colour is offered too, so that it does not change by itself */
  constructor(label: string, color: string | undefined, changed: () => void) {
    const unknown = color !== undefined && filterColor(color) === undefined ? [new Option(shownText(color), color)] : [];
    this.select.append(new Option(t("No colour"), ""), ...FILTER_COLORS.map((each) => new Option(colorName(each), each)), ...unknown);
    this.select.value = color ?? "";
    this.select.setAttribute("aria-label", label);
    this.select.title = label;
    this.select.addEventListener("change", () => {
      this.show();
      changed();
    });
    this.show();
  }

  get color(): string | undefined {
    return this.select.value === "" ? undefined : this.select.value;
  }

  private show(): void {
    const color = filterColor(this.color);
    if (color === undefined) this.dot.removeAttribute("data-color");
    else this.dot.dataset["color"] = color;
  }
}
