import assert from "node:assert/strict";
import { Sequence } from "../../../src/core/base/sequence";
import { RingTrace, type RingTraceOptions } from "../../../src/core/trace/ringTrace";
import type { Frame, Rows } from "../../../src/core/wire/frame";
import { FakeClock } from "../../support/fakeClock";
import { Random } from "../../support/random";
import { framesOf } from "../../support/script";

/** Memory in tiny parts, so that rows leave a few at a time. */
const SMALL = { slotBytes: 512, blockShift: 2 };

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

function traceOf(options: Partial<RingTraceOptions> = {}) {
  const clock = new FakeClock(1000);
  const trace = new RingTrace(clock, { session: "test", memoryBytes: 1e9, ...options });
  const batches: (readonly Frame[])[] = [];
  trace.onAppend((rows) => batches.push([...rows]));
  return { clock, trace, writer: trace.open({ server: "a", name: "A" }), batches };
}

describe("ring trace", () => {
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
    assert.deepEqual([...writer.stdout(bytes("a"))], []);
    const rows = [...writer.stdout(bytes("b\nc\n"))];
    const [sent] = writer.sent(bytes("{}"));
    const event = writer.host({ type: "stdin-closed" });
    const stderr = [...writer.stderr(bytes("log\n"))];
    assert.deepEqual(batches, [rows, [sent], [event], stderr]);
    assert.deepEqual([...writer.end("stdout")], []);
    assert.equal(batches.length, 4);
  });

  it("lets the writer's owner act on rows that are in the trace, and announces them afterwards", () => {
    const { trace, writer } = traceOf();
    const happened: string[] = [];
    trace.onAppend((rows) => happened.push(`announced ${rows.first}`));
    const act = (rows: Rows): void => void happened.push(`acted on ${rows.first} of ${trace.next}`);
    writer.stdout(bytes("a\nb\nc"), act);
    writer.sent(bytes("{}"), act);
    writer.end("stdout", act);
    writer.end("stdout", act);
    assert.deepEqual(happened, ["acted on 0 of 2", "announced 0", "acted on 2 of 3", "announced 2", "acted on 3 of 4", "announced 3"]);
  });

  it("announces rows in their order, also those that come of acting on others or of an announcement", () => {
    const { trace, writer } = traceOf();
    const heard: (readonly [who: string, seq: number])[] = [];
    trace.onAppend(({ first }) => {
      heard.push(["one", first]);
      if (first === 1) writer.host({ type: "stdin-closed" });
    });
    trace.onAppend(({ first }) => heard.push(["two", first]));
    writer.stdout(bytes("a\n"), () => {
      writer.sent(bytes("{}"), () => heard.push(["act", 1]));
      heard.push(["act", 0]);
    });
    assert.deepEqual(heard, [["act", 1], ["one", 0], ["two", 0], ["one", 1], ["two", 1], ["one", 2], ["two", 2], ["act", 0]]);
  });

  it("announces rows although acting on them failed", () => {
    const { trace, writer, batches } = traceOf();
    assert.throws(() => writer.sent(bytes("{}"), () => {
      throw new Error("broken");
    }), /broken/);
    assert.deepEqual(batches.map((frames) => frames.length), [1]);
    writer.sent(bytes("{}"));
    assert.deepEqual([batches.length, trace.next], [2, 2]);
  });

  it("keeps rows that are acted upon, whatever that adds to the trace", () => {
    const clock = new FakeClock(1000);
    const trace = new RingTrace(clock, { session: "test", memoryBytes: 1, parts: { slotBytes: 64, blockShift: 2 } });
    const writer = trace.open({ server: "s", name: "S" });
    const seen: (string | undefined)[] = [];
    writer.stdout(bytes('{"jsonrpc":"2.0","method":"a"}\n{"jsonrpc":"2.0","method":"b"}\n'), (rows) => {
      for (let seq = rows.first; seq < rows.next; seq++) {
        for (let more = 0; more < 20; more++) writer.sent(bytes('{"jsonrpc":"2.0","method":"answer"}'));
        seen.push(rows.method(seq));
      }
    });
    assert.deepEqual(seen, ["a", "b"]);
    writer.sent(bytes("{}"));
    assert.ok(trace.first > 30, `the rows leave afterwards, but the first is ${trace.first}`);
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
    assert.deepEqual([...writer.stdout(bytes(`${lines.join("\n")}\n`))].map(({ kind, junk, id }) => junk ?? [kind, id]), [["result", 1], "not-json", "empty", "empty-batch", ["request", "1"]]);
  });

  it("keeps the head of a line over the cap, says how much is missing, and does not call it a message", () => {
    const { writer } = traceOf({ capBytes: 10 });
    const [long, next] = writer.stdout(bytes('{"jsonrpc":"2.0","method":"a"}\n{}\n'));
    assert.deepEqual([long?.kind, long?.junk, long?.size, long?.dropped, long?.text(), long?.message()], ["junk", "too-long", 30, 20, '{"jsonrpc"', undefined]);
    assert.equal(next?.junk, "not-message");
    const [log] = writer.stderr(bytes("0123456789abc\n"));
    assert.deepEqual([log?.kind, log?.junk, log?.dropped], ["stderr", undefined, 3]);
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

  it("lets the oldest rows leave when memory is short, and counts them", () => {
    const { trace, writer } = traceOf({ memoryBytes: 4096, parts: SMALL });
    for (let count = 0; count < 100; count++) writer.stdout(bytes(`${String(count % 10).repeat(200)}\n`));
    assert.ok(trace.first > 80 && trace.first < 98, `first is ${trace.first}`);
    assert.equal(trace.next, 100);
    assert.deepEqual(trace.evicted, { frames: trace.first, bytes: 200 * trace.first });
    assert.equal(trace.at(trace.first - 1), undefined);
    assert.equal(trace.at(trace.first)?.text()[0], String(trace.first % 10));
    assert.deepEqual([trace.at(-1), trace.at(0.5), trace.at(100)], [undefined, undefined, undefined]);
    assert.ok(trace.memory <= 4096, `memory is ${trace.memory}`);
  });

  it("lets them leave a few at a time, and not a whole slot of them when it is used again", () => {
    const { trace, writer } = traceOf({ memoryBytes: 64 * 1024, parts: { slotBytes: 8192, blockShift: 4 } });
    let most = 0;
    for (let count = 0; count < 3000; count++) {
      const before = trace.first;
      writer.stdout(bytes(`${"x".repeat(99)}\n`));
      most = Math.max(most, trace.first - before);
    }
    assert.ok(trace.first > 2000 && most <= 16, `first is ${trace.first}, and ${most} rows left at once`);
  });

  it("counts rows without bytes against the budget too", () => {
    const { trace, writer } = traceOf({ memoryBytes: 10_000, parts: SMALL });
    for (let count = 0; count < 100; count++) writer.stdout(new Uint8Array(10).fill(0x0a));
    assert.ok(trace.next === 1000 && trace.first > 700, `first is ${trace.first}`);
  });

  it("keeps the newest rows whatever they take, until others have come", () => {
    const { trace, writer, batches } = traceOf({ memoryBytes: 1, parts: SMALL });
    writer.stdout(bytes(`a\n${"b".repeat(5000)}\nc\n`));
    assert.deepEqual([trace.first, trace.next], [0, 3]);
    writer.stdout(bytes("d\n"));
    assert.deepEqual([trace.first, trace.at(3)?.text()], [3, "d"]);
    assert.deepEqual(batches.map((frames) => frames.map(({ seq, held }) => [seq, held])), [[[0, false], [1, false], [2, false]], [[3, true]]]);
  });

  it("goes by a budget that changes while it runs", () => {
    const options = { memoryBytes: 1e6, parts: SMALL };
    const clock = new FakeClock();
    const trace = new RingTrace(clock, { session: "test", ...options, get memoryBytes() { return options.memoryBytes; } });
    const writer = trace.open({ server: "a", name: "A" });
    for (let count = 0; count < 100; count++) writer.stdout(bytes(`${"x".repeat(200)}\n`));
    assert.equal(trace.first, 0);
    options.memoryBytes = 4096;
    writer.stdout(bytes("y\n"));
    assert.ok(trace.first > 70 && trace.memory <= 4096, `first is ${trace.first}, memory ${trace.memory}`);
  });

  it("keeps what was handed out when its memory is used again", () => {
    const { trace, writer } = traceOf({ memoryBytes: 4096, parts: SMALL });
    writer.stdout(bytes('{"jsonrpc":"2.0","id":"a","method":"b"}\n'));
    const frame = trace.at(0);
    const taken = frame?.bytes();
    for (let count = 0; count < 100; count++) writer.stdout(bytes(`${"x".repeat(200)}\n`));
    assert.ok(trace.first > 0);
    assert.equal(Buffer.from(taken ?? []).toString(), '{"jsonrpc":"2.0","id":"a","method":"b"}');
    // The columns of a row stay with its frame, the bytes do not.
    assert.deepEqual([frame?.held, frame?.id, frame?.method, frame?.size, frame?.bytes().length, frame?.text(), frame?.message()], [false, "a", "b", 39, 0, "", undefined]);
  });

  it("gives one and the same frame to all who ask", () => {
    const { trace, writer, batches } = traceOf();
    const [row] = writer.stdout(bytes("{}\n"));
    assert.equal(trace.at(0), row);
    assert.equal(batches[0]?.[0], row);
  });

  it("lets listeners write while they are told of rows", () => {
    const { trace, writer } = traceOf({ memoryBytes: 1, parts: SMALL });
    const seen: string[] = [];
    trace.onAppend((rows) => {
      if (rows.source === "stdout") for (const frame of rows) writer.sent(frame.bytes());
    });
    trace.onAppend((rows) => seen.push(...[...rows].map((frame) => `${frame.seq} ${frame.from} ${frame.text()}`)));
    writer.stdout(bytes("a\nb\n"));
    assert.deepEqual(seen, ["0 server a", "1 server b", "2 client a", "3 client b"]);
  });

  it("says what was evicted since the last clear", () => {
    const { trace, writer } = traceOf({ memoryBytes: 1, parts: SMALL });
    const write = (): void => {
      for (let line = 0; line < 100; line++) writer.stdout(bytes(`${"x".repeat(200)}\n`));
    };
    write();
    assert.ok(trace.evicted.frames > 0);
    trace.clear();
    assert.deepEqual(trace.evicted, { frames: 0, bytes: 0 });
    const { next } = trace;
    write();
    assert.deepEqual(trace.evicted, { frames: trace.first - next, bytes: 200 * (trace.first - next) });
  });

  it("drops everything on clear, goes on with the sequence and does not call it evicted", () => {
    const { trace, writer } = traceOf({ parts: SMALL });
    writer.stdout(bytes(`a\n${"b".repeat(1000)}\nunfi`));
    const frame = trace.at(1);
    let cleared = 0;
    trace.onClear(() => cleared++);
    trace.clear();
    assert.deepEqual([trace.first, trace.next, trace.at(1), cleared, trace.evicted, frame?.held], [2, 2, undefined, 1, { frames: 0, bytes: 0 }, false]);
    writer.stdout(bytes("nished\n"));
    assert.deepEqual([trace.first, trace.next, trace.at(2)?.text()], [2, 3, "unfinished"]);
  });

  it("says the same of large lines whether they are parsed at once or later", () => {
    const { trace, writer } = traceOf();
    const large = `{"jsonrpc":"2.0","id":1,"result":{"isError":true,"text":"${"x".repeat(40_000)}"}}`;
    writer.stdout(bytes(large.slice(0, 39_000)));
    const [frame] = writer.stdout(bytes(`${large.slice(39_000)}\n`));
    assert.equal(frame?.message(), trace.at(0)?.message());
    assert.deepEqual([frame?.kind, frame?.id, trace.columns.toolError(0)], ["result", 1, true]);
  });

  it("knows what a message relates to", () => {
    const { trace, writer } = traceOf();
    const relations: readonly (readonly [line: string, token: unknown, toolError: boolean])[] = [
      ['{"jsonrpc":"2.0","id":1,"method":"a","params":{"_meta":{"progressToken":1}}}', 1, false],
      ['{"jsonrpc":"2.0","id":1,"method":"a","params":{"_meta":{"progressToken":"1"}}}', "1", false],
      ['{"jsonrpc":"2.0","id":1,"method":"a","params":{"_meta":{"progressToken":null}}}', undefined, false],
      ['{"jsonrpc":"2.0","id":1,"method":"a","params":{"progressToken":1}}', undefined, false],
      ['{"id":1,"method":"a","params":{"_meta":{"progressToken":2}}}', 2, false],
      ['{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":7}}', 7, false],
      [`{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"${"t".repeat(300)}"}}`, "t".repeat(300), false],
      ['{"jsonrpc":"2.0","method":"notifications/progress","params":{"x":{"progressToken":7}}}', undefined, false],
      ['{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"r"}}', "r", false],
      ['{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"request\\u0049d":"r"}}', "r", false],
      ['{"jsonrpc":"2.0","method":"notifications/other","params":{"requestId":"r","progressToken":1}}', undefined, false],
      ['{"jsonrpc":"2.0","id":5,"result":{"isError":true}}', undefined, true],
      ['{"jsonrpc":"2.0","id":5,"result":{"is\\u0045rror":true}}', undefined, true],
      ['{"jsonrpc":"2.0","id":5,"result":{"content":{"isError":true}}}', undefined, false],
      ['{"jsonrpc":"2.0","id":5,"result":{"isError":false}}', undefined, false],
    ];
    for (const [line] of relations) writer.stdout(bytes(`${line}\n`));
    assert.deepEqual(relations.map(([line], seq) => [line, trace.columns.token(seq), trace.columns.toolError(seq)]), relations);
  });

  it("refuses to read columns of rows that it does not hold", () => {
    const { trace, writer } = traceOf();
    writer.stdout(bytes("a\n"));
    assert.throws(() => trace.columns.kind(1), /Row 1 is not held; the rows are \[0, 1\)/);
    assert.throws(() => trace.columns.kind(-1), RangeError);
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
