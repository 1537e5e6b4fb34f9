import type { Histogram } from "../../../src/core/feed/model/trafficModel";

/** Width of a bar with its gap, and of the gap, in CSS pixels. */
export const BAR = 3;
const GAP = 1;
/** One error among a million entries must be seen. */
const LEAST_HEIGHT = 2;

/** Draws how many entries begin in each piece of the time, and how many of these are shown and bad. */
export class HistogramCanvas {
  readonly element = document.createElement("canvas");

  constructor() {
    this.element.className = "overview-canvas";
    this.element.setAttribute("role", "img");
  }

  /** @param width @param height in CSS pixels */
  draw(histogram: Histogram, width: number, height: number): void {
    const density = window.devicePixelRatio || 1;
    const [columns, lines] = [Math.round(width * density), Math.round(height * density)];
    if (this.element.width !== columns) this.element.width = columns;
    if (this.element.height !== lines) this.element.height = lines;
    const context = this.element.getContext("2d");
    if (!context) return;
    context.setTransform(density, 0, 0, density, 0, 0);
    context.clearRect(0, 0, width, height);
    const most = histogram.all.reduce((greatest, count) => Math.max(greatest, count), 1);
    const style = getComputedStyle(this.element);
    for (const [counts, colour] of [[histogram.all, "--overview-all"], [histogram.shown, "--overview-shown"], [histogram.bad, "--overview-bad"]] as const) {
      context.fillStyle = style.getPropertyValue(colour).trim();
      drawBars(context, counts, most, width, height);
    }
  }
}

/** Heights go by the square root, so that what is rare stays visible beside what is frequent. */
function drawBars(context: CanvasRenderingContext2D, counts: Uint32Array, most: number, width: number, height: number): void {
  const step = width / counts.length;
  for (let index = 0; index < counts.length; index++) {
    const count = counts[index] ?? 0;
    if (count === 0) continue;
    const length = Math.max(LEAST_HEIGHT, Math.sqrt(count / most) * height);
    context.fillRect(index * step, height - length, Math.max(1, step - GAP), length);
  }
}
