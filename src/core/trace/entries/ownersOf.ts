import type { Exchanges } from "../exchange";
import type { Trace } from "../trace";

/** As many rows are looked at in one step. */
const STEP = 4096;

export interface RowRange {
  /** Rows `[from, to)`; by default all that are held. */
  readonly from?: number;
  readonly to?: number;
}

/** Rows `[from, next)` and, from place 0 on, one more than the number of the exchange that each belongs to, or 0; to be read at once. */
export interface OwnedRows {
  readonly from: number;
  readonly next: number;
  readonly owners: Uint32Array;
}

/** Which exchanges the rows of a range belong to, step by step, in order. Rows that leave or come meanwhile are passed over. */
export function* ownersOf(trace: Trace, { columns }: Exchanges, range: RowRange): Generator<OwnedRows> {
  const to = Math.min(range.to ?? trace.next, trace.next);
  const begin = Math.max(range.from ?? 0, trace.first);
  const owners = new Uint32Array(Math.min(STEP, Math.max(0, to - begin)));
  columns.catchUp(to);
  for (let from = begin; from < to; from = Math.max(from + STEP, trace.first)) {
    const next = Math.min(from + STEP, to);
    columns.copyOwners(from, next, owners);
    yield { from, next, owners };
  }
}
