import type { PackedTimes } from "./columnReader";
import { unpackColumn } from "./unpackColumn";

/** Writes times `[from, to)` of a column, to index `at` on. @param room for as many ticks, which are of no use afterwards */
export function unpackTimes(column: PackedTimes, from: number, to: number, into: Float64Array, at: number, room: Uint32Array): void {
  if (column.form === "whole") {
    into.set(column.values.subarray(from, to), at);
    return;
  }
  const { from: start, tick } = column;
  unpackColumn(column.ticks, from, to, room, 0);
  for (let index = 0; index < to - from; index++) into[at + index] = start + (room[index] ?? 0) * tick;
}
