import assert from "node:assert/strict";
import type { Trace } from "../../../src/core/trace/trace";
import { classifyByParsing } from "../../../src/core/wire/classify";
import type { Frame, FrameWriter, HostEvent } from "../../../src/core/wire/frame";
import { parseJson } from "../../../src/core/wire/parseJson";
import type { FakeClock } from "../../support/fakeClock";
import { mutate, randomMessage } from "../../support/jsonFuzz";
import type { Random } from "../../support/random";

/** Everything that can be seen of a row. */
export type Seen = Pick<Frame, "seq" | "time" | "link" | "from" | "kind" | "id" | "method" | "fault" | "junk" | "event" | "ending" | "size" | "dropped" | "held"> & {
  readonly bytes: string;
  readonly text: string;
  readonly message: unknown;
};

export function see(frame: Frame): Seen {
  const { seq, time, link, from, kind, id, method, fault, junk, event, ending, size, dropped, held } = frame;
  return { seq, time, link, from, kind, id, method, fault, junk, event, ending, size, dropped, held, bytes: Buffer.from(frame.bytes()).toString("latin1"), text: frame.text(), message: frame.message() };
}

const EVENTS: readonly HostEvent[] = [
  { type: "spawned", pid: 7, command: "é", args: ["a b"], cwd: "/" },
  { type: "stdin-closed" },
  { type: "survivors", pids: [1, 2], ended: false },
  { type: "closed", closed: { how: "exited", code: null, signal: "SIGTERM", asked: true } },
];

/** Methods, ids and members that have a way of their own through the store. */
const ODD = [
  `{"jsonrpc":"2.0","id":"${"i".repeat(300)}","method":"${"m".repeat(200)}"}`,
  '{"jsonrpc":"2.0","id":-1,"method":"a"}',
  '{"jsonrpc":"2.0","id":-0,"result":{}}',
  '{"jsonrpc":"2.0","id":1e999,"result":{}}',
  '{"jsonrpc":"2.0","id":4294967295,"result":{}}',
  '{"jsonrpc":"2.0","id":4294967296,"result":{}}',
  '{"jsonrpc":"2.0","id":1,"method":"\\ud800"}',
  '{"jsonrpc":"2.0","id":1,"result":{"isError":true}}',
  '{"jsonrpc":"2.0","id":1,"method":"a","params":{"_meta":{"progressToken":"t"}}}',
  '{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"t"}}',
  '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1.5}}',
  '{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"é"}}',
  '[{"jsonrpc":"2.0","id":1,"result":{}}]',
];

/** A store by the book: lines cut from what came so far, each judged by parsing it. */
class Model {
  readonly rows: Seen[] = [];
  private readonly rests = new Map<string, Buffer>();

  constructor(
    private readonly clock: FakeClock,
    private readonly cap: number,
  ) {}

  received(link: number, stream: "stdout" | "stderr", chunk: Uint8Array): void {
    const key = `${link} ${stream}`;
    let rest = Buffer.concat([this.rests.get(key) ?? Buffer.alloc(0), chunk]);
    for (let lf = rest.indexOf(0x0a); lf !== -1; lf = rest.indexOf(0x0a)) {
      const crlf = rest[lf - 1] === 0x0d && lf > 0;
      this.line(link, stream, rest.subarray(0, crlf ? lf - 1 : lf), crlf ? "crlf" : "lf");
      rest = rest.subarray(lf + 1);
    }
    this.rests.set(key, rest);
  }

  ended(link: number, stream: "stdout" | "stderr"): void {
    const rest = this.rests.get(`${link} ${stream}`) ?? Buffer.alloc(0);
    this.rests.delete(`${link} ${stream}`);
    if (rest.length > 0) this.line(link, stream, rest, "none");
  }

  sent(link: number, line: Uint8Array): void {
    this.message(link, "client", Buffer.from(line), "lf");
  }

  host(link: number, event: HostEvent): void {
    this.add({ link, from: "host", kind: "host", event, ending: "none" }, Buffer.alloc(0));
  }

  private line(link: number, stream: "stdout" | "stderr", bytes: Buffer, ending: Seen["ending"]): void {
    const dropped = Math.max(0, bytes.length - this.cap);
    const kept = bytes.subarray(0, this.cap);
    if (dropped > 0 && stream === "stdout") this.add({ link, from: "server", kind: "junk", junk: "too-long", ending, dropped }, kept);
    else if (dropped > 0) this.add({ link, from: "server", kind: "stderr", ending, dropped }, kept);
    else if (stream === "stdout") this.message(link, "server", bytes, ending);
    else this.add({ link, from: "server", kind: "stderr", ending }, bytes);
  }

