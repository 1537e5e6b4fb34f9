import type { PageState } from "../part";

export type TimeRange = NonNullable<PageState["range"]>;

/** Later than anything (the last moment that a `Date` can be), for a range that goes on with the session. */
const OPEN_END = 8.64e15;
const OPEN_START = 0;

/** The stretch that the strip stands for, milliseconds since the epoch; never empty. */
export class TimeSpan {
  private readonly length: number;

  /** @param part it is a part of what there is, one of several sessions: nothing before it is meant, and later things only where it goes on */
  constructor(
    readonly from: number,
    readonly to: number,
    private readonly part?: { readonly goesOn: boolean },
  ) {
    this.length = Math.max(to - from, 1);
  }

  /** Where a moment is, from 0 to 1. */
  shareOf(time: number): number {
    return Math.min(1, Math.max(0, (time - this.from) / this.length));
  }

  timeAt(share: number): number {
    return this.from + share * this.length;
  }

  /**
   * The range between two places. What reaches to an edge of the strip is open there, so that it holds what is still to
   * come; all of the strip is no range.
   */
  rangeOf(one: number, other: number): TimeRange | undefined {
    const [start, end] = one <= other ? [one, other] : [other, one];
    if (start <= 0 && end >= 1) return undefined;
    const isOpen = { start: start <= 0 && !this.part, end: end >= 1 && this.part?.goesOn !== false };
    return { from: isOpen.start ? OPEN_START : this.timeAt(start), to: isOpen.end ? OPEN_END : this.timeAt(end) };
  }

  /** The range within the strip. */
  clip(range: TimeRange | undefined): TimeRange {
    return { from: Math.max(this.from, range?.from ?? OPEN_START), to: Math.min(this.timeAt(1), range?.to ?? OPEN_END) };
  }
}
