import type { Finding } from "../../core/lint/finding";
import type { Trace } from "../../core/trace/trace";
import type { Frame } from "../../core/wire/frame";

/** Rows that are judged; a report has no room for more. */
const ROWS = 200;

/** What the rules say about the first rows of a trace that have a fault. */
export function suspectFindings(trace: Trace, lint: (frame: Frame) => readonly Finding[]): readonly Finding[] {
  const { columns } = trace;
  const findings: Finding[] = [];
  let judged = 0;
  for (let seq = trace.first, to = trace.next; seq < to && judged < ROWS; ) {
    if (!columns.suspect(seq)) {
      seq = Math.max(seq + 1, columns.alike(seq, to));
      continue;
    }
    const frame = trace.glance(seq++);
    judged++;
    if (frame) findings.push(...lint(frame));
  }
  return findings;
}
