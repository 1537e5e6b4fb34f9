import type { FeedBody } from "./protocol";
import { rowFault } from "./rowFault";
import type { Trace } from "../trace/trace";

/** The line of a row, up to `limit` bytes from a place in it, in a buffer of its own; the rest of a long line is not even read. */
export function bodyOf(trace: Trace, seq: number, limit: number, from = 0): FeedBody {
  const frame = trace.at(seq);
  if (!frame) return { bytes: undefined, size: 0, event: undefined, fault: undefined };
  const part = frame.kind === "host" ? undefined : trace.columns.part(seq, from, from + limit);
  return { bytes: part && new Uint8Array(part).buffer, size: frame.size, event: frame.event, fault: rowFault(frame) };
}
