/** Up to so many durations are kept as they are, and their percentiles are exact. */
export const EXACT_DURATIONS = 128;
/** Relative error of a percentile of more durations than that; the bounds of the buckets follow from it. */
export const DIGEST_ERROR = 0.005;
const GAMMA = (1 + DIGEST_ERROR) / (1 - DIGEST_ERROR);
const BUCKETS_PER_UNIT = 1 / Math.log(GAMMA);
/** Shorter durations, in milliseconds, count as 0: no clock is finer. */
const SHORTEST = 1e-6;
/** Longer ones, 30,000 years, are all in one bucket: so many buckets there are at most. */
const LONGEST = 1e15;
/** Shared, since a typed array costs as much as a hundred durations and most digests need none. */
const NONE = new Uint32Array(0);
/** The bucket of 0, which has no logarithm. */
const ZERO = Math.ceil(Math.log(SHORTEST) * BUCKETS_PER_UNIT) - 1;

/**
 * Percentiles of durations in bounded memory, mergeable in any order with the same outcome. Up to 128 durations: exact.
 * Beyond: every percentile is within 0.5 % of the exact one, since each duration is counted in a logarithmic bucket whose
 * middle is within 0.5 % of all that are in it. The percentile of rank q is the smallest duration that at least the share
 * q of all does not exceed (nearest rank), so it is never made up between two. Least and greatest are always exact.
 */
export class DurationDigest {
  count = 0;
  min = Number.POSITIVE_INFINITY;
  max = Number.NEGATIVE_INFINITY;
  sum = 0;
  /** While there are few. */
  private exact: number[] | undefined = [];
  private buckets = NONE;
  /** The bucket that the first place of `buckets` stands for. */
  private base = 0;

  /** Durations that are no number are left out; negative ones, from a clock that was set back, count as 0. */
  add(duration: number): void {
    if (Number.isNaN(duration)) return;
    const ms = duration < SHORTEST ? 0 : duration;
    this.count++;
    this.sum += ms;
    if (ms < this.min) this.min = ms;
    if (ms > this.max) this.max = ms;
    if (this.exact !== undefined && this.exact.length < EXACT_DURATIONS) this.exact.push(ms);
    else {
      this.spread();
      this.countIn(bucketOf(ms), 1);
    }
  }

  merge(other: DurationDigest): void {
    this.count += other.count;
    this.sum += other.sum;
    this.min = Math.min(this.min, other.min);
    this.max = Math.max(this.max, other.max);
    if (this.exact !== undefined && other.exact !== undefined && this.exact.length + other.exact.length <= EXACT_DURATIONS) {
      this.exact.push(...other.exact);
      return;
    }
    this.spread();
    for (const ms of other.exact ?? []) this.countIn(bucketOf(ms), 1);
    for (let place = 0; place < other.buckets.length; place++) {
      const count = other.buckets[place] ?? 0;
      if (count > 0) this.countIn(other.base + place, count);
    }
  }

  /** Milliseconds; `undefined` without any duration. `share` is between 0 and 1. */
  percentile(share: number): number | undefined {
    if (this.count === 0) return undefined;
    // The small amount is for shares such as 0.95, which binary fractions miss by a little.
    const rank = Math.min(this.count, Math.max(1, Math.ceil(share * this.count - 1e-9)));
    if (rank === 1) return this.min;
    if (rank === this.count) return this.max;
    if (this.exact !== undefined) return this.exact.sort((one, other) => one - other)[rank - 1];
    let seen = 0;
    for (let place = 0; place < this.buckets.length; place++) {
      seen += this.buckets[place] ?? 0;
      if (seen >= rank) return Math.min(this.max, Math.max(this.min, middleOf(this.base + place)));
    }
    return this.max;
  }

  /** From exact durations to buckets, once. */
  private spread(): void {
    const exact = this.exact;
    if (exact === undefined) return;
    this.exact = undefined;
    for (const ms of exact) this.countIn(bucketOf(ms), 1);
  }

  private countIn(bucket: number, count: number): void {
    const place = this.room(bucket);
    this.buckets[place] = (this.buckets[place] ?? 0) + count;
  }

  /** The place of a bucket, for which room is made; by half as much again, so that growing stays rare. */
  private room(bucket: number): number {
    const length = this.buckets.length;
    if (length === 0) this.base = bucket;
    const place = bucket - this.base;
    if (place >= 0 && place < length) return place;
    const needed = place < 0 ? length - place : place + 1;
    const wider = new Uint32Array(Math.max(32, Math.ceil(needed * 1.5)));
    const shift = place < 0 ? wider.length - length : 0;
    wider.set(this.buckets, shift);
    this.buckets = wider;
    this.base -= shift;
    return bucket - this.base;
  }
}

function bucketOf(ms: number): number {
  return ms === 0 ? ZERO : Math.ceil(Math.log(Math.min(LONGEST, ms)) * BUCKETS_PER_UNIT);
}

/** The value whose relative distance to both bounds of the bucket is the same. */
function middleOf(bucket: number): number {
  return bucket === ZERO ? 0 : (2 * GAMMA ** bucket) / (GAMMA + 1);
}
