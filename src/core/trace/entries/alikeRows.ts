import type { Trace } from "../trace";

/** Rows that are looked at before there can be a break. */
const STEP = 2000;

/** Rows `[first, next)` that are alike in link, kind, sender, method, subject and faults. */
export interface AlikeRows {
  readonly first: number;
  readonly next: number;
}

/**
 * All rows that a trace holds now, in order, those together that are alike, as far as that is easily seen; `undefined` every
 * so often, so that there can be a break. Rows that leave meanwhile are passed over.
 */
export function* alikeRows(trace: Trace): Generator<AlikeRows | undefined> {
  let looked = 0;
  for (let seq = trace.first, to = trace.next; seq < to; ) {
    const next = Math.max(seq + 1, trace.columns.alike(seq, Math.min(seq + STEP, to)));
    yield { first: seq, next };
    looked += next - seq;
    if (looked >= STEP) {
      looked = 0;
      yield undefined;
    }
    seq = Math.max(next, trace.first);
  }
}
