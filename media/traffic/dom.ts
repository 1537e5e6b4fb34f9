/** An element with a class and what is in it; strings become text, never markup. */
export function el<Name extends keyof HTMLElementTagNameMap>(name: Name, className: string, ...children: readonly (Node | string)[]): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  if (className !== "") element.className = className;
  element.append(...children);
  return element;
}

/** Writes a text where it is another one: a page that is rendered with every batch must not be laid out with every batch. */
export function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** The same for an attribute. */
export function setAttribute(element: HTMLElement, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** A button that says what it does; `label` is for those who listen where the content is a picture. */
export function button(content: Node | string, className: string, onClick: () => void, label?: string): HTMLButtonElement {
  const element = el("button", className, content);
  element.type = "button";
  if (label !== undefined) {
    element.setAttribute("aria-label", label);
    element.title = label;
  }
  element.addEventListener("click", onClick);
  return element;
}
