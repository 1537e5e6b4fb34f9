import type { EntryPlace } from "../entries/entriesOf";
import { entryStart } from "../entries/entryStart";
import { exchangesAndRows } from "../entries/exchangesAndRows";
import { collectRows } from "../recording/rowsOf";
import { RowSet } from "../recording/rowSet";
import type { Trace } from "../trace";
import type { ExportTraffic } from "./exportTraffic";

/** Rows or entries that are looked at before there can be a break. */
const STEP = 500;

/**
 * What is to be exported, every exchange by itself, in order of the first rows; what is selected stands for the exchange
 * that it is about. `undefined` every so often, so that there can be a break.
 */
export function* selectedEntries(traffic: ExportTraffic): Generator<EntryPlace | undefined> {
  const { trace, exchanges, seqs, next = trace.next } = traffic;
  let looked = 0;
  if (!seqs) {
    for (const place of exchangesAndRows(trace, exchanges, { to: next })) {
      if (++looked % STEP === 0) yield undefined;
      yield place;
    }
    return;
  }
  const starts = new RowSet(trace.first, next);
  for (const seq of seqs) {
    if (++looked % STEP === 0) yield undefined;
    if (seq >= trace.first && seq < next) starts.add(entryStart(seq, exchanges) ?? seq);
  }
  for (const from of starts) {
    if (++looked % STEP === 0) yield undefined;
    yield* exchangesAndRows(trace, exchanges, { from, to: from + 1 });
  }
}

/** The rows of the entries that are to be exported, in their order; `undefined` every so often, so that there can be a break. */
export function* selectedRows({ trace, exchanges, seqs, next = trace.next }: ExportTraffic): Generator<number | undefined> {
  if (!seqs) {
    for (let seq = trace.first; seq < next; seq = Math.max(seq + 1, trace.first)) yield seq;
    return;
  }
  // What was collected as a set of rows has whole entries already.
  yield* seqs instanceof RowSet ? seqs : yield* collectRows(trace, exchanges, heldOf(seqs, trace, next));
}

function* heldOf(seqs: Iterable<number>, trace: Trace, next: number): Generator<number | undefined> {
  for (const seq of seqs) yield seq >= trace.first && seq < next ? seq : undefined;
}
