import { icon } from "../icons";
import { type MenuItem, showMenu } from "../menu/popupMenu";
import { button } from "../dom";

/** A button that opens a menu below itself. */
export function moreButton(label: string, items: () => readonly MenuItem[]): HTMLButtonElement {
  const more = button(
    icon("more"), "tool-button",
    () => {
      const { left, bottom } = more.getBoundingClientRect();
      showMenu({ label, items, x: left, y: bottom });
    },
    label,
  );
  more.setAttribute("aria-haspopup", "menu");
  return more;
}
