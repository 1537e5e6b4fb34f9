import assert from "node:assert/strict";
import { KeyIndex } from "../../../src/core/trace/fold/keyIndex";
import { float64, NumberList, uint32, uint8 } from "../../../src/core/trace/fold/numberList";
import { PendingRequests } from "../../../src/core/trace/fold/pendingRequests";
import { Random, rounds } from "../../support/random";

/** Says where many numbers differ first; comparing them all in words would take minutes. */
function assertSame(numbers: Float64Array, expected: readonly number[], where: string): void {
  assert.equal(numbers.length, expected.length, where);
  const at = numbers.findIndex((number, index) => number !== expected[index]);
  assert.equal(at, -1, `${where}: ${numbers[at]} at ${at} in place of ${expected[at]}`);
}

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

  it("takes eight bytes a number when there are many, one place for a key that comes again, and gives room back", () => {
    const count = 10 * 16_384;
    const many = new KeyIndex((number) => number);
    for (let number = 0; number < count; number++) many.add(number, number);
    assert.equal(many.bytes, 8 * count);
    many.dropBefore(count / 2);
    assert.equal(many.bytes, 4 * count);
    many.dropBefore(count - 100);
    assert.ok(many.bytes <= 8 * 16_384, `${many.bytes} bytes for 100 numbers`);
    assert.equal(many.latest(count - 100), count - 100);

    const one = new KeyIndex(() => "again");
    for (let number = 0; number < 1000; number++) one.add(number, "again");
    const few = new KeyIndex((number) => number);
    few.add(0, 0);
    assert.equal(one.bytes, few.bytes);
    assert.equal(one.latest("again"), 999);
  });

  const KEYS: readonly (readonly [name: string, key: (number: number) => string | number])[] = [
    ["whole numbers", (number) => number],
    ["texts of numbers", String],
    ["texts that begin alike", (number) => `request-${number}`],
    ["numbers that differ in their upper half only", (number) => number * 2 ** 32],
  ];
  for (const [name, key] of KEYS) {
    it(`compares few keys, also when they are ${name}`, () => {
      const count = 2000;
      let compared = 0;
      const index = new KeyIndex((number) => (compared++, key(number)));
      for (let number = 0; number < count; number++) index.add(number, key(number));
      for (let number = 0; number < count; number++) assert.equal(index.latest(key(number)), number);
      assert.ok(compared < 10 * count, `${compared} keys were looked at`);
    });
  }

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
    const copied = new Float64Array(list.length);
    list.copy(list.first, list.next, copied);
    assertSame(copied, expected.slice(first - 5), "all");
    list.dropBefore(list.next + 10);
    assert.deepEqual([list.length, list.first], [0, list.next]);
  });

  it("holds runs as it holds single numbers, whatever is mixed", () => {
    const random = new Random(53);
    for (let round = 0; round < rounds(20, 200); round++) {
      const base = random.pick([0, 5, 9000]);
      const list = new NumberList(float64, base);
      const expected: number[] = [];
      let first = base;
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
          const number = random.pick([expected[at - base] ?? 0, 99]);
          expected[at - base] = number;
          list.set(at, number);
        }
      }
      for (let index = first; index < list.next; index++) assert.equal(list.at(index), expected[index - base], `index ${index} of round ${round}`);
      for (let copy = 0; copy < 5; copy++) {
        const from = first + random.below(list.length + 1);
        const to = random.pick([from, list.next, from + random.below(list.next - from + 1)]);
        const copied = new Float64Array(3 + to - from + 1).fill(-1);
        list.copy(from, to, copied, 3);
        assertSame(copied, [-1, -1, -1, ...expected.slice(from - base, to - base), -1], `[${from}, ${to}) of round ${round}`);
      }
      assert.deepEqual([list.first, list.next], [first, base + expected.length]);
    }
  });

  it("takes no room for what follows a rule", () => {
    const list = new NumberList(float64);
    for (let seq = 0; seq < 100_000; seq += 500) {
      list.pushRun(seq, 499, 1);
      list.push(seq + 499);
    }
    list.set(50_000, 50_000);
    assert.equal(list.bytes, 0);
    const same = new NumberList(float64);
    for (let count = 0; count < 100; count++) same.pushRun(7, 300, 0);
    assert.equal(same.bytes, 0);
    list.push(0);
    assert.equal(list.bytes, 8 * 8192, "one block has room of its own now");
  });

  it("gives back the room of what has left", () => {
    const list = new NumberList(float64);
    for (let number = 0; number < 100_000; number++) list.push(-2 * number);
    list.dropBefore(90_000);
    assert.ok(list.bytes <= 8 * 3 * 8192, `${list.bytes} bytes for 10,000 numbers`);
    assert.deepEqual([list.at(90_000), list.length], [-180_000, 10_000]);
    list.dropBefore(100_000);
    assert.ok(list.bytes <= 8 * 8192, `${list.bytes} bytes for none`);
    list.push(5);
    assert.deepEqual([list.at(100_000), list.length], [5, 1]);
  });

  it("holds what its type holds", () => {
    for (const [make, most] of [[uint8, 255], [uint32, 2 ** 32 - 1], [float64, Number.MAX_VALUE]] as const) {
      const list = new NumberList(make);
      for (const value of [most, 0, most]) list.push(value);
      assert.deepEqual([list.at(0), list.at(1), list.at(2)], [most, 0, most]);
    }
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
    assert.equal(pending.size, 5, "two ids, and the three under one of them");
    pending.remove(1, 2);
    assert.equal(pending.oldest(1, 1), 3);
    pending.remove(1, 3);
    assert.deepEqual([pending.oldest("1", 1), pending.oldest("1", 2)], [1, undefined]);
    pending.remove("1", 1);
    assert.deepEqual([pending.oldest(1, 0), pending.oldest("1", 0), pending.size], [undefined, undefined, 0]);
  });

  it("keeps all that have not left, however many have, alone under their ids or not", () => {
    for (const idOf of [(number: number) => number, (number: number) => number % 7, () => "same"]) {
      const pending = new PendingRequests();
      const held = (first: number, next: number): readonly number[] => Array.from({ length: next - first }, (_, index) => first + index);
      for (let number = 0; number < 1000; number++) {
        pending.add(idOf(number), number);
        const first = Math.max(0, number - 99);
        if (first > 0) pending.left(first);
        assert.equal(pending.oldest(idOf(first), first), first);
        if (number % 37 !== 0) continue;
        for (const one of held(first, number + 1)) assert.equal(pending.oldest(idOf(one), first), held(first, one + 1).find((other) => idOf(other) === idOf(one)));
      }
      assert.ok(pending.size < 500, `${pending.size} are kept`);
    }
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
