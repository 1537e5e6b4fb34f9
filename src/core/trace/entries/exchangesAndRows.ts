import type { Exchanges } from "../exchange";
import type { Trace } from "../trace";
import type { EntryPlace, RowRange } from "./entriesOf";

/** As many rows are looked at in one step. */
const STEP = 4096;

/**
 * The exchanges whose requests are in a range of rows, and the rows of it that belong to none, in order: what there is to be
 * exported where every exchange stands by itself, also those that share a batch. Rows that leave or come meanwhile are passed
 * over.
 */
export function* exchangesAndRows(trace: Trace, { columns }: Exchanges, range: RowRange = {}): Generator<EntryPlace> {
  const to = Math.min(range.to ?? trace.next, trace.next);
  const owners = new Uint32Array(Math.min(STEP, Math.max(0, to - trace.first)));
  columns.catchUp(to);
  for (let from = Math.max(range.from ?? 0, trace.first); from < to; from = Math.max(from + STEP, trace.first)) {
    const next = Math.min(from + STEP, to);
    columns.copyOwners(from, next, owners);
    let number = columns.numberFrom(from);
    for (let seq = from; seq < next; seq++) {
      if (seq < trace.first) continue;
      if (owners[seq - from] === 0) yield { seq, number: undefined };
      for (; number < columns.next && columns.request(number) <= seq; number++) {
        if (columns.request(number) === seq) yield { seq, number };
      }
    }
  }
}
