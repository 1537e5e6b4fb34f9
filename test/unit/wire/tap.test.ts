import assert from "node:assert/strict";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import { printFrame } from "../../../src/core/trace/print";
import type { Closed } from "../../../src/core/wire/closed";
import type { Frame } from "../../../src/core/wire/frame";
import { MemoryTransport } from "../../../src/core/wire/memory";
import { TappedLink } from "../../../src/core/wire/tap";
import type { Transport } from "../../../src/core/wire/transport";
import { FakeClock, settle } from "../../support/fakeClock";
import { FakeDisk } from "../../support/fakeDisk";
import { framesOf } from "../../support/script";

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const EXITED: Closed = { how: "exited", code: 1, signal: null, asked: false };

function stage() {
  const sent: string[] = [];
  const trace = new RingTrace(new FakeClock(), { session: "test", memoryBytes: 1e9 });
  /** What had been traced when a line reached the transport. */
  const tracedAtSend: number[] = [];
  const transport = new MemoryTransport((line) => {
    tracedAtSend.push(trace.next);
    sent.push(Buffer.from(line).toString());
  });
  const link = new TappedLink(transport, trace.open({ server: "s", name: "s" }));
  const text = (): string[] => framesOf(trace).map((frame) => printFrame(frame, { verbosity: "verbose" }));
  return { sent, trace, tracedAtSend, transport, link, text };
}

