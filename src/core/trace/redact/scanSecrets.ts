import type { Trace } from "../trace";
import type { Redactor } from "./redactor";
import { stretches } from "./stretches";

/** Bytes that are looked at in one go: many rows together, since to begin costs more than to go on. */
const CHUNK = 64 * 1024;
/** Rows that are taken together at most. */
const RUN = 4096;

/**
 * Looks for secrets in rows of a trace, so that `redactor.secrets` is a preview of what will be hidden, and that what is
 * found in one place is hidden in all. Yields the number of rows that have been looked at, often.
 * @param rows ascending
 */
export function* scanSecrets(trace: Trace, rows: Iterable<number>, redactor: Redactor): Generator<number> {
  let done = 0;
  for (const { first, next } of runsOf(rows)) {
    for (let seq = first; seq < next; ) {
      // Rows that have left meanwhile will not be written either.
      const from = Math.max(seq, trace.first);
      const lines = from < next ? trace.columns.lines(from, next, CHUNK) : undefined;
      const end = lines?.next ?? Math.min(from + 1, next);
      const bytes = lines?.bytes ?? new Uint8Array(0);
      // Line feeds between the rows keep them apart for every form but that of a key in several lines.
      const parts = stretches(bytes, CHUNK, redactor);
      while (parts.next().done !== true) yield done;
      done += end - seq;
      seq = end;
    }
  }
  redactor.learn();
  yield done;
}

/** Neighbours together, but not more than are looked at in one go: to count a million of them takes long, too. */
function* runsOf(rows: Iterable<number>): Generator<{ readonly first: number; readonly next: number }> {
  let first = -1;
  let next = -1;
  for (const row of rows) {
    if (row === next && next - first < RUN) {
      next++;
      continue;
    }
    if (next > first) yield { first, next };
    [first, next] = [row, row + 1];
  }
  if (next > first) yield { first, next };
}
