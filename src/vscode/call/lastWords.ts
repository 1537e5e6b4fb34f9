import type { LastWords } from "../../core/mcp/callReport";
import type { Server } from "../../core/server/server";
import { stderrTail } from "../../core/server/stderrTail";
import type { Trace } from "../../core/trace/trace";
import type { Closed } from "../../core/wire/closed";

/** Bounds the look back: what a server said thousands of its own rows ago is not why it ended. */
const FARTHEST = 5000;

/**
 * How a run of a server ended and what it wrote last to stderr, as far as the trace still knows.
 * @param link the run; without it the current or last one
 */
export function lastWordsOf(trace: Trace, { link: current, state }: Server, link: number | undefined = current): LastWords {
  const asked = state.name !== "stopping" ? undefined : state.restart ? "restart" : "stop";
  if (link === undefined) return { closed: undefined, stderr: undefined, asked };
  let closed: Closed | undefined;
  let since = trace.next;
  // Only its own rows count: another server may have filled the trace meanwhile.
  for (let seq = trace.next - 1, own = 0; seq >= trace.first && own < FARTHEST; seq--) {
    if (trace.columns.link(seq) !== link) continue;
    own++;
    since = seq;
    const event = trace.columns.kind(seq) === "host" ? trace.at(seq)?.event : undefined;
    if (event?.type === "closed") closed = event.closed;
    if (event?.type === "spawned") break;
  }
  const [stderr] = stderrTail(trace, link, since, 1);
  return { closed, stderr, asked };
}
