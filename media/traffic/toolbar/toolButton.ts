import { type IconName, icon } from "../icons";

/** A button with a picture, as VS Code has them in its title bars. */
export function toolButton(name: IconName, label: string, press: () => void): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "tool-button";
  button.title = label;
  button.setAttribute("aria-label", label);
  button.append(icon(name));
  button.addEventListener("click", press);
  return button;
}
