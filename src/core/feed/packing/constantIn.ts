import type { PackedColumn } from "./columnReader";
import { runOf } from "./unpackColumn";

/** What all numbers `[from, to)` of a column are, where the column says so by itself; `undefined` where one would have to look at them. */
export function constantIn(column: PackedColumn, from: number, to: number): number | undefined {
  switch (column.form) {
    case "steps":
      return column.step === 0 ? column.from : undefined;
    case "runs": {
      const run = runOf(column.ends, from);
      return column.steps[run] === 0 && (column.ends[run] ?? 0) >= to ? column.firsts[run] : undefined;
    }
    default:
      return undefined;
  }
}
