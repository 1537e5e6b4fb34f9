import type { Attribute } from "./attribute";

/** `SpanKind` of the OpenTelemetry protocol, of which enumerations are numbers in JSON. */
export const SpanKind = { server: 2, client: 3 } as const;

/** `StatusCode` of the OpenTelemetry protocol. What went well is left unset, as instrumentations do. */
export const STATUS_ERROR = 2;

/** A span in the JSON encoding of OTLP: ids in hexadecimal digits, times as text. */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string | undefined;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly Attribute[];
  readonly events: SpanEvent[];
  readonly status: { readonly code?: number; readonly message?: string | undefined };
}

export interface SpanEvent {
  readonly timeUnixNano: string;
  readonly name: string;
  readonly attributes: readonly Attribute[];
}

/** Milliseconds since the epoch as nanoseconds, to the microsecond: a double has no more. */
export function nanoseconds(milliseconds: number): string {
  return (BigInt(Math.max(0, Math.round(milliseconds * 1000))) * 1000n).toString();
}
