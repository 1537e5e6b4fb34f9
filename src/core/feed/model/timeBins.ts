import type { Histogram } from "./trafficModel";

const BINS = 1 << 15;
/** Milliseconds of a bin at first: so short that even a few of them can be told apart; a power of two, as all that follow. */
const FINEST = 2 ** -10;

/**
 * Counts entries by the time at which they began. The bins are many more than are ever drawn, and are merged two by two when
 * the traffic lasts longer, so that adding, removing and drawing never look at the entries again.
 */
export class TimeBins {
  /** Entries that are bad. */
  badCount = 0;
  private width = FINEST;
  /** Number of the bin at index 0, counted from the epoch. */
  private origin = 0;
  /** Bins in use, counted from the epoch; none while `low` is above `high`. */
  private low = Infinity;
  private high = -Infinity;
  private readonly all = new Uint32Array(BINS);
  private readonly shown = new Uint32Array(BINS);
  private readonly bad = new Uint32Array(BINS);

  /** Makes room for what comes between two times, so that it need not be made step by step. */
  reserve(from: number, to: number): void {
    this.bin(from);
    this.bin(to);
  }

  /** @param count entries that are alike */
  add(time: number, isBad: boolean, isShown: boolean, count = 1): void {
    const bin = this.bin(time);
    this.all[bin] = (this.all[bin] ?? 0) + count;
    if (isBad) {
      this.bad[bin] = (this.bad[bin] ?? 0) + count;
      this.badCount += count;
    }
    if (isShown) this.shown[bin] = (this.shown[bin] ?? 0) + count;
  }

  remove(time: number, isBad: boolean, isShown: boolean): void {
    const bin = this.bin(time);
    this.all[bin] = (this.all[bin] ?? 0) - 1;
    if (isBad) {
      this.bad[bin] = (this.bad[bin] ?? 0) - 1;
      this.badCount--;
    }
    if (isShown) this.shown[bin] = (this.shown[bin] ?? 0) - 1;
  }

  /** The entry at this time is bad now, or not any more. */
  countBad(time: number, count: 1 | -1): void {
    const bin = this.bin(time);
    this.bad[bin] = (this.bad[bin] ?? 0) + count;
    this.badCount += count;
  }

  countShown(time: number, count: 1 | -1): void {
    const bin = this.bin(time);
    this.shown[bin] = (this.shown[bin] ?? 0) + count;
  }

  showNone(): void {
    this.shown.fill(0);
  }

  histogram(buckets: number): Histogram | undefined {
    let [low, high] = [this.low - this.origin, this.high - this.origin];
    while (low <= high && this.all[low] === 0) low++;
    while (high >= low && this.all[high] === 0) high--;
    if (low > high || buckets < 1) return undefined;
    const share = Math.ceil((high - low + 1) / buckets);
    const sum = (bins: Uint32Array): Uint32Array => {
      const sums = new Uint32Array(buckets);
      for (let bucket = 0, bin = low; bin <= high; bucket++) {
        let total = 0;
        for (const end = Math.min(bin + share, high + 1); bin < end; bin++) total += bins[bin] ?? 0;
        sums[bucket] = total;
      }
      return sums;
    };
    const from = (low + this.origin) * this.width;
    return { from, to: from + buckets * share * this.width, all: sum(this.all), shown: sum(this.shown), bad: sum(this.bad) };
  }

  /** The index of a time's bin; makes room for it. */
  private bin(time: number): number {
    const bin = Math.floor(time / this.width);
    if (bin < this.low || bin > this.high) return this.extend(bin, time);
    return bin - this.origin;
  }

  private extend(to: number, time: number): number {
    let bin = to;
    const low = Math.min(this.low, bin);
    const high = Math.max(this.high, bin);
    let factor = 1;
    // Half of the room stays free, so that it has to be moved but rarely.
    while (Math.floor(high / factor) - Math.floor(low / factor) >= BINS / 2) factor *= 2;
    if (factor > 1) {
      this.merge(factor);
      bin = Math.floor(time / this.width);
    }
    this.low = Math.min(this.low, bin);
    this.high = Math.max(this.high, bin);
    if (this.low < this.origin || this.high >= this.origin + BINS) this.move(this.low - Math.floor((BINS - (this.high - this.low)) / 2));
    return bin - this.origin;
  }

  /** Makes the bins so many times as wide. */
  private merge(factor: number): void {
    this.width *= factor;
    if (this.low > this.high) return;
    const origin = Math.floor(this.low / factor);
    // Counted from the lowest one: numbers since the epoch are too large to be quick.
    const count = this.high - this.low + 1;
    const start = this.low - this.origin;
    const before = this.low - origin * factor;
    for (const bins of [this.all, this.shown, this.bad]) {
      const merged = new Uint32Array(BINS);
      for (let bin = 0; bin < count; bin++) {
        const at = Math.floor((bin + before) / factor);
        merged[at] = (merged[at] ?? 0) + (bins[bin + start] ?? 0);
      }
      bins.set(merged);
    }
    this.origin = origin;
    this.low = origin;
    this.high = Math.floor(this.high / factor);
  }

  private move(origin: number): void {
    const up = Math.max(0, Math.min(BINS, this.origin - origin));
    const down = Math.max(0, Math.min(BINS, origin - this.origin));
    for (const bins of [this.all, this.shown, this.bad]) {
      bins.copyWithin(up, down);
      bins.fill(0, 0, up);
      bins.fill(0, BINS - down);
    }
    this.origin = origin;
  }
}
