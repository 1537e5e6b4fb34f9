import assert from "node:assert/strict";
import { mergedHistogram } from "../../../src/core/feed/model/mergedHistogram";
import { oneOverview } from "../../../src/core/feed/model/oneOverview";
import { SessionNumbers } from "../../../src/core/feed/model/sessionNumbers";
import type { Histogram } from "../../../src/core/feed/model/trafficModel";

describe("the numbers of rows of several sessions", () => {
  it("are the sequences of the first session, and those of none other", () => {
    const numbers = new SessionNumbers();
    assert.equal(numbers.offsetOf("a"), 0);
    const b = numbers.offsetOf("b");
    assert.deepEqual(numbers.rowOf(7), { session: "a", seq: 7 });
    assert.deepEqual(numbers.rowOf(b + 7), { session: "b", seq: 7 });
    assert.equal(numbers.offsetOf("b"), b, "they stay");
    assert.deepEqual(numbers.ids, ["a", "b"]);
    assert.equal(numbers.rowOf(numbers.offsetOf("b") * 2), undefined, "nobody has them yet");
  });

  it("leave one for the line of each session, which is no row", () => {
    const numbers = new SessionNumbers(["a", "b"]);
    for (const session of ["a", "b"]) {
      const line = numbers.lineOf(session);
      assert.equal(numbers.sessionOf(line), session);
      assert.equal(numbers.rowOf(line), undefined);
      assert.ok(numbers.isLine(line));
    }
    assert.ok(!numbers.isLine(0) && !numbers.isLine(numbers.offsetOf("b")));
  });

  it("stay whole and safe for thousands of sessions, and mean something else after they began anew", () => {
    const numbers = new SessionNumbers(Array.from({ length: 5000 }, (_, index) => `s${index}`));
    const last = numbers.lineOf("s4999");
    assert.ok(Number.isSafeInteger(last));
    const { generation } = numbers;
    numbers.begin(["s4999"]);
    assert.equal(numbers.offsetOf("s4999"), 0);
    assert.notEqual(numbers.generation, generation);
    assert.equal(numbers.sessionOf(last), undefined);
  });

  it("are given to another session once one was forgotten, while all others keep theirs, and after they were kept", () => {
    const numbers = new SessionNumbers(["a", "b", "c"]);
    const line = numbers.lineOf("c");
    numbers.forget("a");
    numbers.forget("b");
    assert.equal(numbers.sessionOf(7), undefined);
    const kept = new SessionNumbers(numbers.ids);
    for (const each of [numbers, kept]) {
      assert.equal(each.sessionOf(line), "c");
      assert.equal(each.offsetOf("d"), 0);
      assert.equal(each.lineOf("e"), new SessionNumbers(["a", "b"]).lineOf("b"));
      assert.deepEqual(each.ids, ["d", "e", "c"]);
    }
  });
});

describe("histograms of several sessions", () => {
  const histogram = (from: number, to: number, all: readonly number[]): Histogram => ({ from, to, all: Uint32Array.from(all), shown: Uint32Array.from(all), bad: new Uint32Array(all.length) });

  it("stand on one stretch of time, each where it was", () => {
    const merged = mergedHistogram([histogram(0, 40, [1, 2, 3, 4]), histogram(60, 100, [5, 0, 0, 6])], 10);
    assert.deepEqual([merged?.from, merged?.to], [0, 100]);
    assert.deepEqual([...(merged?.all ?? [])], [1, 2, 3, 4, 0, 0, 5, 0, 0, 6]);
    assert.deepEqual(merged?.shown, merged?.all);
  });

  it("are none without any", () => {
    assert.equal(mergedHistogram([], 10), undefined);
  });
});

describe("the overview of several sessions", () => {
  const stretch = (from: number, to: number) => ({ from, to });
  const none = (): boolean => false;

  it("is about all of them as long as there is not too much time between them", () => {
    const near = [stretch(0, 10), stretch(20, 30), stretch(40, 50)];
    assert.deepEqual(oneOverview(near, none), near);
    assert.deepEqual(oneOverview([], none), []);
  });

  it("is about the one that is looked at where days are between them, and by default about the last one", () => {
    const far = [stretch(1000, 1010), stretch(0, 10), stretch(500, 510)];
    assert.deepEqual(oneOverview(far, ({ from }) => from === 500), [far[2]]);
    assert.deepEqual(oneOverview(far, none), [far[0]]);
  });
});
