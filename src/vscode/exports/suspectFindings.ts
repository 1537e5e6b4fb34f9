import type { Finding } from "../../core/lint/finding";
import { alikeRows } from "../../core/trace/entries/alikeRows";
import type { Trace } from "../../core/trace/trace";
import type { Frame } from "../../core/wire/frame";

/** Rows that are judged; a report has no room for more. */
const ROWS = 200;

/** What the rules say about the first rows of a trace that have a fault; step by step, since there may be many rows. */
export function* suspectFindings(trace: Trace, lint: (frame: Frame) => readonly Finding[]): Generator<void, readonly Finding[]> {
  const findings: Finding[] = [];
  let judged = 0;
  for (const rows of alikeRows(trace)) {
    if (!rows) yield;
    if (!rows || !trace.columns.suspect(rows.first)) continue;
    for (let seq = rows.first; seq < rows.next; seq++) {
      if (judged++ === ROWS) return findings;
      const frame = trace.glance(seq);
      if (frame) findings.push(...lint(frame));
      yield;
    }
  }
  return findings;
}
