import assert from "node:assert/strict";
import { feedRowColumns, packedRows, placedRows } from "../../../src/core/feed/columns";
import { constantIn } from "../../../src/core/feed/packing/constantIn";
import { ColumnPacker } from "../../../src/core/feed/packing/columnPacker";
import { ColumnReader } from "../../../src/core/feed/packing/columnReader";
import type { Packing } from "../../../src/core/feed/packing/packing";
import { unpackColumn } from "../../../src/core/feed/packing/unpackColumn";
import { unpackTimes } from "../../../src/core/feed/packing/unpackTimes";
import type { FeedRows } from "../../../src/core/feed/protocol";
import { Random, rounds } from "../../support/random";

const MOST = 2 ** 32 - 1;

/** Columns as they really come: each in the form that it takes. */
const KINDS: readonly { readonly name: string; readonly form: Packing["form"]; readonly bytes: number; readonly value: (index: number, random: Random) => number }[] = [
  { name: "one number for all", form: "steps", bytes: 0, value: () => MOST },
  { name: "numbers one after the other", form: "steps", bytes: 0, value: (index) => 70_000 + 3 * index },
  { name: "numbers that fall, and pass 0", form: "steps", bytes: 0, value: (index) => (500 - 7 * index) >>> 0 },
  { name: "hundreds of calls, then their answers", form: "runs", bytes: 0.1, value: (index) => 9 + (index % 200) * 2 + Math.floor(index / 400) * 400 },
  { name: "sizes much alike", form: "near", bytes: 1, value: (_, random) => 3_000_000_000 + random.below(250) },
  { name: "numbers far from the zeros among them", form: "near", bytes: 1, value: (_, random) => (random.next() < 0.5 ? 0 : MOST - random.below(250)) },
  { name: "numbers in the wider neighbourhood", form: "near", bytes: 2, value: (_, random) => 4_000_000 + random.below(65_000) },
  { name: "few numbers, far apart", form: "listed", bytes: 1, value: (_, random) => Math.imul(random.below(100), 0x9e3779b1) >>> 0 },
  { name: "any numbers", form: "whole", bytes: 4, value: (_, random) => Math.floor(random.next() * 2 ** 32) },
];

const CLOCKS: readonly { readonly name: string; readonly bytes: number; readonly time: (index: number, random: Random) => number }[] = [
  { name: "a flood, hundreds of rows at once", bytes: 0.1, time: (index) => 1_795_000_000_000.123 + Math.floor(index / 300) * 1.7 },
  { name: "a clock that knows microseconds", bytes: 4, time: (index, random) => 1_795_000_000_000.123 + index * 0.2 + random.next() },
  { name: "a clock that knows milliseconds", bytes: 2, time: (_, random) => 1_795_000_000_000 + random.below(60_000) },
  { name: "days with breaks", bytes: 8, time: (index, random) => 1_795_000_000_000.123 + Math.floor(index / 10) * 86_400_000 + random.next() },
  { name: "times that are none", bytes: 8, time: (_, random) => (random.next() - 0.5) * 10 ** random.below(300) },
];

function packed(values: Uint32Array): { readonly packing: Packing; readonly buffer: ArrayBuffer } {
  const packer = new ColumnPacker();
  const packing = packer.column(values);
  return { packing: structuredClone(packing), buffer: packer.buffer() };
}

/** Unpacks in one piece or in several, some of them left out, to any place. */
function assertSame(values: Uint32Array, { packing, buffer }: ReturnType<typeof packed>, random: Random): void {
  const reader = new ColumnReader(buffer, values.length);
  const column = reader.column(packing);
  reader.end();
  const all = new Uint32Array(values.length);
  unpackColumn(column, 0, values.length, all, 0);
  assert.ok(Buffer.from(all.buffer).equals(Buffer.from(values.slice().buffer)), JSON.stringify(packing).slice(0, 100));
  for (let from = 0; from < values.length; ) {
    const to = Math.min(values.length, from + 1 + random.below(values.length));
    const piece = new Uint32Array(to - from + 2).fill(17);
    unpackColumn(column, from, to, piece, 1);
    assert.deepEqual([...piece], [17, ...values.subarray(from, to), 17]);
    const constant = constantIn(column, from, to);
    if (constant !== undefined) assert.ok(values.subarray(from, to).every((value) => value === constant), `${constant} from ${from} to ${to}`);
    from = to + random.below(values.length);
  }
}

