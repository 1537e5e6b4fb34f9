import assert from "node:assert/strict";
import root from "@opentelemetry/otlp-transformer/build/src/generated/root";
import { otlp } from "../../../src/core/trace/export/otlp/otlp";
import { mutate, randomMessage } from "../../support/jsonFuzz";
import { Random, rounds } from "../../support/random";
import { recorded, type Recorded, SESSION, START, textOf } from "./recorded";

/** A message of protobuf, as far as it is used here; the package gives no types to its definitions. */
interface MessageType {
  fromObject(value: unknown): unknown;
  verify(message: unknown): string | null;
  encode(message: unknown): { finish(): Uint8Array };
  decode(bytes: Uint8Array): unknown;
  toObject(message: unknown, options: object): unknown;
}

const definitions: unknown = root;
const { ExportTraceServiceRequest } = (definitions as { opentelemetry: { proto: { collector: { trace: { v1: { ExportTraceServiceRequest: MessageType } } } } } }).opentelemetry.proto.collector.trace.v1;

interface Value {
  readonly stringValue?: string;
  readonly intValue?: string;
}

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly { readonly key: string; readonly value: Value }[];
  readonly events: readonly { readonly name: string; readonly timeUnixNano: string }[];
  readonly status?: { readonly code?: number; readonly message?: string };
}

interface Request {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly { readonly key: string; readonly value: Value }[] };
    readonly scopeSpans: readonly { readonly scope: { readonly name: string }; readonly spans: readonly Span[] }[];
  }[];
}

/** In the JSON of OTLP ids are hexadecimal, while protobuf's own JSON has bytes in base64; every other member is the same in both. */
function withBytes(value: unknown, name = ""): unknown {
  if (typeof value === "string" && /^(traceId|spanId|parentSpanId)$/.test(name)) return new Uint8Array(Buffer.from(value, "hex"));
  if (Array.isArray(value)) return value.map((item) => withBytes(item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withBytes(member, key)]));
}

/**
 * What OpenTelemetry's own protobuf definitions read of a line: everything in it, or the test fails. Written as protobuf and
 * read again, so that every value has the type of its field.
 */
function received(line: string): Request {
  const message = ExportTraceServiceRequest.fromObject(withBytes(JSON.parse(line)));
  assert.equal(ExportTraceServiceRequest.verify(message), null);
  const read = ExportTraceServiceRequest.decode(ExportTraceServiceRequest.encode(message).finish());
  const plain = ExportTraceServiceRequest.toObject(read, { longs: String, arrays: true });
  const request = JSON.parse(JSON.stringify(plain, (_key, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString("hex") : isBuffer(value) ? Buffer.from(value.data).toString("hex") : value))) as Request;
  assert.deepEqual(withoutEmpty(request), withoutEmpty(JSON.parse(line)), "every member is understood");
  return request;
}

function isBuffer(value: unknown): value is { readonly data: readonly number[] } {
  return typeof value === "object" && value !== null && "type" in value && value.type === "Buffer";
}

