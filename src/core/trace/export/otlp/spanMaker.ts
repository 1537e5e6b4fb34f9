import { isJsonObject } from "../../../base/json";
import type { Frame } from "../../../wire/frame";
import { entryRows } from "../../entries/entryRows";
import type { Exchange } from "../../exchange";
import type { ExportTraffic } from "../exportTraffic";
import type { LinkFacts } from "../linkFacts";
import { wellFormed } from "../wellFormed";
import { attributes, type Attribute } from "./attribute";
import { spanId, traceId } from "./ids";
import { mcpAttributes, spanError, spanName } from "./mcpAttributes";
import { nanoseconds, SpanKind, STATUS_ERROR, type Span, type SpanEvent } from "./span";
import { traceParent } from "./traceParent";

type Values = { readonly [key: string]: string | number | undefined };

/** Makes spans of exchanges and notifications. */
export class SpanMaker {
  private readonly ofLinks = new Map<number, Values>();

  constructor(
    private readonly traffic: ExportTraffic,
    private readonly links: ReadonlyMap<number, LinkFacts>,
  ) {}

  /** @param parent the exchange that a request of the server came of */
  exchange(exchange: Exchange, parent: Span | undefined): Span {
    const { trace, environment: { now } } = this.traffic;
    const { link, started, ended, status, reason, sender, subject, request, id } = exchange;
    const message = { method: this.hide(exchange.method), subject: subject === undefined ? undefined : this.hide(subject), id: typeof id === "string" ? this.hide(id) : id };
    const answer = exchange.answer === undefined ? undefined : trace.glance(exchange.answer);
    const error = spanError(status, answer?.message());
    const described = error?.message ?? reason;
    return {
      // A batch has several requests in one row, and ids keep their type.
      ...this.identity(`${request} ${JSON.stringify(exchange.id)}`, trace.glance(request), parent),
      name: spanName(message),
      kind: sender === "client" ? SpanKind.client : SpanKind.server,
      startTimeUnixNano: nanoseconds(started),
      endTimeUnixNano: nanoseconds(Math.max(started, ended ?? now)),
      attributes: attributes({
        ...mcpAttributes(message),
        "error.type": error?.type,
        "rpc.response.status_code": error?.code,
        ...this.linkAttributes(link),
        "wirelight.status": status,
        "wirelight.request.seq": request,
        "wirelight.request.size": trace.glance(request)?.size,
        "wirelight.response.seq": exchange.answer,
        "wirelight.response.size": answer?.size,
      }),
      events: entryRows(exchange).filter((seq) => seq !== request && seq !== exchange.answer).flatMap((seq) => this.eventOf(seq)),
      status: error ? { code: STATUS_ERROR, message: described === undefined ? undefined : this.hide(described) } : {},
    };
  }

  /** A notification that came of no exchange: a span without length. */
  notification(frame: Frame): Span {
    const message = { method: this.hide(frame.method ?? ""), subject: this.uriOf(frame), id: undefined };
    const at = nanoseconds(frame.time);
    return {
      ...this.identity(`row ${frame.seq}`, frame, undefined),
      name: spanName(message),
      kind: frame.from === "client" ? SpanKind.client : SpanKind.server,
      startTimeUnixNano: at,
      endTimeUnixNano: at,
      attributes: attributes({ ...mcpAttributes(message), ...this.linkAttributes(frame.link), "wirelight.request.seq": frame.seq, "wirelight.request.size": frame.size }),
      events: [],
      status: {},
    };
  }

  /** A row as something that happened during a span. */
  eventOf(seq: number): readonly SpanEvent[] {
    const frame = this.traffic.trace.glance(seq);
    if (!frame) return [];
    const name = frame.method === undefined ? "late or repeated answer" : this.hide(frame.method);
    return [{ timeUnixNano: nanoseconds(frame.time), name, attributes: this.eventAttributes(frame) }];
  }

  private eventAttributes(frame: Frame): readonly Attribute[] {
    const message = frame.message();
    const params = isJsonObject(message) && isJsonObject(message["params"]) ? message["params"] : {};
    const values: { [key: string]: string | number | undefined } = { "mcp.method.name": frame.method && this.hide(frame.method), "wirelight.request.seq": frame.seq };
    for (const name of ["progress", "total", "message", "level", "logger", "reason", "data"]) {
      const value = params[name];
      if (value !== undefined) values[`wirelight.params.${name}`] = this.hide(typeof value === "string" ? value : JSON.stringify(value));
    }
    return attributes(values);
  }

  private identity(place: string, frame: Frame | undefined, parent: Span | undefined): { readonly traceId: string; readonly spanId: string; readonly parentSpanId?: string } {
    const name = `${this.traffic.trace.session} ${place}`;
    const above = parent ?? traceParent(frame?.message());
    return above ? { traceId: above.traceId, spanId: spanId(name), parentSpanId: above.spanId } : { traceId: traceId(name), spanId: spanId(name) };
  }

  private linkAttributes(link: number): Values {
    let known = this.ofLinks.get(link);
    if (!known) this.ofLinks.set(link, (known = this.readLink(link)));
    return known;
  }

  private readLink(link: number): Values {
    const info = this.traffic.trace.link(link);
    const facts = this.links.get(link);
    const server = facts?.server;
    return {
      "mcp.protocol.version": facts?.protocol && this.hide(facts.protocol),
      "network.transport": facts?.spawned ? "pipe" : undefined,
      "service.peer.name": info && this.hide(info.name),
      "wirelight.server.implementation": server && this.hide([server.name, server.version].filter((part) => part !== undefined).join(" ")),
      "wirelight.server.run": info?.run,
    };
  }

  private uriOf(frame: Frame): string | undefined {
    const message = frame.message();
    const params = isJsonObject(message) ? message["params"] : undefined;
    const uri = isJsonObject(params) ? params["uri"] : undefined;
    return typeof uri === "string" ? this.hide(uri) : undefined;
  }

  /** Text without secrets, and without halves of characters, which protobuf refuses. */
  private hide(text: string): string {
    return wellFormed(this.traffic.redact(text));
  }
}
