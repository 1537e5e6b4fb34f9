import { entryRows } from "../entries/entryRows";
import { entryStart } from "../entries/entryStart";
import type { Exchanges } from "../exchange";
import type { Trace } from "../trace";

/** Every row that a trace holds now. */
export function* allRows(trace: Trace): Generator<number> {
  const { next } = trace;
  for (let seq = trace.first; seq < next; seq++) yield seq;
}

/**
 * The rows of some entries, each given by any of its rows, in order. A call comes with its answers and with the progress and
 * cancellation that are nested below it; such a notification comes by itself.
 */
export function rowsOf(trace: Trace, exchanges: Exchanges, seqs: Iterable<number>): readonly number[] {
  const rows = new Set<number>();
  const starts = new Set<number>();
  for (const seq of seqs) {
    rows.add(seq);
    const start = seq < trace.first || seq >= trace.next ? undefined : startOf(seq, trace, exchanges);
    if (start === undefined || starts.has(start)) continue;
    starts.add(start);
    const { columns } = exchanges;
    for (let number = columns.numberFrom(start); number < columns.next && columns.request(number) === start; number++) {
      const exchange = exchanges.numbered(number);
      if (exchange) for (const row of entryRows(exchange)) rows.add(row);
    }
  }
  return [...rows].sort((one, other) => one - other);
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
