import type { EntryPlace } from "../entries/entriesOf";
import { entryStart } from "../entries/entryStart";
import { exchangesAndRows } from "../entries/exchangesAndRows";
import { rowsOf } from "../recording/rowsOf";
import { RowSet } from "../recording/rowSet";
import type { ExportTraffic } from "./exportTraffic";

/** What is to be exported, every exchange by itself, in order of the first rows; what is selected stands for the exchange that it is about. */
export function* selectedEntries({ trace, exchanges, seqs, next = trace.next }: ExportTraffic): Generator<EntryPlace> {
  if (!seqs) {
    yield* exchangesAndRows(trace, exchanges, { to: next });
    return;
  }
  const starts = new RowSet(trace.first, next);
  for (const seq of seqs) if (seq >= trace.first && seq < next) starts.add(entryStart(seq, exchanges) ?? seq);
  for (const from of starts) yield* exchangesAndRows(trace, exchanges, { from, to: from + 1 });
}

/** The rows of the entries that are to be exported, in their order. */
export function* selectedRows({ trace, exchanges, seqs, next = trace.next }: ExportTraffic): Generator<number> {
  if (!seqs) {
    for (let seq = trace.first; seq < next; seq = Math.max(seq + 1, trace.first)) yield seq;
    return;
  }
  // What was collected as a set of rows has whole entries already.
  yield* seqs instanceof RowSet ? seqs : rowsOf(trace, exchanges, [...seqs].filter((seq) => seq >= trace.first && seq < next));
}
