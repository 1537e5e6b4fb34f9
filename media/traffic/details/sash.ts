import { el } from "../dom";

export interface SashActions {
  /** It was dragged so far from where it was when the drag began, CSS pixels. */
  drag(distance: number): void;
  begin(): void;
  /** By the keyboard; `reset` is what a double click asks for too. */
  step(by: -1 | 1): void;
  reset(): void;
}

/** A bar between two parts, to be moved by pointer and arrow keys (ARIA: window splitter). */
export class Sash {
  readonly element: HTMLElement;
  private start: number | undefined;

  constructor(
    label: string,
    private orientation: "horizontal" | "vertical",
    private readonly actions: SashActions,
  ) {
    this.element = el("div", "details-sash");
    this.element.tabIndex = 0;
    this.element.setAttribute("role", "separator");
    this.element.setAttribute("aria-label", label);
    this.setOrientation(orientation);
    this.element.addEventListener("pointerdown", (event) => this.onDown(event));
    this.element.addEventListener("pointermove", (event) => this.onMove(event));
    this.element.addEventListener("lostpointercapture", () => {
      this.start = undefined;
    });
    this.element.addEventListener("dblclick", () => this.actions.reset());
    this.element.addEventListener("keydown", (event) => this.onKey(event));
  }

  /** Of the bar itself: a horizontal one is between what is above and below. */
  setOrientation(orientation: "horizontal" | "vertical"): void {
    this.orientation = orientation;
    this.element.setAttribute("aria-orientation", orientation);
  }

  /** Which share of the whole the first part has, in percent. */
  setValue(percent: number): void {
    this.element.setAttribute("aria-valuenow", String(Math.round(percent)));
  }

  private onDown(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    this.element.focus();
    this.element.setPointerCapture(event.pointerId);
    this.start = this.place(event);
    this.actions.begin();
  }

  private onMove(event: PointerEvent): void {
    if (this.start !== undefined) this.actions.drag(this.place(event) - this.start);
  }

  private place(event: PointerEvent): number {
    return this.orientation === "vertical" ? event.clientX : event.clientY;
  }

  private onKey(event: KeyboardEvent): void {
    const [less, more] = this.orientation === "vertical" ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
    if (event.key === less) this.actions.step(-1);
    else if (event.key === more) this.actions.step(1);
    else if (event.key === "Home" || event.key === "Enter") this.actions.reset();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
