import type { Entry } from "../../../src/core/feed/model/trafficModel";
import type { TimeScale } from "../waterfall/waterfallCell";

/** The shortest stretch that the waterfall's column stands for, milliseconds. */
const SHORTEST = 1;

/** Most room on each side while the table is being scrolled, in stretches of what is in sight. */
const MOST_SLACK = 8;

/**
 * The stretch of time that the waterfall's column stands for: all that the entries in sight take, widened to a round one.
 * While the table is being scrolled it is wider, the more so the longer that goes on, and stays the same as long as it can:
 * so the bars of the other rows neither jump nor cost anything.
 */
export class TimeAxis {
  private from = 0;
  private to = 0;
  private slack = 0;

  /** Milliseconds that entries take. */
  static lengthOf(entries: readonly (Entry | undefined)[], now: number): number {
    const { from, to } = stretchOf(entries, now);
    return to - from;
  }

  /**
   * @param isScrolling the table is on its way
   * @param least milliseconds that it stands for at least
   */
  fit(entries: readonly (Entry | undefined)[], now: number, isScrolling: boolean, least = 0): TimeScale {
    const { from, to: end } = stretchOf(entries, now);
    const to = Math.max(end, from + least);
    const isInside = from >= this.from && to <= this.to;
    const isTooWide = (to - from) * 4 * (1 + 2 * this.slack) < this.to - this.from;
    if (!isScrolling) this.slack = 0;
    else if (!isInside) this.slack = Math.min(Math.max(this.slack * 2, 1), MOST_SLACK);
    if (!isScrolling || !isInside || isTooWide) this.set(from, to, this.slack * (to - from));
    return { from: this.from, to: this.to, now };
  }

  private set(from: number, to: number, slack: number): void {
    const step = roundUp(Math.max(to - from + 2 * slack, SHORTEST)) / 20;
    this.from = Math.floor((from - slack) / step) * step;
    this.to = (Math.floor((to + slack) / step) + 1) * step;
  }
}

function stretchOf(entries: readonly (Entry | undefined)[], now: number): { readonly from: number; readonly to: number } {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const entry of entries) {
    if (!entry) continue;
    from = Math.min(from, entry.time);
    to = Math.max(to, entry.status === "pending" ? now : (entry.ended ?? entry.time));
  }
  return from > to ? { from: now, to: now } : { from, to };
}

/** The next of 1, 2 and 5 times a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = value / power;
  return (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10) * power;
}
