import type { Disposable } from "../../../src/core/base/disposable";
import type { FilterColor } from "../../../src/core/trace/filter/savedFilter";
import { el } from "../dom";
import { colorDot } from "./colorDot";

export type MenuItem =
  | { readonly type: "separator" }
  | {
      readonly type: "item";
      readonly label: string;
      /** Keys that do the same, as people read them. */
      readonly keys?: string;
      /** Said less loudly beside the label. */
      readonly detail?: string;
      /** A dot of this colour stands before the label, or an empty one. */
      readonly color?: FilterColor | "none";
      /** Of an item that is on or off. */
      readonly checked?: boolean;
      readonly disabled?: boolean;
      readonly run: () => void;
      /** It stays open, for several changes in a row. */
      readonly stays?: boolean;
    };

interface MenuOptions {
  readonly label: string;
  /** Made anew when an item that stays has run. */
  readonly items: () => readonly MenuItem[];
  /** In CSS pixels of the page; it is moved so that all of it is seen. */
  readonly x: number;
  readonly y: number;
}

let open: PopupMenu | undefined;

/** Shows a menu at a place of the page; the focus comes back to where it was. */
export function showMenu(options: MenuOptions): void {
  open?.dispose();
  open = new PopupMenu(options);
}

class PopupMenu implements Disposable {
  private readonly element = document.createElement("div");
  private readonly before = document.activeElement;
  private readonly leaving = new AbortController();

  constructor(private readonly options: MenuOptions) {
    this.element.className = "menu";
    this.element.setAttribute("role", "menu");
    this.element.setAttribute("aria-label", options.label);
    this.element.tabIndex = -1;
    document.body.append(this.element);
    this.fill();
    this.position();
    const { signal } = this.leaving;
    this.element.addEventListener("keydown", (event) => this.pressed(event));
    this.element.addEventListener("contextmenu", (event) => event.preventDefault());
    document.addEventListener("pointerdown", (event) => this.pointed(event), { capture: true, signal });
    window.addEventListener("blur", () => this.dispose(), { signal });
    window.addEventListener("resize", () => this.dispose(), { signal });
    this.items()[0]?.focus();
  }

  dispose(): void {
    if (this.leaving.signal.aborted) return;
    this.leaving.abort();
    const hadFocus = this.element.contains(document.activeElement);
    this.element.remove();
    if (open === this) open = undefined;
    if (hadFocus && this.before instanceof HTMLElement) this.before.focus({ preventScroll: true });
  }

  private items(): HTMLButtonElement[] {
    return [...this.element.querySelectorAll("button")].filter((button) => !button.disabled);
  }

  private fill(): void {
    this.element.replaceChildren(...this.options.items().map((item) => (item.type === "separator" ? separator() : this.button(item))));
  }

  private button(item: MenuItem & { readonly type: "item" }): HTMLElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "menu-item";
    button.tabIndex = -1;
    button.disabled = item.disabled === true;
    button.setAttribute("role", item.checked === undefined ? "menuitem" : "menuitemcheckbox");
    if (item.checked !== undefined) button.setAttribute("aria-checked", String(item.checked));
    const check = document.createElement("span");
    check.className = "menu-check";
    check.setAttribute("aria-hidden", "true");
    check.textContent = item.checked === true ? "✓" : "";
    const label = document.createElement("span");
    label.className = "menu-label";
    label.textContent = item.label;
    button.append(check, ...(item.color === undefined ? [] : [colorDot(item.color === "none" ? undefined : item.color)]), label);
    if (item.detail !== undefined) button.append(el("span", "menu-detail", item.detail));
    if (item.keys !== undefined) {
      const keys = document.createElement("span");
      keys.className = "menu-keys";
      keys.textContent = item.keys;
      button.setAttribute("aria-keyshortcuts", item.keys);
      button.append(keys);
    }
    button.addEventListener("click", () => this.choose(item));
    button.addEventListener("pointermove", () => button.focus({ preventScroll: true }));
    return button;
  }

  private choose(item: MenuItem & { readonly type: "item" }): void {
    if (!item.stays) {
      // First, so that what the item focuses keeps the focus.
      this.dispose();
      item.run();
      return;
    }
    const at = this.items().findIndex((button) => button === document.activeElement);
    item.run();
    this.fill();
    this.items()[at]?.focus();
  }

  private pressed(event: KeyboardEvent): void {
    const items = this.items();
    const at = items.findIndex((item) => item === document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at < 0 ? -1 : at - 1, Home: 0, End: -1 }[event.key];
    if (next !== undefined) items.at(next >= items.length ? 0 : next)?.focus();
    else if (event.key === "Escape" || event.key === "Tab") this.dispose();
    else if (event.key.length === 1 && event.key !== " ") focusByLetter(items, at, event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private pointed(event: PointerEvent): void {
    if (event.target instanceof Node && this.element.contains(event.target)) return;
    this.dispose();
  }

  private position(): void {
    const { width, height } = this.element.getBoundingClientRect();
    this.element.style.left = `${Math.max(Math.min(this.options.x, window.innerWidth - width - 4), 0)}px`;
    this.element.style.top = `${Math.max(Math.min(this.options.y, window.innerHeight - height - 4), 0)}px`;
  }
}

function separator(): HTMLElement {
  const line = document.createElement("div");
  line.className = "menu-separator";
  line.setAttribute("role", "separator");
  return line;
}

function focusByLetter(items: readonly HTMLElement[], at: number, letter: string): void {
  const inTurn = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  inTurn.find((item) => item.querySelector(".menu-label")?.textContent.toLowerCase().startsWith(letter.toLowerCase()))?.focus();
}
