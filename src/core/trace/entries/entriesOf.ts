import type { Exchanges } from "../exchange";
import type { Trace } from "../trace";

/** As many rows are looked at in one step. */
const STEP = 4096;

/** Where an entry is: at its first row and, when that begins an exchange, under this number of `Exchanges.columns`. */
export interface EntryPlace {
  readonly seq: number;
  /** Of a batch the first of the exchanges that begin with it. */
  readonly number: number | undefined;
}

export interface RowRange {
  /** Rows `[from, to)`; by default all that are held. */
  readonly from?: number;
  readonly to?: number;
}

/**
 * The entries that begin in a range of rows, in order. Every row is one, but for the results and errors that belong to an
 * exchange: these are part of the entry at its request. So a notification about an exchange is an entry by itself, and a
 * batch is one entry however many requests it holds. Rows that leave or come meanwhile are passed over.
 */
export function* entriesOf(trace: Trace, { columns }: Exchanges, range: RowRange = {}): Generator<EntryPlace> {
  const to = Math.min(range.to ?? trace.next, trace.next);
  const owners = new Uint32Array(Math.min(STEP, Math.max(0, to - trace.first)));
  columns.catchUp(to);
  for (let from = Math.max(range.from ?? 0, trace.first); from < to; from = Math.max(from + STEP, trace.first)) {
    const next = Math.min(from + STEP, to);
    columns.copyOwners(from, next, owners);
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
