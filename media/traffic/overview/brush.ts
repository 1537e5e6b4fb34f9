/** A pointer that moved less, in CSS pixels, was a click. */
const CLICK = 3;
/** So near to an edge of the selection takes hold of it. */
const GRASP = 6;

/** Two places on the strip, from 0 to 1; the first is the one that does not move. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

interface Drag {
  readonly pointer: number;
  readonly x: number;
  readonly grasp: "new" | "start" | "end" | "all";
  readonly origin: Stretch | undefined;
  moved: boolean;
}

export interface BrushTarget {
  /** What is chosen now. */
  readonly selected: () => Stretch | undefined;
  /** While the pointer moves; `undefined` when it was given up. */
  readonly preview: (stretch: Stretch | undefined) => void;
  readonly choose: (stretch: Stretch | undefined) => void;
}

/** Chooses a stretch with the pointer: drag for a new one, drag its edges or its middle, click beside it for none. */
export class Brush {
  private drag: Drag | undefined;

  constructor(
    private readonly strip: HTMLElement,
    private readonly target: BrushTarget,
  ) {
    strip.addEventListener("pointerdown", (event) => this.begin(event));
    strip.addEventListener("pointermove", (event) => this.move(event));
    strip.addEventListener("pointerup", (event) => this.end(event));
    strip.addEventListener("pointercancel", () => this.abandon());
    strip.addEventListener("dblclick", () => target.choose(undefined));
  }

  /** Whether there was something to give up. */
  abandon(): boolean {
    if (!this.drag) return false;
    this.strip.releasePointerCapture(this.drag.pointer);
    this.drag = undefined;
    this.target.preview(undefined);
    return true;
  }

  private begin(event: PointerEvent): void {
    if (event.button !== 0 || this.drag) return;
    this.strip.setPointerCapture(event.pointerId);
    this.drag = { pointer: event.pointerId, x: event.clientX, grasp: this.graspAt(event), origin: this.target.selected(), moved: false };
  }

  private move(event: PointerEvent): void {
    const drag = this.drag;
    if (!drag) {
      this.strip.style.cursor = { new: "crosshair", start: "ew-resize", end: "ew-resize", all: "grab" }[this.graspAt(event)];
      return;
    }
    drag.moved ||= Math.abs(event.clientX - drag.x) >= CLICK;
    if (drag.moved) this.target.preview(this.stretchOf(drag, event));
  }

  private end(event: PointerEvent): void {
    const drag = this.drag;
    if (!drag || event.pointerId !== drag.pointer) return;
    this.drag = undefined;
    this.target.preview(undefined);
    if (drag.moved) this.target.choose(this.stretchOf(drag, event));
    else if (drag.grasp === "new") this.target.choose(undefined);
  }

  private stretchOf({ grasp, origin, x }: Drag, event: PointerEvent): Stretch {
    const here = this.shareAt(event.clientX);
    if (!origin || grasp === "new") return { start: this.shareAt(x), end: here };
    if (grasp === "start") return { start: origin.end, end: here };
    if (grasp === "end") return { start: origin.start, end: here };
    // Moved as a whole it keeps its length, also at the ends.
    const by = Math.min(1 - origin.end, Math.max(-origin.start, here - this.shareAt(x)));
    return { start: origin.start + by, end: origin.end + by };
  }

  private graspAt(event: PointerEvent): Drag["grasp"] {
    const selected = this.target.selected();
    if (!selected) return "new";
    const { left, width } = this.strip.getBoundingClientRect();
    const [start, end] = [left + selected.start * width, left + selected.end * width];
    if (Math.abs(event.clientX - start) <= GRASP) return "start";
    if (Math.abs(event.clientX - end) <= GRASP) return "end";
    return event.clientX > start && event.clientX < end ? "all" : "new";
  }

  private shareAt(x: number): number {
    const { left, width } = this.strip.getBoundingClientRect();
    return width === 0 ? 0 : Math.min(1, Math.max(0, (x - left) / width));
  }
}
