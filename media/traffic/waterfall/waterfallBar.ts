import { formatCount, formatDuration } from "../../../src/core/base/quantity";
import type { Entry } from "../../../src/core/feed/model/trafficModel";
import { t } from "../l10n";
import type { TimeScale } from "./waterfallCell";

/** Steps that are nearer than this share of the width are one mark. */
const NEAREST = 0.006;
/** Share of the width that stays free at each end, so that a moment there is seen whole. */
const MARGIN = 0.015;
/** A bar that reaches beyond the cell is cut here, which is the cell's edge, in shares of the width between the margins. */
const BEYOND = MARGIN / (1 - 2 * MARGIN);
const NO_STEPS: readonly number[] = [];

/** What stands in one cell. It touches only what differs: cells are drawn again at every scrolled line. */
export class WaterfallBar {
  private readonly bar = document.createElement("div");
  private readonly marks: HTMLElement[] = [];
  private shape = "";
  private left = "";
  private width = "";
  private label = "";
  private placed = "";

  constructor(private readonly cell: HTMLElement) {
    this.cell.replaceChildren(this.bar);
  }

  show(entry: Entry, scale: TimeScale): void {
    const length = Math.max(scale.to - scale.from, Number.MIN_VALUE);
    const end = endOf(entry, scale.now);
    const steps = entry.children > 0 ? scale.steps?.(entry) : undefined;
    const left = cut((entry.time - scale.from) / length);
    const isOutside = entry.time > scale.to || (end ?? entry.time) < scale.from;
    this.showShape(isOutside ? "" : `${shapeOf(entry, end)}${steps === "many" ? " dense" : ""}`);
    this.place(placeOf(left), end === undefined ? "" : lengthOf(Math.max(0, cut((end - scale.from) / length) - left)));
    this.mark(steps === undefined || steps === "many" ? NO_STEPS : steps, scale.from, length);
    this.say(labelOf(entry, end, scale));
  }

  private showShape(shape: string): void {
    if (shape === this.shape) return;
    this.shape = shape;
    this.bar.className = shape;
  }

  /** Without a width it is as wide as the style sheet says. */
  private place(left: string, width: string): void {
    if (left !== this.left) this.bar.style.left = left;
    if (width !== this.width) this.bar.style.width = width;
    [this.left, this.width] = [left, width];
  }

  private mark(steps: readonly number[], from: number, length: number): void {
    const places = placesOf(steps, from, length);
    const placed = places.join(" ");
    if (placed === this.placed) return;
    this.placed = placed;
    while (this.marks.length < places.length) this.addMark();
    for (const [index, mark] of this.marks.entries()) {
      const place = places[index];
      mark.hidden = place === undefined;
      if (place !== undefined) mark.style.left = place;
    }
  }

  private addMark(): void {
    const mark = document.createElement("div");
    mark.className = "waterfall-mark";
    this.marks.push(mark);
    this.cell.append(mark);
  }

  private say(label: string): void {
    if (label === this.label) return;
    this.label = label;
    this.cell.setAttribute("aria-label", label);
  }
}

/** `undefined` when the entry is a moment. */
function endOf({ status, ended, time }: Entry, now: number): number | undefined {
  return status === "pending" ? Math.max(now, time) : ended;
}

function shapeOf({ status, from, suspect, kind }: Entry, end: number | undefined): string {
  const bad = suspect || kind === "junk" || kind === "answer" || status === "error" || status === "tool-error" || status === "malformed" || status === "closed";
  const given = status === "cancelled" || status === "late";
  return `${end === undefined ? "waterfall-moment" : "waterfall-bar"}${bad ? " bad" : ""}${given ? " given-up" : ""}${status === "pending" ? " pending" : ""}${from === "server" ? " from-server" : ""}`;
}

function placesOf(steps: readonly number[], from: number, length: number): readonly string[] {
  const places: string[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const step of steps) {
    const place = (step - from) / length;
    if (place < 0 || place > 1 || place - last < NEAREST) continue;
    last = place;
    places.push(placeOf(place));
  }
  return places;
}

function labelOf(entry: Entry, end: number | undefined, { from, to }: TimeScale): string {
  const begins = entry.time < from ? t("Began before the time shown") : entry.time > to ? t("Begins after the time shown") : t("Begins {0} into the {1} shown", formatDuration(entry.time - from), formatDuration(to - from));
  const lasts = end === undefined ? [] : [entry.status === "pending" ? t("pending") : t("lasts {0}", formatDuration(end - entry.time))];
  const steps = entry.children === 0 ? [] : [entry.children === 1 ? t("1 step") : t("{0} steps", formatCount(entry.children))];
  return [begins, ...lasts, ...steps].join(", ");
}

function cut(share: number): number {
  return Math.min(1 + BEYOND, Math.max(-BEYOND, share));
}

function placeOf(share: number): string {
  return percent(MARGIN + share * (1 - 2 * MARGIN));
}

function lengthOf(share: number): string {
  return percent(share * (1 - 2 * MARGIN));
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}
