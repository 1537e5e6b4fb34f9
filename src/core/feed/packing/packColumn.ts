import { MOST_LISTED, type Packing, RUN_BYTES } from "./packing";
import { unlessZero } from "./unlessZero";
import { ValueCodes } from "./valueCodes";

/** About what a listed value takes in a message, where it stands as text. */
const LISTED_BYTES = 8;
const NO_DATA = new Uint8Array(0);

export interface Packed {
  readonly packing: Packing;
  /** What has to lie in the buffer. */
  readonly data: Uint8Array | Uint16Array | Uint32Array;
}

/** Packs a column in the shortest form, or one that is hardly longer and found sooner. */
export function packColumn(values: Uint32Array): Packed {
  const count = values.length;
  // Most columns are regular, and those that are not show it at once.
  const regular = packedRuns(values, count / RUN_BYTES);
  if (regular) return regular;
  const { above, high } = bounds(values);
  const width = high - above < 2 ** 8 ? 1 : high - above < 2 ** 16 ? 2 : 4;
  if (width === 1) return { packing: { form: "near", width, above }, data: nearBytes(values, above) };
  const few = packedFew(values, ((width - 1) * count) / LISTED_BYTES);
  if (few) return few;
  if (width === 2) return { packing: { form: "near", width, above }, data: nearPairs(values, above) };
  return packedRuns(values, (2 * count) / RUN_BYTES) ?? { packing: { form: "whole" }, data: values };
}

/** `undefined` when there are more runs than this, but one alone takes no bytes. */
function packedRuns(values: Uint32Array, most: number): Packed | undefined {
  const ends: number[] = [];
  for (let from = 0; from < values.length; ) {
    from = runEnd(values, from);
    if (ends.push(from) > most && ends.length > 1) return undefined;
  }
  const runs = ends.length;
  if (runs <= 1) return { packing: { form: "steps", from: values[0] ?? 0, step: stepAt(values, 0) }, data: NO_DATA };
  const data = new Uint32Array(3 * runs);
  let from = 0;
  for (let run = 0; run < runs; run++) {
    const end = ends[run] ?? 0;
    data[run] = values[from] ?? 0;
    data[runs + run] = stepAt(values, from);
    data[2 * runs + run] = end;
    from = end;
  }
  return { packing: { form: "runs", runs }, data };
}

/** Where the run that begins here ends: the numbers before that have all the same step. */
function runEnd(values: Uint32Array, from: number): number {
  const step = stepAt(values, from);
  let expected = (values[from] ?? 0) | 0;
  let index = from;
  while (index < values.length && ((values[index] ?? 0) | 0) === expected) {
    index++;
    expected = (expected + step) | 0;
  }
  return index;
}

/** How much more the number after this one is, modulo 2^32; 0 for the last. */
function stepAt(values: Uint32Array, index: number): number {
  return index + 1 < values.length ? ((values[index + 1] ?? 0) - (values[index] ?? 0)) | 0 : 0;
}

/** The greatest number, and one less than the smallest but 0. */
function bounds(values: Uint32Array): { readonly above: number; readonly high: number } {
  let above = 2 ** 32 - 1;
  let high = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? 0;
    const before = (value - 1) >>> 0;
    if (before < above) above = before;
    if (value > high) high = value;
  }
  return { above, high };
}

// One loop for both widths would be slower: it would have to find out at each number which it is.
function nearBytes(values: Uint32Array, above: number): Uint8Array {
  const data = new Uint8Array(values.length);
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? 0;
    data[index] = (value - above) & unlessZero(value);
  }
  return data;
}

function nearPairs(values: Uint32Array, above: number): Uint16Array {
  const data = new Uint16Array(values.length);
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? 0;
    data[index] = (value - above) & unlessZero(value);
  }
  return data;
}

/** `undefined` when there are more values than this, or than a byte can tell apart. */
function packedFew(values: Uint32Array, most: number): Packed | undefined {
  const limit = Math.min(most, MOST_LISTED);
  const codes = new ValueCodes();
  const data = new Uint8Array(values.length);
  let last = -1;
  let code = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? 0;
    if (value !== last) {
      code = codes.code(value);
      if (code >= limit) return undefined;
      last = value;
    }
    data[index] = code;
  }
  return { packing: { form: "listed", values: codes.values }, data };
}
