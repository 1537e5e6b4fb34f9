import type { Trace } from "../trace/trace";

/** A line in a message for people is cut here; the trace has all of it. */
const LONGEST = 500;

/**
 * The last lines that a link wrote to stderr, oldest first, without empty ones.
 * @param since a row before the first one of the link, so that the search ends there
 */
export function stderrTail(trace: Trace, link: number, since: number, limit: number): readonly string[] {
  const lines: string[] = [];
  for (let seq = trace.next - 1; seq >= Math.max(since, trace.first) && lines.length < limit; seq--) {
    if (trace.columns.link(seq) !== link || trace.columns.kind(seq) !== "stderr") continue;
    const text = trace.at(seq)?.text().trimEnd() ?? "";
    if (text !== "") lines.unshift(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
  }
  return lines;
}
