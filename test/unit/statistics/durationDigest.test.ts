import assert from "node:assert/strict";
import { DurationDigest } from "../../../src/core/trace/statistics/durationDigest";
import { Random } from "../../support/random";

const SHARES = [0, 0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 0.999, 1];

describe("percentiles of durations", () => {
  it("are exact up to 128 durations", () => {
    const random = new Random(1);
    for (let length = 1; length <= 128; length++) {
      const values = Array.from({ length }, () => skewed(random));
      const digest = digestOf(values);
      for (const share of SHARES) assert.equal(digest.percentile(share), exact(values, share), `share ${share} of ${length}`);
    }
  });

  const shapes: Record<string, (random: Random) => number> = {
    "spread over twelve powers of ten": skewed,
    "all alike": () => 12.345,
    "two far apart": (random) => (random.below(2) === 0 ? 0.001 : 60_000),
    "even": (random) => random.below(100_000) / 100,
    "many of nothing": (random) => (random.below(3) === 0 ? 5 : 0),
    "slower and slower": counter(),
  };
  for (const [name, shape] of Object.entries(shapes)) {
    it(`are within 0.5 % of the exact ones beyond: ${name}`, () => {
      const random = new Random(2);
      for (const length of [129, 1000, 20_000]) {
        const values = Array.from({ length }, () => shape(random));
        const digest = digestOf(values);
        for (const share of SHARES) assertNear(digest.percentile(share), exact(values, share), `share ${share} of ${length}`);
        assert.equal(digest.max, Math.max(...values));
        assert.equal(digest.percentile(1), Math.max(...values), "the greatest is exact");
      }
    });
  }

  it("are the same however the durations were divided and merged", () => {
    const random = new Random(3);
    for (let round = 0; round < 50; round++) {
      const values = Array.from({ length: random.below(600) }, () => skewed(random));
      const whole = digestOf(values);
      const parts = Array.from({ length: 1 + random.below(9) }, () => new DurationDigest());
      for (const value of values) parts[random.below(parts.length)]?.add(value);
      const merged = new DurationDigest();
      for (const part of parts) merged.merge(part);
      assert.equal(merged.count, whole.count);
      for (const share of SHARES) assert.equal(merged.percentile(share), whole.percentile(share), `share ${share} of ${values.length}`);
    }
  });

  it("do not change what is merged into another", () => {
    const one = digestOf([1, 2, 3]);
    const other = digestOf(Array.from({ length: 500 }, (_, index) => index));
    one.merge(other);
    assert.equal(other.count, 500);
    assert.equal(other.percentile(0), 0);
  });

  it("say nothing without any duration", () => {
    assert.equal(new DurationDigest().percentile(0.5), undefined);
  });

  it("take what clocks can do: backwards, endless, no number", () => {
    const digest = digestOf([-5, Number.NaN, Number.POSITIVE_INFINITY, 0, ...Array.from({ length: 300 }, () => Number.MAX_VALUE)]);
    assert.equal(digest.count, 303);
    assert.equal(digest.min, 0);
    assert.equal(digest.percentile(0), 0);
    assert.equal(digest.percentile(1), Number.POSITIVE_INFINITY);
  });
});

function digestOf(values: readonly number[]): DurationDigest {
  const digest = new DurationDigest();
  for (const value of values) digest.add(value);
  return digest;
}

/** Nearest rank: the smallest value that at least this share of all does not exceed. */
function exact(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const index = sorted.findIndex((_, place) => (place + 1) / sorted.length >= share - 1e-12);
  return sorted[Math.max(0, index)] ?? Number.NaN;
}

function assertNear(actual: number | undefined, expected: number, message: string): void {
  assert.ok(actual !== undefined, message);
  assert.ok(Math.abs(actual - expected) <= expected * 0.005 * 1.0000001, `${message}: ${actual} is too far from ${expected}`);
}

function skewed(random: Random): number {
  return 10 ** (random.below(12_000) / 1000 - 4);
}

function counter(): () => number {
  let value = 1e-3;
  return () => (value *= 1.0005);
}