  private message(link: number, from: "client" | "server", bytes: Buffer, ending: Seen["ending"]): void {
    const verdict = classifyByParsing(bytes);
    if (verdict.kind === "junk") this.add({ link, from, kind: "junk", junk: verdict.reason, ending }, bytes);
    else this.add({ link, from, ending, ...verdict }, bytes);
  }

  private add(known: Pick<Seen, "link" | "from" | "kind" | "ending"> & Partial<Seen>, bytes: Buffer): void {
    const none = { id: undefined, method: undefined, fault: undefined, junk: undefined, event: undefined, dropped: 0, held: true };
    const value = known.kind === "host" ? undefined : parseJson(bytes);
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
    this.rows.push({ ...none, ...known, seq: this.rows.length, time: this.clock.now(), size: bytes.length + (known.dropped ?? 0), bytes: bytes.toString("latin1"), text, message: value });
  }
}

/** Random traffic of several links, in chunks that respect nothing; what a trace must have of it is given back. */
export async function writeTraffic(writers: readonly FrameWriter[], clock: FakeClock, random: Random, steps: number, cap = Number.POSITIVE_INFINITY): Promise<readonly Seen[]> {
  const model = new Model(clock, cap);
  const streams = new Map<string, { readonly writer: FrameWriter; readonly stream: "stdout" | "stderr"; bytes: Buffer }>();
  for (let step = 0; step < steps; step++) {
    if (random.next() < 0.1) await clock.advance(random.pick([0.5, 1, 150, 250]));
    const writer = random.pick(writers);
    const kind = random.next();
    if (kind < 0.05) {
      const event = random.pick(EVENTS);
      model.host(writer.link, event);
      writer.host(event);
    } else if (kind < 0.2) {
      const line = randomLine(random);
      model.sent(writer.link, line);
      assert.equal(writer.sent(line).first, model.rows.length - 1);
    } else {
      const stream = kind < 0.4 ? "stderr" : "stdout";
      const key = `${writer.link} ${stream}`;
      const waiting = streams.get(key) ?? { writer, stream, bytes: Buffer.alloc(0) };
      streams.set(key, waiting);
      for (let lines = random.below(4); lines >= 0; lines--) waiting.bytes = Buffer.concat([waiting.bytes, randomLine(random), Buffer.from(random.pick(["\n", "\n", "\r\n"]))]);
      const size = random.below(waiting.bytes.length + 1);
      const chunk = new Uint8Array(waiting.bytes.subarray(0, size));
      waiting.bytes = waiting.bytes.subarray(size);
      model.received(writer.link, stream, chunk);
      writer[stream](chunk);
      // Bytes that have been handed over are the trace's: whatever becomes of ours, it must keep its own.
    }
  }
  for (const { writer, stream, bytes } of streams.values()) {
    model.received(writer.link, stream, bytes);
    writer[stream](bytes);
    model.ended(writer.link, stream);
    writer.end(stream);
  }
  return model.rows;
}

function randomLine(random: Random): Uint8Array {
  const kind = random.next();
  if (kind < 0.25) return Buffer.from(random.pick(ODD));
  if (kind < 0.3) return Buffer.from(`{"jsonrpc":"2.0","id":1,"result":{"text":"${"x".repeat(random.below(80_000))}"}}`);
  const text = Buffer.from(randomMessage(random));
  return kind < 0.5 ? mutate(text, random) : text;
}

/** What a trace says of its rows, one by one, from their frames and from their columns. */
export function seenIn(trace: Trace): readonly Seen[] {
  const rows: Seen[] = [];
  for (let seq = trace.first; seq < trace.next; seq++) {
    const frame = trace.at(seq);
    assert.ok(frame);
    assertColumns(trace, frame);
    rows.push(see(frame));
  }
  return rows;
}

function assertColumns({ columns }: Trace, frame: Frame): void {
  const { seq, kind, from, link, time, method, id, fault } = frame;
  const read = { kind: columns.kind(seq), from: columns.from(seq), link: columns.link(seq), time: columns.time(seq), method: columns.method(seq), id: columns.id(seq), suspect: columns.suspect(seq) };
  assert.deepEqual(read, { kind, from, link, time, method, id, suspect: kind === "junk" || fault !== undefined });
}
