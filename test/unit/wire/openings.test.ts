import assert from "node:assert/strict";
import { type Opening, Openings } from "../../../src/core/wire/openings";

const bytes = (text: string): Buffer => Buffer.from(text);
const opening = (text: string): Opening => ({ length: text.length, methodCode: 7, version: true });

/** Looks where a line begins that has others before it. */
function find(openings: Openings, text: string): Opening | undefined {
  const lines = bytes(`{"x\n${text}`);
  return openings.find(new DataView(lines.buffer, lines.byteOffset, lines.length), 4);
}

/** One of many openings of the same length. */
const numbered = (number: number): string => `{"method":"m${String(number).padStart(3, "0")}","params":{`;

function add(openings: Openings, text: string): void {
  openings.add(bytes(text), opening(text));
}

describe("openings", () => {
  it("knows one again, and nothing that differs from it in a single byte or is shorter, whatever its length", () => {
    for (const method of ["m", "me", "met", "meth"]) {
      const text = `{"jsonrpc":"2.0","method":"${method}","params":{`;
      const openings = new Openings();
      const given = bytes(text);
      openings.add(given, opening(text));
      given.fill(0);
      for (const after of ["", "}", '"a":1}}\n']) {
        const { length, methodCode, version } = find(openings, text + after) ?? assert.fail(`${text}${after} is not known`);
        assert.deepEqual({ length, methodCode, version }, opening(text));
      }
      for (let at = 0; at < text.length; at++) {
        assert.equal(find(openings, `${text.slice(0, at)}~${text.slice(at + 1)}}}`), undefined, `${method}, byte ${at}`);
        assert.equal(find(openings, text.slice(0, at)), undefined, `${method}, ${at} bytes`);
      }
    }
  });

  it("knows those of up to 256 bytes", () => {
    const openings = new Openings();
    const text = (length: number): string => "{".padEnd(length, "m");
    for (const length of [257, 256]) add(openings, text(length));
    assert.equal(find(openings, text(256))?.length, 256);
    assert.equal(find(openings, `${text(255)}{`), undefined);
    const long = new Openings();
    add(long, text(257));
    assert.equal(find(long, text(257)), undefined);
  });

  it("knows four, and lets one of sixteen more take the place of the oldest", () => {
    const openings = new Openings();
    const known = (): readonly number[] => Array.from({ length: 100 }, (_, number) => number).filter((number) => find(openings, numbered(number)) !== undefined);
    for (let number = 0; number < 19; number++) add(openings, numbered(number));
    assert.deepEqual(known(), [0, 1, 2, 3]);
    for (let number = 19; number < 35; number++) add(openings, numbered(number));
    assert.deepEqual(known(), [1, 2, 3, 19]);
    for (let number = 35; number < 83; number++) add(openings, numbered(number));
    assert.deepEqual(known(), [19, 35, 51, 67]);
    add(openings, numbered(83));
    assert.deepEqual(known(), [35, 51, 67, 83]);
  });
});
