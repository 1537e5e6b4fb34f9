import assert from "node:assert/strict";
import { Sequence } from "../../../src/core/base/sequence";
import { MemoryTrace } from "../../../src/core/trace/memoryTrace";
import type { Frame } from "../../../src/core/wire/frame";
import { splits } from "../../support/chunks";
import { FakeClock } from "../../support/fakeClock";
import { Random, rounds } from "../../support/random";
import { framesOf } from "../../support/script";

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

function traceOf(options: { budgetBytes?: number; capBytes?: number } = {}) {
  const clock = new FakeClock(1000);
  const trace = new MemoryTrace(clock, { budgetBytes: 1e9, ...options });
  const batches: (readonly Frame[])[] = [];
  trace.onAppend((frames) => batches.push(frames));
  return { clock, trace, writer: trace.open({ server: "a", name: "A" }), batches };
}

describe("memory trace", () => {
  it("stamps sequence, link and the arrival of the chunk that ended the line", async () => {
    const { clock, trace, writer } = traceOf();
    writer.stdout(bytes("one\ntwo\nth"));
    await clock.advance(5);
    writer.stdout(bytes("ree\n"));
    writer.sent(bytes("{}"));
    assert.deepEqual(framesOf(trace).map(({ seq, time, link, from }) => [seq, time, link, from]), [[0, 1000, 1, "server"], [1, 1000, 1, "server"], [2, 1005, 1, "server"], [3, 1005, 1, "client"]]);
  });

  it("announces each chunk once, with all its rows, and a chunk without a whole line not at all", () => {
    const { writer, batches } = traceOf();
    assert.deepEqual(writer.stdout(bytes("a")), []);
    const rows = writer.stdout(bytes("b\nc\n"));
    const sent = writer.sent(bytes("{}"));
    const event = writer.host({ type: "stdin-closed" });
    const stderr = writer.stderr(bytes("log\n"));
    assert.deepEqual(batches, [rows, [sent], [event], stderr]);
    assert.deepEqual(writer.end("stdout"), []);
    assert.equal(batches.length, 4);
  });

  it("fills the columns of a message, of junk, of stderr and of a host event", () => {
    const { trace, writer } = traceOf();
    writer.stdout(bytes('{"id":7,"method":"ping"}\r\noops\n'));
    writer.stderr(bytes("warn"));
    writer.end("stderr");
    writer.host({ type: "signal", signal: "SIGTERM" });
    const columns = framesOf(trace).map(({ kind, id, method, fault, junk, event, ending, size, dropped }) => ({ kind, id, method, fault, junk, event, ending, size, dropped }));
    const none = { id: undefined, method: undefined, fault: undefined, junk: undefined, event: undefined, dropped: 0 };
    assert.deepEqual(columns, [
      { ...none, kind: "request", id: 7, method: "ping", fault: "jsonrpc-missing", ending: "crlf", size: 24 },
      { ...none, kind: "junk", junk: "not-json", ending: "lf", size: 4 },
      { ...none, kind: "stderr", ending: "none", size: 4 },
      { ...none, kind: "host", event: { type: "signal", signal: "SIGTERM" }, ending: "none", size: 0 },
    ]);
  });

  it("decodes bytes, text and message exactly", () => {
    const { writer } = traceOf();
    const [message, broken, scalar, blank] = writer.stdout(new Uint8Array(Buffer.from('{"a":"é\xff"}\n{oops\n42\n \n', "latin1")));
    assert.deepEqual([...(message?.bytes() ?? [])], [...Buffer.from('{"a":"é\xff"}', "latin1")]);
    assert.equal(message?.text(), '{"a":"\ufffd\ufffd"}');
    assert.deepEqual(message?.message(), { a: "\ufffd\ufffd" });
    assert.deepEqual([broken, scalar, blank].map((frame) => frame?.message()), [undefined, 42, undefined]);
    const [log] = writer.stderr(bytes('{"level":"info"}\n'));
    assert.deepEqual(log?.message(), { level: "info" });
    const event = writer.host({ type: "stdin-closed" });
    assert.deepEqual([event.bytes().length, event.text(), event.message()], [0, "", undefined]);
  });

  it("shares one parse among those who ask in one turn", () => {
    const { writer } = traceOf();
    const [small, large] = writer.stdout(bytes(`{"jsonrpc":"2.0","method":"a"}\n{"jsonrpc":"2.0","id":1,"result":{"text":"${"x".repeat(40_000)}"}}\n`));
    assert.equal(small?.message(), small?.message());
    assert.equal(large?.message(), large?.message());
  });

  it("judges large lines as it judges small ones", () => {
    const { writer } = traceOf();
    const pad = " ".repeat(40_000);
    const lines = [`{"jsonrpc":"2.0","id":1,"result":{}${pad}}`, `oops${pad}`, pad, `[]${pad}`, `{"jsonrpc":"2.0","id":"1","method":"a"${pad}}`];
    assert.deepEqual(writer.stdout(bytes(`${lines.join("\n")}\n`)).map(({ kind, junk, id }) => junk ?? [kind, id]), [["result", 1], "not-json", "empty", "empty-batch", ["request", "1"]]);
  });

  it("keeps the head of a line over the cap, says how much is missing, and does not call it a message", () => {
    const { writer } = traceOf({ capBytes: 10 });
    const [long, next] = writer.stdout(bytes('{"jsonrpc":"2.0","method":"a"}\n{}\n'));
    assert.deepEqual([long?.kind, long?.junk, long?.size, long?.dropped, long?.text(), long?.message()], ["junk", "too-long", 30, 20, '{"jsonrpc"', undefined]);
    assert.equal(next?.junk, "not-message");
    const [log] = writer.stderr(bytes("0123456789abc\n"));
    assert.deepEqual([log?.kind, log?.junk, log?.dropped], ["stderr", undefined, 3]);
  });

  it("has the same rows under all splits", () => {
    const random = new Random(21);
    const stream = '{"jsonrpc":"2.0","id":1,"result":{"a":"é€😀"}}\r\nnoise\n\n[]\n{"jsonrpc":"2.0","method":"a"}';
    const rowsOf = (chunks: readonly Uint8Array[]): unknown => {
      const { trace, writer } = traceOf({ capBytes: 40 });
      for (const chunk of chunks) writer.stdout(chunk);
      writer.end("stdout");
      return framesOf(trace).map((frame) => ({ ...frame, line: frame.text(), parsed: undefined }));
    };
    const expected = rowsOf([bytes(stream)]);
    for (const chunks of splits(bytes(stream), random, rounds(100, 3000))) assert.deepEqual(rowsOf(chunks), expected);
  });

  it("numbers the runs of each server and keeps their names", async () => {
    const { clock, trace } = traceOf();
    await clock.advance(1);
    trace.open({ server: "b", name: "B" });
    trace.open({ server: "a", name: "A again" });
    assert.deepEqual(trace.links(), [
      { link: 1, server: "a", name: "A", run: 1, opened: 1000 },
      { link: 2, server: "b", name: "B", run: 1, opened: 1001 },
      { link: 3, server: "a", name: "A again", run: 2, opened: 1001 },
    ]);
    assert.equal(trace.link(3)?.run, 2);
    assert.deepEqual([trace.link(0), trace.link(4)], [undefined, undefined]);
  });

  it("keeps the streams of a link and of several links apart", () => {
    const { trace, writer } = traceOf();
    const other = trace.open({ server: "b", name: "B" });
    writer.stdout(bytes("a"));
    writer.stderr(bytes("b"));
    other.stdout(bytes("c"));
    writer.stdout(bytes("1\n"));
    writer.stderr(bytes("2\n"));
    other.stdout(bytes("3\n"));
    assert.deepEqual(framesOf(trace).map((frame) => [frame.link, frame.kind, frame.text()]), [[1, "junk", "a1"], [1, "stderr", "b2"], [2, "junk", "c3"]]);
  });

  it("lets the oldest rows leave when the budget is spent, and counts them", () => {
    const { trace, writer } = traceOf({ budgetBytes: 2000 });
    for (let count = 0; count < 10; count++) writer.stdout(bytes(`${String(count).repeat(400)}\n`));
    assert.deepEqual([trace.first, trace.next], [7, 10]);
    assert.deepEqual(trace.evicted, { frames: 7, bytes: 2800 });
    assert.equal(trace.at(6), undefined);
    assert.equal(trace.at(7)?.text()[0], "7");
    assert.deepEqual([trace.at(-1), trace.at(10)], [undefined, undefined]);
  });

  it("counts rows without bytes against the budget too", () => {
    const { trace, writer } = traceOf({ budgetBytes: 10_000 });
    writer.stdout(new Uint8Array(1000).fill(0x0a));
    assert.ok(trace.next === 1000 && trace.first > 950, `first is ${trace.first}`);
  });

  it("keeps the newest row however large it is, and announces rows that have left already", () => {
    const { trace, writer, batches } = traceOf({ budgetBytes: 1 });
    writer.stdout(bytes("a\nb\nc\n"));
    assert.deepEqual([trace.first, trace.next, trace.at(2)?.text()], [2, 3, "c"]);
    assert.deepEqual(batches[0]?.map((frame) => frame.text()), ["a", "b", "c"]);
  });

  it("drops everything on clear, goes on with the sequence and does not call it evicted", () => {
    const { trace, writer } = traceOf({ budgetBytes: 2000 });
    writer.stdout(bytes(`a\n${"b".repeat(1000)}\n`));
    let cleared = 0;
    trace.onClear(() => cleared++);
    trace.clear();
    assert.deepEqual([trace.first, trace.next, trace.at(1), cleared, trace.evicted], [2, 2, undefined, 1, { frames: 0, bytes: 0 }]);
    writer.stdout(bytes(`${"c".repeat(1500)}\n`));
    assert.deepEqual([trace.first, trace.next], [2, 3]);
  });
});