describe("tapped link", () => {
  it("has the whole chunk in the trace before the first message of it is delivered", () => {
    const { trace, transport, link } = stage();
    const seen: (readonly [seq: number, held: number])[] = [];
    link.onMessages((rows) => {
      for (const frame of rows) seen.push([frame.seq, trace.next]);
    });
    transport.stdout(bytes('{"jsonrpc":"2.0","method":"a"}\n{"jsonrpc":"2.0","method":"b"}\n{"jsonrpc":"2.0"'));
    assert.deepEqual(seen, [[0, 2], [1, 2]]);
    transport.stdout(bytes(',"method":"c"}\n'));
    assert.deepEqual(seen.at(-1), [2, 3]);
  });

  it("announces a line that it sends, and a message that it delivers, only then", () => {
    const happened: string[] = [];
    const trace = new RingTrace(new FakeClock(), { session: "test", memoryBytes: 1e9 });
    const transport = new MemoryTransport(() => happened.push("sent"));
    const link = new TappedLink(transport, trace.open({ server: "s", name: "s" }));
    trace.onAppend(({ source }) => happened.push(`announced ${source}`));
    link.onMessages(() => happened.push("delivered"));
    link.send("{}");
    transport.stdout(bytes("{}\n"));
    assert.deepEqual(happened, ["sent", "announced sent", "delivered", "announced stdout"]);
  });

  it("delivers the rows of stdout, faulty ones and junk too, and neither stderr nor host events", () => {
    const { transport, link, text } = stage();
    const delivered: (string | undefined)[] = [];
    link.onMessages((rows) => {
      for (let seq = rows.first; seq < rows.next; seq++) delivered.push(rows.method(seq) ?? rows.kind(seq));
    });
    transport.stdout(bytes('banner\n{"method":"faulty"}\n[{"jsonrpc":"2.0","method":"x"}]\n{}\n'));
    transport.stderr(bytes('{"jsonrpc":"2.0","method":"log"}\n'));
    transport.host({ type: "stdin-closed" });
    assert.deepEqual(delivered, ["junk", "faulty", "batch", "junk"]);
    assert.equal(text().length, 6);
  });

  it("traces a line before it sends it", () => {
    const { sent, link, tracedAtSend, trace } = stage();
    link.send('{"jsonrpc":"2.0","id":1,"method":"ping"}');
    assert.deepEqual(tracedAtSend, [1]);
    assert.deepEqual(sent, ['{"jsonrpc":"2.0","id":1,"method":"ping"}']);
    const row = trace.at(0);
    assert.deepEqual([row?.from, row?.kind, row?.id, row?.ending], ["client", "request", 1, "lf"]);
  });

  it("delivers a last line without a newline when the stream ends", async () => {
    const { transport, link, text } = stage();
    const delivered: Frame[] = [];
    link.onMessages((rows) => delivered.push(...rows));
    transport.stdout(bytes('{"jsonrpc":"2.0","method":"last"}'));
    transport.stderr(bytes("bye"));
    assert.equal(delivered.length, 0);
    transport.finish(EXITED);
    await link.closed;
    assert.deepEqual(delivered.map((frame) => frame.method), ["last"]);
    assert.deepEqual(text(), ['< {"jsonrpc":"2.0","method":"last"}\t# ends without newline', "! bye\t# ends without newline", "x 1"]);
  });

  it("settles closed after its row, which is the last, is in the trace", async () => {
    const { transport, link, trace } = stage();
    let settled = false;
    const rows = link.closed.then((closed) => {
      settled = true;
      return [closed, trace.at(trace.next - 1)?.event] as const;
    });
    await settle();
    assert.equal(settled, false);
    transport.finish(EXITED);
    assert.deepEqual(await rows, [EXITED, { type: "closed", closed: EXITED }]);
  });

  it("neither sends nor traces nor delivers once it is closed", async () => {
    const { transport, link, sent, trace } = stage();
    const delivered: Frame[] = [];
    link.onMessages((rows) => delivered.push(...rows));
    transport.finish(EXITED);
    await link.closed;
    const { next } = trace;
    link.send("{}");
    assert.deepEqual(sent, []);
    assert.equal(trace.next, next);
    // A carrier that goes on all the same is written down, so that its fault can be seen.
    transport.stdout(bytes('{"jsonrpc":"2.0","method":"late"}\n'));
    assert.equal(trace.next, next + 1);
    assert.deepEqual(delivered, []);
  });

  it("closes the transport, which says how it ended", async () => {
    const { link, text } = stage();
    link.close();
    assert.deepEqual(await link.closed, { how: "exited", code: 0, signal: null, asked: true });
    assert.deepEqual(text(), ["x 0\t# asked"]);
  });

  it("is closed, too, when a transport breaks its word and rejects", async () => {
    const trace = new RingTrace(new FakeClock(), { session: "test", memoryBytes: 1e9 });
    const transport: Transport = { open: () => undefined, send: () => undefined, close: () => undefined, closed: Promise.reject(new Error("broken")) };
    const link = new TappedLink(transport, trace.open({ server: "s", name: "s" }));
    assert.deepEqual(await link.closed, { how: "failed", message: "broken" });
    assert.equal(trace.next, 1);
  });

  it("asks for a pause of either stream while the trace waits for its disk", async () => {
    const disk = new FakeDisk(true);
    const trace = new RingTrace(new FakeClock(), { session: "test", memoryBytes: 1e9, spill: disk, parts: { slotBytes: 64, blockShift: 2 } });
    const link = new TappedLink(new MemoryTransport(() => undefined), trace.open({ server: "s", name: "s" }));
    const line = bytes(`${"x".repeat(30)}\n`);
    let asked: Promise<void> | undefined;
    for (let count = 0; !asked && count < 100; count++) asked = link.stdout(line);
    assert.ok(asked && link.stderr(line) === asked);
    assert.equal(trace.evicted.frames, 0);
    const { next } = trace;
    while (disk.pending > 0) {
      disk.finish();
      await settle();
    }
    await asked;
    assert.equal(link.stdout(line), undefined);
    assert.equal(trace.next, next + 1);
  });

  it("has the id of its writer", () => {
    const trace = new RingTrace(new FakeClock(), { session: "test", memoryBytes: 1e9 });
    trace.open({ server: "s", name: "s" });
    const link = new TappedLink(new MemoryTransport(() => undefined), trace.open({ server: "t", name: "t" }));
    assert.equal(trace.link(link.id)?.server, "t");
  });
});
