import { entryRows } from "../entries/entryRows";
import { entryStart } from "../entries/entryStart";
import type { Exchanges } from "../exchange";
import type { Trace } from "../trace";
import { RowSet } from "./rowSet";

/** Every row that a trace holds now; it may be gone through more than once. */
export function allRows({ first, next }: Trace): Iterable<number> {
  return {
    *[Symbol.iterator]() {
      for (let seq = first; seq < next; seq++) yield seq;
    },
  };
}

/**
 * The rows of some entries, each given by any of its rows, in order. A call comes with its answers and with the progress and
 * cancellation that are nested below it; such a notification comes by itself.
 */
export function rowsOf(trace: Trace, exchanges: Exchanges, seqs: Iterable<number>): readonly number[] {
  const collecting = collectRows(trace, exchanges, seqs);
  for (;;) {
    const step = collecting.next();
    if (step.done === true) return [...step.value];
  }
}

/** The same step by step, for whoever has something else to do in between. @param seqs with `undefined` where one is passed over */
export function* collectRows(trace: Trace, exchanges: Exchanges, seqs: Iterable<number | undefined>): Generator<undefined, RowSet> {
  const rows = new RowSet(trace.first, trace.next);
  const starts = new RowSet(trace.first, trace.next);
  const { columns } = exchanges;
  for (const seq of seqs) {
    yield;
    if (seq === undefined) continue;
    rows.add(seq);
    const start = seq < trace.first || seq >= trace.next ? undefined : startOf(seq, trace, exchanges);
    if (start !== undefined && !starts.has(start)) {
      starts.add(start);
      for (let number = columns.numberFrom(start); number < columns.next && columns.request(number) === start; number++) {
        const exchange = exchanges.numbered(number);
        if (exchange) for (const row of entryRows(exchange)) rows.add(row);
      }
    }
  }
  return rows;
}

/** Where the exchanges of an entry begin that a row belongs to. */
function startOf(seq: number, { columns }: Trace, exchanges: Exchanges): number | undefined {
  const start = entryStart(seq, exchanges);
  switch (columns.kind(seq)) {
    case "notification":
      return undefined;
    case "batch":
      return seq;
    default:
      return start;
  }
}
