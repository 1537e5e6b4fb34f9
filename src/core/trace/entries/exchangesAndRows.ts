import type { Exchanges } from "../exchange";
import type { Trace } from "../trace";
import type { EntryPlace } from "./entriesOf";
import { ownersOf, type RowRange } from "./ownersOf";

/**
 * The exchanges whose requests are in a range of rows, and the rows of it that belong to none, in order: what there is to be
 * exported where every exchange stands by itself, also those that share a batch. Rows that leave or come meanwhile are passed
 * over.
 */
export function* exchangesAndRows(trace: Trace, exchanges: Exchanges, range: RowRange = {}): Generator<EntryPlace> {
  const { columns } = exchanges;
  for (const { from, next, owners } of ownersOf(trace, exchanges, range)) {
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
