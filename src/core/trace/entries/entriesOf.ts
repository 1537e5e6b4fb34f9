import type { Exchanges } from "../exchange";
import type { Trace } from "../trace";
import { ownersOf, type RowRange } from "./ownersOf";

/** Where an entry is: at its first row and, when that begins an exchange, under this number of `Exchanges.columns`. */
export interface EntryPlace {
  readonly seq: number;
  /** Of a batch the first of the exchanges that begin with it. */
  readonly number: number | undefined;
}

/**
 * The entries that begin in a range of rows, in order. Every row is one, but for the results and errors that belong to an
 * exchange: these are part of the entry at its request. So a notification about an exchange is an entry by itself, and a
 * batch is one entry however many requests it holds. Rows that leave or come meanwhile are passed over.
 */
export function* entriesOf(trace: Trace, exchanges: Exchanges, range: RowRange = {}): Generator<EntryPlace> {
  const { columns } = exchanges;
  for (const { from, next, owners } of ownersOf(trace, exchanges, range)) {
    for (let seq = from; seq < next; seq++) {
      if (seq < trace.first) continue;
      const owner = owners[seq - from] ?? 0;
      if (owner === 0) yield { seq, number: undefined };
      else {
        const kind = trace.columns.kind(seq);
        const number = owner - 1;
        if (kind === "request") yield { seq, number };
        else if (kind === "batch") yield { seq, number: number >= columns.first && columns.request(number) === seq ? number : undefined };
        else if (kind === "notification") yield { seq, number: undefined };
      }
    }
  }
}
