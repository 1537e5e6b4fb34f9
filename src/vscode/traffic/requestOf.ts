import { isJsonObject, type JsonObject } from "../../core/base/json";
import type { Trace } from "../../core/trace/trace";

/** A request that a client sent, as it can be sent once more. */
export interface SentRequest {
  /** Id of the server. */
  readonly server: string;
  readonly method: string;
  readonly params: JsonObject;
}

/** `undefined` when the row is no request of a client, or is not kept any more. */
export function requestOf(trace: Trace, seq: number): SentRequest | undefined {
  const frame = trace.at(seq);
  const info = frame && trace.link(frame.link);
  if (!info || frame.kind !== "request" || frame.from !== "client" || frame.method === undefined) return undefined;
  const message = frame.message();
  const params = isJsonObject(message) ? message["params"] : undefined;
  return { server: info.server, method: frame.method, params: isJsonObject(params) ? params : {} };
}
