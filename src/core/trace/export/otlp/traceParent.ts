import { isJsonObject } from "../../../base/json";

/** A W3C Trace Context, version 00: 16 bytes of trace, 8 of span, flags. */
const TRACE_PARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/;

/** The span that a message says it belongs to: `params._meta.traceparent`, as the MCP conventions have it. */
export function traceParent(message: unknown): { readonly traceId: string; readonly spanId: string } | undefined {
  const params = isJsonObject(message) ? message["params"] : undefined;
  const meta = isJsonObject(params) ? params["_meta"] : undefined;
  const text = isJsonObject(meta) ? meta["traceparent"] : undefined;
  const [, trace, span] = (typeof text === "string" && TRACE_PARENT.exec(text)) || [];
  if (trace === undefined || span === undefined || /^0+$/.test(trace) || /^0+$/.test(span)) return undefined;
  return { traceId: trace, spanId: span };
}
