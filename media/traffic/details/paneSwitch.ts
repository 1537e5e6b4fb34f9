import { t } from "../l10n";
import type { PageState } from "../part";
import { button, el, setAttribute } from "../dom";

export type Side = NonNullable<PageState["detailsMessage"]>;

const SIDES = [
  { side: "request", title: t("Request") },
  { side: "answer", title: t("Answer") },
] as const satisfies readonly { side: Side; title: string }[];

/** Chooses which of two messages is shown where there is room for one only; each pane has one in its head. */
export class PaneSwitch {
  readonly element = el("span", "details-switch");
  private readonly buttons: readonly HTMLButtonElement[];

  constructor(own: Side, choose: (side: Side) => void) {
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", t("Shown message"));
    this.buttons = SIDES.map(({ side, title }) => {
      const each = button(title, "details-tool", () => choose(side));
      // It is in sight only while its own message is.
      setAttribute(each, "aria-pressed", String(side === own));
      return each;
    });
    this.element.append(...this.buttons);
  }

  /** Gives the focus to the button of the side that is shown. */
  focus(side: Side): void {
    this.buttons[SIDES.findIndex((each) => each.side === side)]?.focus();
  }
}
