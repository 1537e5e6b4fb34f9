import type { Entry } from "../../../src/core/feed/model/trafficModel";
import { WaterfallBar } from "./waterfallBar";

/** The stretch of time that the whole width of a cell stands for, milliseconds since the epoch. */
export interface TimeScale {
  readonly from: number;
  readonly to: number;
  /** Where an entry ends that is pending. */
  readonly now: number;
  /** When something happened between an entry's request and its answer; see `WaterfallSteps`. */
  readonly steps?: (entry: Entry) => readonly number[] | "many";
}

const bars = new WeakMap<HTMLElement, WaterfallBar>();

/** Has an element, recycled from another entry, show when this one began and ended, and its steps in between. */
export function waterfallCell(element: HTMLElement, entry: Entry, scale: TimeScale): void {
  let bar = bars.get(element);
  if (bar === undefined) {
    bar = new WaterfallBar(element);
    bars.set(element, bar);
  }
  bar.show(entry, scale);
}
