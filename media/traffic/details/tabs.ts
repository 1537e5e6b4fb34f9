import { el, setAttribute } from "../dom";

export interface Tab<Id extends string> {
  readonly id: Id;
  readonly title: string;
}

/** A row of tabs (ARIA: tabs): one stop for the Tab key, arrow keys within. */
export class Tabs<Id extends string> {
  readonly element = el("div", "details-tabs");
  private readonly buttons: readonly HTMLButtonElement[];

  constructor(
    private readonly tabs: readonly Tab<Id>[],
    label: string,
    panel: HTMLElement,
    private readonly choose: (id: Id) => void,
  ) {
    this.element.setAttribute("role", "tablist");
    this.element.setAttribute("aria-label", label);
    this.buttons = tabs.map(({ id, title }) => {
      const tab = el("button", "details-tab", title);
      tab.type = "button";
      tab.id = `details-tab-${id}`;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", panel.id);
      tab.addEventListener("click", () => this.choose(id));
      return tab;
    });
    this.element.append(...this.buttons);
    this.element.addEventListener("keydown", (event) => this.onKey(event));
  }

  show(id: Id, panel: HTMLElement): void {
    this.tabs.forEach((tab, at) => {
      const button = this.buttons[at];
      if (!button) return;
      const isSelected = tab.id === id;
      // Where there is not room for all of them.
      if (isSelected && button.getAttribute("aria-selected") !== "true") requestAnimationFrame(() => button.scrollIntoView({ block: "nearest", inline: "nearest" }));
      setAttribute(button, "aria-selected", String(isSelected));
      setAttribute(button, "tabindex", isSelected ? "0" : "-1");
    });
    setAttribute(panel, "aria-labelledby", `details-tab-${id}`);
  }

  private onKey(event: KeyboardEvent): void {
    const at = this.buttons.findIndex((button) => button === event.target);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: this.buttons.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    event.stopPropagation();
    const next = this.buttons[(to + this.buttons.length) % this.buttons.length];
    next?.focus();
    next?.click();
  }
}
