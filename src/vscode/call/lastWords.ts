import type { LastWords } from "../../core/mcp/callReport";
import { stderrTail } from "../../core/server/stderrTail";
import type { Trace } from "../../core/trace/trace";
import type { Closed } from "../../core/wire/closed";

/** Bounds the look back: what a server said thousands of its own rows ago is not why it ended. */
const FARTHEST = 5000;

/** How the current or last run of a server ended and what it wrote last to stderr, as far as the trace still knows. */
export function lastWordsOf(trace: Trace, link: number | undefined): LastWords {
  if (link === undefined) return { closed: undefined, stderr: undefined };
  let closed: Closed | undefined;
  let since = trace.next;
  // Only its own rows count: another server may have filled the trace meanwhile.
  for (let seq = trace.next - 1, own = 0; seq >= trace.first && own < FARTHEST; seq--) {
    const frame = trace.at(seq);
    if (frame?.link !== link) continue;
    own++;
    since = seq;
    if (frame.event?.type === "closed") closed = frame.event.closed;
    if (frame.event?.type === "spawned") break;
  }
  const [stderr] = stderrTail(trace, link, since, 1);
  return { closed, stderr };
}