describe("sequence", () => {
  it("keeps its indexes whatever is added and removed", () => {
    const random = new Random(22);
    const sequence = new Sequence<number>();
    let [first, next] = [0, 0];
    for (let round = 0; round < 20_000; round++) {
      const growing = Math.floor(round / 5000) % 2 === 0;
      if (random.next() < (growing ? 0.9 : 0.2)) assert.equal(sequence.push(next), next++);
      else assert.equal(sequence.shift(), first < next ? first++ : undefined);
      assert.deepEqual([sequence.first, sequence.next, sequence.length], [first, next, next - first]);
      for (const index of [first - 1, first, next - 1, next]) assert.equal(sequence.at(index), index >= first && index < next ? index : undefined);
    }
    sequence.clear();
    assert.deepEqual([sequence.first, sequence.next, sequence.length, sequence.shift()], [next, next, 0, undefined]);
    assert.equal(sequence.push(next), next);
  });

  it("removes the oldest of 200,000 two million times without moving the others each time", () => {
    // Moving them would be terabytes, so it does not come to an end here.
    const sequence = new Sequence<number>();
    for (let index = 0; index < 2_200_000; index++) {
      sequence.push(index);
      if (index >= 200_000) sequence.shift();
    }
    assert.deepEqual([sequence.first, sequence.length, sequence.at(sequence.first)], [2_000_000, 200_000, 2_000_000]);
  });
});
