import assert from "node:assert/strict";
import { findInLine } from "../../../media/traffic/details/findInLine";
import { LineBytes } from "../../../media/traffic/details/lineBytes";
import { Random, rounds } from "../../support/random";

const MB = 2 ** 20;

/** A line whose bytes are fetched from here. */
function lineOf(bytes: Uint8Array, head = 1000): { readonly line: LineBytes; readonly fetched: number[] } {
  const fetched: number[] = [];
  const line = new LineBytes(bytes.subarray(0, head), bytes.length, (from, limit) => {
    fetched.push(from);
    return Promise.resolve(bytes.slice(from, from + limit));
  });
  return { line, fetched };
}

describe("LineBytes", () => {
  it("has its beginning at hand and fetches the rest once", async () => {
    const bytes = new Random(1).bytes(3 * MB + 10);
    const { line, fetched } = lineOf(bytes);
    assert.deepEqual(line.at(10, 1000), bytes.subarray(10, 1000));
    assert.equal(line.at(990, 1001), undefined);
    const [one, other] = await Promise.all([line.read(990, 1500), line.read(2000, 2001)]);
    assert.deepEqual([one, other], [bytes.subarray(990, 1500), bytes.subarray(2000, 2001)].map((part) => new Uint8Array(part)));
    assert.deepEqual(fetched, [0]);
    assert.deepEqual(line.at(990, 1500), bytes.subarray(990, 1500));
  });

  it("gives any part of any line, fetched or not", async () => {
    const random = new Random(2);
    const bytes = random.bytes(2 * MB + 77);
    const { line } = lineOf(bytes, 500_000);
    for (let round = 0; round < rounds(100, 2000); round++) {
      const from = random.below(bytes.length + 10);
      const to = from + random.below(random.next() < 0.1 ? 2 * MB : 100);
      const wanted = bytes.subarray(from, to);
      const got = await line.read(from, to);
      assert.ok(Buffer.from(wanted).equals(got), `${from} to ${to}`);
      const known = line.at(from, to);
      assert.ok(known === undefined || Buffer.from(wanted).equals(known), `${from} to ${to}`);
    }
  });

  it("keeps only a few pieces of a long line", async () => {
    const bytes = new Uint8Array(20 * MB);
    const { line, fetched } = lineOf(bytes);
    for (let at = 0; at < 20; at++) await line.read(at * MB, at * MB + 1);
    // The first byte was at hand.
    assert.equal(fetched.length, 19);
    assert.ok(line.at(19 * MB, 19 * MB + 1));
    assert.equal(line.at(MB, MB + 1), undefined);
  });

  it("ends where the host has no more of the line", async () => {
    const { line } = lineOf(new Uint8Array(MB));
    const longer = new LineBytes(new Uint8Array(), 5 * MB, (from, limit) => line.read(from, from + limit));
    assert.equal((await longer.read(4 * MB, 5 * MB)).length, 0);
  });
});

describe("findInLine", () => {
  const find = (text: string, needle: string, from = 0): ReturnType<typeof findInLine> => findInLine(lineOf(new Uint8Array(Buffer.from(text))).line, needle, from, () => true);
  const filler = "x".repeat(MB - 3);

  it("finds a text wherever pieces end, whatever its letters", async () => {
    assert.deepEqual(await find(`${filler}NEEDLE`, "needle"), { from: MB - 3, to: MB + 3 });
    assert.deepEqual(await find(`${filler}é${filler}`, "é"), { from: MB - 3, to: MB - 1 });
    assert.deepEqual(await find(`${filler}${filler}${filler}needle`, "Needle"), { from: 3 * MB - 9, to: 3 * MB - 3 });
    assert.equal(await find(`${filler}É`, "é"), undefined);
    assert.equal(await find(filler, "y"), undefined);
  });

  it("finds it as JSON has it escaped, and the first of both", async () => {
    assert.deepEqual(await find('{"a":"say \\"hi\\""}', 'say "hi"'), { from: 6, to: 16 });
    assert.deepEqual(await find('a"b a\\"b', 'a"b'), { from: 0, to: 3 });
  });

  it("goes on from a place, and gives up when it is told", async () => {
    assert.deepEqual(await find("ab ab", "ab", 1), { from: 3, to: 5 });
    let asked = 0;
    const line = { size: 100 * MB, read: () => (asked++, Promise.resolve(new Uint8Array(10))) };
    assert.equal(await findInLine(line, "a", 0, () => asked < 3), undefined);
    assert.equal(asked, 3);
  });
});
