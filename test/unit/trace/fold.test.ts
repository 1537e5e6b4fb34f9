import assert from "node:assert/strict";
import { KeyIndex } from "../../../src/core/trace/fold/keyIndex";
import { float64, NumberList, uint8 } from "../../../src/core/trace/fold/numberList";
import { PendingRequests } from "../../../src/core/trace/fold/pendingRequests";
import { Random, rounds } from "../../support/random";

describe("key index", () => {
  it("finds the latest number of a key, whatever was added and has left", () => {
    const random = new Random(51);
    const pick = (): string | number => random.pick([random.below(50), String(random.below(50)), random.below(1e9), -random.below(50), random.below(50) + 0.5, random.below(50) * 2 ** 32]);
    for (let round = 0; round < rounds(3, 30); round++) {
      const keys: (string | number)[] = [];
      let first = 0;
      const index = new KeyIndex((number) => (number < first ? undefined : keys[number]));
      for (let step = 0; step < 40_000; step++) {
        const key = random.next() < 0.5 ? pick() : step * 3;
        index.add(keys.length, key);
        keys.push(key);
        if (step % 97 === 0 && random.next() < 0.5) {
          first = Math.max(first, keys.length - random.below(20_000));
          index.dropBefore(first);
        }
        if (step % 11 !== 0) continue;
        const wanted = random.next() < 0.5 ? pick() : keys[random.below(keys.length)] ?? 0;
        const found = step % 1100 === 0 || typeof wanted === "string" ? keys.lastIndexOf(wanted) : undefined;
        if (found !== undefined) assert.equal(index.latest(wanted), found < first ? undefined : found, `step ${step}: ${wanted}`);
      }
    }
  });

  it("tells a number from its text", () => {
    const keys = [1, "1"];
    const index = new KeyIndex((number) => keys[number]);
    keys.forEach((key, number) => index.add(number, key));
    assert.deepEqual([index.latest(1), index.latest("1"), index.latest("2")], [0, 1, undefined]);
  });
});

describe("number list", () => {
  it("keeps its numbers in their places while it grows and shrinks", () => {
    const random = new Random(52);
    const list = new NumberList(float64, 5);
    const expected: number[] = [];
    let first = 5;
    for (let step = 0; step < 100_000; step++) {
      expected.push(step - 50_000.5);
      list.push(step - 50_000.5);
      if (random.next() < 0.001) {
        first = Math.min(list.next, first + random.below(3000));
        list.dropBefore(first);
      }
      if (step % 50 !== 0) continue;
      const at = first + random.below(list.next - first + 1);
      if (at < list.next) {
        assert.equal(list.at(at), expected[at - 5]);
        list.set(at, step);
        expected[at - 5] = step;
      }
      assert.deepEqual([list.first, list.next, list.length], [first, expected.length + 5, expected.length + 5 - first]);
    }
    list.dropBefore(list.next + 10);
    assert.deepEqual([list.length, list.first], [0, list.next]);
  });

  it("holds runs as it holds single numbers, whatever is mixed", () => {
    const random = new Random(53);
    for (let round = 0; round < rounds(20, 200); round++) {
      const list = new NumberList(float64);
      const expected: number[] = [];
      let first = 0;
      while (expected.length < 60_000) {
        const value = random.pick([0, expected.length, (expected.at(-1) ?? 0) + 1, expected.at(-1) ?? 0, -7]);
        const count = random.pick([1, 1, 2, 300, 8192, 20_000]);
        const step = random.pick([0, 1] as const);
        if (count === 1 && random.next() < 0.5) list.push(value);
        else list.pushRun(value, count, step);
        for (let index = 0; index < count; index++) expected.push(value + index * step);
        if (random.next() < 0.1) list.dropBefore((first = Math.min(list.next, first + random.below(9000))));
        for (let set = random.below(3); set > 0; set--) {
          const at = first + random.below(list.length);
          if (at >= list.next) continue;
          const number = random.pick([expected[at] ?? 0, 99]);
          expected[at] = number;
          list.set(at, number);
        }
      }
      for (let index = first; index < list.next; index++) assert.equal(list.at(index), expected[index], `index ${index} of round ${round}`);
      assert.deepEqual([list.first, list.next], [first, expected.length]);
    }
  });

  it("takes no room for what follows a rule", () => {
    let made = 0;
    const list = new NumberList((length) => {
      made += length;
      return float64(length);
    });
    for (let seq = 0; seq < 100_000; seq += 500) list.pushRun(seq, 500, 1);
    assert.equal(made, 0);
    list.push(0);
    assert.ok(made > 0 && made < 20_000, `one block has room of its own now, not ${made} numbers`);
  });

  it("holds what its type holds", () => {
    const list = new NumberList(uint8);
    list.push(255);
    assert.equal(list.at(0), 255);
  });
});

describe("pending requests", () => {
  it("gives the oldest under an id that has not left", () => {
    const pending = new PendingRequests();
    pending.add(1, 0);
    pending.add("1", 1);
    pending.add(1, 2);
    pending.add(1, 3);
    assert.deepEqual([pending.oldest(1, 0), pending.oldest("1", 0), pending.oldest(1, 1), pending.oldest(2, 0)], [0, 1, 2, undefined]);
    pending.remove(1, 2);
    assert.equal(pending.oldest(1, 1), 3);
    pending.remove(1, 3);
    pending.remove("1", 1);
    assert.deepEqual([pending.oldest(1, 0), pending.oldest("1", 0)], [undefined, undefined]);
  });

  it("does not keep those that left without an answer for ever", () => {
    const pending = new PendingRequests();
    for (let number = 0; number < 100_000; number++) {
      pending.add(number, number);
      if (number >= 100) pending.left(number - 99);
    }
    assert.ok(pending.size < 500, `${pending.size} are kept`);
    assert.deepEqual([pending.oldest(99_999, 99_900), pending.oldest(50_000, 99_900)], [99_999, undefined]);
    pending.clear();
    assert.equal(pending.size, 0);
  });
});
