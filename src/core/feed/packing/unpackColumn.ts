import { assertNever } from "../../base/assertNever";
import type { PackedColumn } from "./columnReader";
import { unlessZero } from "./unlessZero";

/** Equal numbers from which on one call to write them all costs less than a loop. */
const LONG = 64;

/** Writes numbers `[from, to)` of a column, to index `at` on. */
export function unpackColumn(column: PackedColumn, from: number, to: number, into: Uint32Array, at: number): void {
  switch (column.form) {
    case "steps":
      return writeRun(column.from, column.step, from, to, into, at);
    case "runs":
      return unpackRuns(column, from, to, into, at);
    case "bytes":
      return unpackBytes(column.codes, column.above, from, to, into, at);
    case "pairs":
      return unpackPairs(column.codes, column.above, from, to, into, at);
    case "listed":
      return unpackCodes(column.codes, column.values, from, to, into, at);
    case "whole":
      return into.set(column.values.subarray(from, to), at);
    default:
      return assertNever(column);
  }
}

/** Writes numbers `[from, to)` of a run that begins at 0. */
function writeRun(first: number, step: number, from: number, to: number, into: Uint32Array, at: number): void {
  let value = (first + Math.imul(step, from)) | 0;
  if (step === 0 && to - from >= LONG) {
    into.fill(value, at, at + to - from);
    return;
  }
  for (let index = at; index < at + to - from; index++) {
    into[index] = value;
    value = (value + step) | 0;
  }
}

function unpackRuns({ firsts, steps, ends }: PackedColumn & { readonly form: "runs" }, from: number, to: number, into: Uint32Array, at: number): void {
  let run = runOf(ends, from);
  for (let place = from; place < to; run++) {
    const begin = run === 0 ? 0 : (ends[run - 1] ?? 0);
    const end = Math.min(to, ends[run] ?? to);
    writeRun(firsts[run] ?? 0, steps[run] ?? 0, place - begin, end - begin, into, at + place - from);
    place = end;
  }
}

/** The run that a place is in. */
export function runOf(ends: Uint32Array, place: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ends[middle] ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

// One loop for both widths would be slower: it would have to find out at each number which it is.
function unpackBytes(codes: Uint8Array, above: number, from: number, to: number, into: Uint32Array, at: number): void {
  for (let index = from; index < to; index++) {
    const code = codes[index] ?? 0;
    into[at + index - from] = code + (above & unlessZero(code));
  }
}

function unpackPairs(codes: Uint16Array, above: number, from: number, to: number, into: Uint32Array, at: number): void {
  for (let index = from; index < to; index++) {
    const code = codes[index] ?? 0;
    into[at + index - from] = code + (above & unlessZero(code));
  }
}

function unpackCodes(codes: Uint8Array, values: Uint32Array, from: number, to: number, into: Uint32Array, at: number): void {
  for (let index = from; index < to; index++) into[at + index - from] = values[codes[index] ?? 0] ?? 0;
}