/** Without members that mean the same when they are missing. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([, member]) => !(Array.isArray(member) && member.length === 0)).map(([key, member]) => [key, withoutEmpty(member)]));
}

function spansOf(traffic: Recorded): readonly Span[] {
  const lines = textOf(otlp(traffic)).trimEnd().split("\n");
  const spans = lines.flatMap((line) => received(line).resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
  for (const { traceId, spanId, startTimeUnixNano, endTimeUnixNano } of spans) {
    assert.match(traceId, /^(?!0+$)[0-9a-f]{32}$/);
    assert.match(spanId, /^(?!0+$)[0-9a-f]{16}$/);
    assert.ok(BigInt(startTimeUnixNano) <= BigInt(endTimeUnixNano));
  }
  assert.equal(new Set(spans.map(({ spanId }) => spanId)).size, spans.length, "every span has an id of its own");
  return spans;
}

function attributesOf(span: Span | undefined): { readonly [key: string]: string } {
  return Object.fromEntries((span?.attributes ?? []).map(({ key, value }) => [key, value.stringValue ?? value.intValue ?? ""]));
}

function named(spans: readonly Span[], name: string): Span {
  const span = spans.find((each) => each.name === name);
  assert.ok(span, `There is no span "${name}".`);
  return span;
}

describe("OTLP export", () => {
  it("is refused by the reader when a member is not one of OTLP", () => {
    const line = textOf(otlp(recorded(SESSION))).trimEnd();
    assert.throws(() => received(line.replace('"startTimeUnixNano"', '"started"')), /every member is understood/);
    assert.throws(() => received(line.replace('"kind":3', '"kind":"SPAN_KIND_CLIEN"')));
  });

  it("has a span for every exchange and every notification of its own, with attributes of the MCP conventions", () => {
    const spans = spansOf(recorded(SESSION));
    assert.deepEqual(spans.map(({ name, kind }) => `${name} ${kind}`).sort(), [
      "initialize 3", "notifications/initialized 3", "prompts/get greet 3", "resources/read 3", "roots/list 2", "tools/call add 3", "tools/call die 3", "tools/call fail 3", "tools/call slow 3",
    ]);
    const add = attributesOf(named(spans, "tools/call add"));
    assert.equal(add["mcp.method.name"], "tools/call");
    assert.equal(add["gen_ai.tool.name"], "add");
    assert.equal(add["gen_ai.operation.name"], "execute_tool");
    assert.equal(add["jsonrpc.request.id"], "1");
    assert.equal(add["mcp.protocol.version"], "2025-06-18");
    assert.equal(add["network.transport"], "pipe");
    assert.equal(add["error.type"], undefined);
    assert.equal(attributesOf(named(spans, "prompts/get greet"))["gen_ai.prompt.name"], "greet");
    assert.equal(attributesOf(named(spans, "resources/read"))["mcp.resource.uri"], "file:///a b");
    assert.equal(named(spans, "tools/call add").startTimeUnixNano, `${START + 120}000000`);
    assert.equal(named(spans, "tools/call add").endTimeUnixNano, `${START + 130}000000`);
  });

  it("tells what failed, and how", () => {
    const spans = spansOf(recorded(SESSION));
    const failures = spans.filter(({ status }) => status?.code === 2).map((span) => [span.name, attributesOf(span)["error.type"], attributesOf(span)["rpc.response.status_code"], span.status?.message]);
    assert.deepEqual(failures, [
      ["tools/call fail", "tool_error", undefined, "it broke"],
      ["resources/read", "-32002", "-32002", "Resource not found"],
      ["tools/call slow", "cancelled", undefined, "too slow"],
      ["prompts/get greet", "malformed_response", undefined, "a result that is no object"],
      ["tools/call die", "connection_closed", undefined, undefined],
    ]);
  });

  it("puts under a call what the server did for it: requests as spans, progress and logs as events", () => {
    const spans = spansOf(recorded(SESSION));
    const add = named(spans, "tools/call add");
    const roots = named(spans, "roots/list");
    assert.deepEqual([roots.parentSpanId, roots.traceId], [add.spanId, add.traceId]);
    assert.deepEqual(add.events.map(({ name }) => name), ["notifications/progress", "notifications/message"]);
    assert.equal(named(spans, "tools/call slow").parentSpanId, undefined);
  });

  it("joins the trace that a request says it belongs to", () => {
    const [span] = spansOf(recorded('> {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x","_meta":{"traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}}}'));
    assert.deepEqual([span?.traceId, span?.parentSpanId], ["4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"]);
  });

  it("gives the same ids when it is done again, and others in another session", () => {
    const ids = (session: string): string[] => spansOf({ ...recorded(SESSION), trace: Object.assign(recorded(SESSION).trace, { session }) }).map(({ spanId }) => spanId);
    assert.deepEqual(ids("one"), ids("one"));
    assert.notDeepEqual(ids("one"), ids("two"));
  });

  it("says that the client is the service", () => {
    const [first] = received(textOf(otlp(recorded(SESSION))).trimEnd()).resourceSpans;
    assert.deepEqual(attributesOf({ ...first?.resource, attributes: first?.resource.attributes ?? [] } as Span)["service.name"], "some-host");
  });

  it("exports a selection only, and no parent that is not in it", () => {
    const spans = spansOf(recorded(SESSION, { seqs: [9, 12] }));
    assert.deepEqual(spans.map(({ name, parentSpanId }) => [name, parentSpanId]), [["roots/list", undefined], ["tools/call fail", undefined]]);
  });

  it("makes requests of bearable size, one a line", () => {
    const lines = Array.from({ length: 5000 }, (_, id) => `> {"jsonrpc":"2.0","id":${id},"method":"ping"}`);
    const requests = textOf(otlp(recorded(lines.join("\n")))).trimEnd().split("\n");
    assert.deepEqual(requests.map((line) => (JSON.parse(line) as Request).resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)).length), [2000, 2000, 1000]);
  });

  it("is a request without spans for an empty trace", () => {
    assert.deepEqual(textOf(otlp(recorded(""))), '{"resourceSpans":[]}\n');
  });

  it("hides what is to be hidden wherever it stands", () => {
    const script = `> {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"clientInfo":{"name":"hunter2","version":"hunter2"}}}
      < {"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"hunter2","serverInfo":{"name":"hunter2","version":"hunter2"}}}
      > {"jsonrpc":"2.0","id":"hunter2","method":"tools/call","params":{"name":"hunter2"}}
      < {"jsonrpc":"2.0","method":"notifications/message","params":{"data":{"hunter2":"hunter2"},"logger":"hunter2"}}
      < {"jsonrpc":"2.0","id":"hunter2","error":{"code":1,"message":"hunter2"}}
      < {"jsonrpc":"2.0","method":"notifications/resources/updated","params":{"uri":"hunter2"}}`;
    assert.doesNotMatch(textOf(otlp(recorded(script, { server: "hunter2", redact: (line) => line.replaceAll("hunter2", "[hidden]") }))), /hunter2/);
  });

  it("is accepted whatever the lines are", () => {
    const random = new Random(5);
    for (let round = 0; round < rounds(20, 400); round++) {
      const traffic = recorded("");
      for (let row = 0; row < 30; row++) {
        const message = Buffer.from(randomMessage(random).replaceAll("\n", " "));
        const line = random.next() < 0.3 ? mutate(message, random) : new Uint8Array(message);
        if (random.next() < 0.5) traffic.writer.sent(line.map((byte) => (byte === 10 ? 32 : byte)));
        else traffic.writer.stdout(Uint8Array.from([...line, 10]));
      }
      spansOf(traffic);
    }
  });
});
