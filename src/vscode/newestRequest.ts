import { isJsonObject } from "../core/base/json";
import type { Trace } from "../core/trace/trace";

/** Bounds the look back, in rows of any server. */
const FARTHEST = 20_000;

/**
 * Sequence of the newest request of a method about something on a link; `undefined` when it was not sent or is kept no more.
 * @param subject value of `params.uri` or `params.name`
 */
export function newestRequest(trace: Trace, link: number | undefined, method: string, subject: string): number | undefined {
  for (let seq = trace.next - 1; link !== undefined && seq >= Math.max(trace.first, trace.next - FARTHEST); seq--) {
    const frame = trace.at(seq);
    if (frame?.link !== link || frame.from !== "client" || frame.kind !== "request" || frame.method !== method) continue;
    const message = frame.message();
    const params = isJsonObject(message) ? message["params"] : undefined;
    if (isJsonObject(params) && (params["uri"] ?? params["name"]) === subject) return seq;
  }
  return undefined;
}