describe("packed columns", () => {
  for (const { name, form, bytes, value } of KINDS) {
    it(`hold ${name} in ${bytes} bytes each`, () => {
      const random = new Random(1);
      for (const count of [1000, 65_536]) {
        const values = Uint32Array.from({ length: count }, (_, index) => value(index, random));
        const column = packed(values);
        assert.equal(column.packing.form, form);
        assert.ok(column.buffer.byteLength <= Math.ceil(bytes * count), `${column.buffer.byteLength} bytes for ${count}`);
        assertSame(values, column, random);
      }
    });
  }

  it("say where their numbers are all the same, if they are written so", () => {
    const values = Uint32Array.from({ length: 1000 }, (_, index) => (index < 400 ? MOST : index < 500 ? index : 0));
    const { packing, buffer } = packed(values);
    const column = new ColumnReader(buffer, values.length).column(packing);
    const parts = [[0, 400], [17, 18], [0, 401], [420, 450], [500, 1000], [499, 1000], [999, 1000]] as const;
    assert.deepEqual(parts.map(([from, to]) => constantIn(column, from, to)), [MOST, MOST, undefined, undefined, 0, undefined, 0]);
  });

  it("give back any numbers, however many there are", () => {
    const random = new Random(2);
    for (let round = 0; round < rounds(400, 20_000); round++) {
      const count = random.pick([0, 1, 2, 3, random.below(20), random.below(600)]);
      const kinds = [random.pick(KINDS), random.pick(KINDS)] as const;
      const mixed = random.next();
      const values = Uint32Array.from({ length: count }, (_, index) => kinds[random.next() < mixed ? 0 : 1].value(index, random));
      assertSame(values, packed(values), random);
    }
  });

  it("find the edges of each form", () => {
    const random = new Random(3);
    for (const span of [254, 255, 256, 257, 65_534, 65_535, 65_536, 65_537]) {
      for (const low of [0, 1, 2, MOST - span]) {
        const values = Uint32Array.from({ length: 1000 }, (_, index) => (index === 500 ? low : index === 501 ? low + span : low + random.below(span)));
        assertSame(values, packed(values), random);
      }
    }
    for (const different of [255, 256, 257]) {
      const list = Array.from({ length: different }, () => Math.floor(random.next() * 2 ** 32));
      const values = Uint32Array.from({ length: 5000 }, (_, index) => (index < different ? (list[index] ?? 0) : random.pick(list)));
      const column = packed(values);
      assert.equal(column.packing.form, different > 256 ? "whole" : "listed");
      assertSame(values, column, random);
    }
  });

  for (const { name, bytes, time } of CLOCKS) {
    it(`hold the times of ${name} in ${bytes} bytes each`, () => {
      const random = new Random(4);
      for (const count of [0, 1, 2, 999, 65_536]) {
        const times = Float64Array.from({ length: count }, (_, index) => time(index, random));
        const packer = new ColumnPacker();
        const packing = structuredClone(packer.times(times, new Uint32Array(times.length)));
        const buffer = packer.buffer();
        assert.ok(buffer.byteLength <= Math.ceil(bytes * count), `${buffer.byteLength} bytes for ${count}`);
        const reader = new ColumnReader(buffer, count);
        const column = reader.times(packing);
        reader.end();
        const all = new Float64Array(count);
        const middle = random.below(count + 1);
        for (const [from, to] of [[0, middle], [middle, count]] as const) unpackTimes(column, from, to, all, from, new Uint32Array(count));
        assert.deepEqual(all, times);
      }
    });
  }

  it("lie one after the other in a buffer that is no longer than they need, each where it may", () => {
    const random = new Random(5);
    for (let round = 0; round < rounds(100, 2000); round++) {
      const count = random.below(50);
      const columns = Array.from({ length: 1 + random.below(6) }, () => random.pick(KINDS)).map(({ value }) => Uint32Array.from({ length: count }, (_, index) => value(index, random)));
      const packer = new ColumnPacker();
      const packings = columns.map((values) => packer.column(values));
      const buffer = packer.buffer();
      const reader = new ColumnReader(buffer, count);
      const placed = packings.map((packing) => reader.column(packing));
      reader.end();
      for (const [at, values] of columns.entries()) {
        const to = new Uint32Array(count);
        unpackColumn(placed[at] ?? assert.fail(), 0, count, to, 0);
        assert.deepEqual(to, values);
      }
    }
  });
});

describe("columns of another build", () => {
  const random = new Random(6);
  const rows = feedRowColumns(100);
  for (const values of Object.values<Float64Array | Uint32Array>({ ...rows })) values.forEach((_, index) => (values[index] = random.below(1000)));
  const message: FeedRows = { type: "rows", first: 0, ...packedRows(rows, 100), listed: [], words: { methods: [], subjects: [], links: [] } };
  const broken = (packing: object, columns = message.columns): unknown => placedRows({ ...message, columns, packing: { ...message.packing, ...packing } });

  const wrong: Readonly<Record<string, unknown>> = {
    "no form": undefined,
    "a form that is unknown": { form: "zip" },
    "a width that there is not": { form: "near", width: 3, above: 0 },
    "no base": { form: "near", width: 2 },
    "a step that is none": { form: "steps", from: 1, step: "2" },
    "runs without a number": { form: "runs" },
    "runs of which there are none": { form: "runs", runs: 0 },
    "runs that do not end": { form: "runs", runs: 3 },
    "more values than a byte can tell apart": { form: "listed", values: Array.from({ length: 257 }, () => 1) },
    "values that are none": { form: "listed", values: ["a"] },
    "no values": { form: "listed" },
    "more bytes than there are": { form: "whole" },
    "fewer bytes than there are": { form: "steps", from: 0, step: 0 },
  };
  for (const [name, packing] of Object.entries(wrong)) {
    it(`are refused: ${name}`, () => {
      assert.throws(() => broken({ sizes: packing }), /host and page must be of the same build/);
    });
  }

  it("are refused: times, and buffers of another length", () => {
    broken({});
    for (const times of [undefined, { form: "dates" }, { form: "ticks", from: 0, tick: 1 }, { form: "ticks", tick: 1, ticks: { form: "steps", from: 0, step: 0 } }]) {
      assert.throws(() => broken({ times }), /host and page must be of the same build/);
    }
    for (const columns of [new ArrayBuffer(0), message.columns.slice(1), new ArrayBuffer(message.columns.byteLength + 1), new ArrayBuffer(30 * 100)]) {
      assert.throws(() => broken({}, columns), /host and page must be of the same build/);
    }
  });
});
