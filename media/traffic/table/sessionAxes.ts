import type { Entry } from "../../../src/core/feed/model/trafficModel";
import { placeOfNumber } from "../../../src/core/feed/model/sessionNumbers";
import type { TimeScale } from "../waterfall/waterfallCell";
import { TimeAxis } from "./timeAxis";

/** What the waterfall's column stands for. */
export interface FittedAxes {
  /** The longest stretch, for the head of the column. */
  readonly whole: TimeScale;
  /** That of an entry's session. */
  readonly of: (entry: Entry) => TimeScale;
  /** Another one when any stretch is. */
  readonly signature: string;
}

/**
 * The stretches of time that the waterfall's column stands for. There can be days between the entries of two sessions, so each
 * session in sight has a stretch of its own, from where its entries in sight begin; all are as long as the longest, so that
 * bars can be compared.
 */
export class SessionAxes {
  /** By the place of the session among all that have numbers. */
  private axes = new Map<number, TimeAxis>();

  /** @param steps when something happened between an entry's request and its answer */
  constructor(private readonly steps?: TimeScale["steps"]) {}

  fit(entries: readonly (Entry | undefined)[], now: number, isScrolling: boolean): FittedAxes {
    const bySession = new Map<number, Entry[]>();
    for (const entry of entries) {
      if (!entry) continue;
      const place = placeOfNumber(entry.seq);
      const known = bySession.get(place);
      if (known) known.push(entry);
      else bySession.set(place, [entry]);
    }
    if (bySession.size < 2) {
      const [place = 0] = bySession.keys();
      const axis = this.axes.get(place) ?? new TimeAxis();
      this.axes = new Map([[place, axis]]);
      const whole = this.withSteps(axis.fit(entries, now, isScrolling));
      return { whole, of: () => whole, signature: `${whole.from} ${whole.to}` };
    }
    const { axes } = this;
    const length = Math.max(...[...bySession.values()].map((each) => TimeAxis.lengthOf(each, now)));
    this.axes = new Map([...bySession.keys()].map((place) => [place, axes.get(place) ?? new TimeAxis()]));
    const fitted = new Map([...bySession].map(([place, each]) => [place, this.withSteps(this.axes.get(place)?.fit(each, now, isScrolling, length) ?? { from: now, to: now, now })]));
    const [first = { from: now, to: now, now }, ...others] = fitted.values();
    return {
      whole: others.reduce((longest, each) => (each.to - each.from > longest.to - longest.from ? each : longest), first),
      of: (entry) => fitted.get(placeOfNumber(entry.seq)) ?? first,
      signature: [...fitted].map(([place, { from, to }]) => `${place} ${from} ${to}`).join(),
    };
  }

  private withSteps(scale: TimeScale): TimeScale {
    return this.steps ? { ...scale, steps: this.steps } : scale;
  }
}
