import assert from "node:assert/strict";
import type { Exchange, TrafficRow } from "../../../src/core/trace/exchange";
import { ExchangeFold } from "../../../src/core/trace/exchangeFold";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import type { FrameWriter } from "../../../src/core/wire/frame";
import { FakeClock } from "../../support/fakeClock";
import { FakeDisk } from "../../support/fakeDisk";
import { mutate, randomMessage } from "../../support/jsonFuzz";
import { Random, rounds } from "../../support/random";
import { play } from "../../support/script";

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

/** `> text` and `< text` lines on one link, as in a script, without a client that would have to send them. */
function write(writer: FrameWriter, script: string): void {
  for (const line of script.split("\n").map((text) => text.trim()).filter((text) => text !== "")) {
    const text = line.slice(2);
    if (line.startsWith(">")) writer.sent(bytes(text));
    else if (line.startsWith("!")) writer.stderr(bytes(`${text}\n`));
    else if (line.startsWith("x")) writer.host({ type: "closed", closed: { how: "exited", code: Number(text), signal: null, asked: false } });
    else writer.stdout(bytes(`${text}\n`));
  }
}

/** Sizes so small that every row is a block of columns and leaves by itself. */
const SLOT = 1024;
const ROW_BYTES = 34;

/** @param rows as many are held; by default all of them */
function stage(rows = Number.POSITIVE_INFINITY) {
  const clock = new FakeClock(100);
  const memoryBytes = 4 * SLOT + rows * ROW_BYTES;
  const trace = new RingTrace(clock, { session: "test", memoryBytes, spill: new FakeDisk(), parts: { slotBytes: SLOT, blockShift: 0 } });
  const fold = new ExchangeFold(trace);
  const writer = trace.open({ server: "s", name: "s" });
  return { clock, trace, fold, writer };
}

function fold(script: string): ExchangeFold {
  const { writer, fold: folded } = stage();
  write(writer, script);
  return folded;
}

/** One short line for each row, oldest first. */
function show(exchanges: ExchangeFold, link = 1): readonly string[] {
  return exchanges.rows(link, 1000).rows.toReversed().map(showRow);
}

function showRow(row: TrafficRow): string {
  if (row.type === "frame") return `${row.seq} frame`;
  const { sender, id, method, subject, status, answer, extraAnswers, notes, reason } = row.exchange;
  const parts = [`${row.seq} ${sender} ${JSON.stringify(id)} ${method}`];
  if (subject !== undefined) parts.push(`of ${subject}`);
  parts.push(answer === undefined ? status : `${status} by ${answer}`);
  if (reason !== undefined) parts.push(`(${reason})`);
  if (extraAnswers.length > 0) parts.push(`extra ${extraAnswers.join(" ")}`);
  if (notes.length > 0) parts.push(`notes ${notes.join(" ")}`);
  return parts.join(" ");
}

const CASES: readonly (readonly [name: string, script: string, expected: readonly string[]])[] = [
  [
    "a request with its result is one row, at the place of the request",
    `> {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo"}}
     < {"jsonrpc":"2.0","method":"notifications/message","params":{}}
     < {"jsonrpc":"2.0","id":1,"result":{"content":[]}}`,
    ['0 client 1 tools/call of echo ok by 2', "1 frame"],
  ],
  [
    "answers are told apart by the type of their id",
    `> {"jsonrpc":"2.0","id":1,"method":"a"}
     > {"jsonrpc":"2.0","id":"1","method":"b"}
     < {"jsonrpc":"2.0","id":"1","result":{}}`,
    ["0 client 1 a pending", '1 client "1" b ok by 2'],
  ],
  [
    "both sides ask, each with its own ids",
    `> {"jsonrpc":"2.0","id":1,"method":"tools/list"}
     < {"jsonrpc":"2.0","id":1,"method":"roots/list"}
     > {"jsonrpc":"2.0","id":1,"result":{"roots":[]}}
     < {"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"broken"}}`,
    ["0 client 1 tools/list error by 3 (-32603: broken)", "1 server 1 roots/list ok by 2"],
  ],
  [
    "a resource is what its request is about",
    '> {"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"file:///a"}}',
    ["0 client 1 resources/read of file:///a pending"],
  ],
  [
    "a tool that failed is no protocol error",
    `> {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"t"}}
     < {"jsonrpc":"2.0","id":1,"result":{"isError":true,"content":[{"type":"image"},{"type":"text","text":"no such file"}]}}
     > {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"t"}}
     < {"jsonrpc":"2.0","id":2,"result":{"isError":true,"content":"odd"}}
     > {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"t"}}
     < {"jsonrpc":"2.0","id":3,"result":{"isError":"true"}}`,
    ["0 client 1 tools/call of t tool-error by 1 (no such file)", "2 client 2 tools/call of t tool-error by 3", "4 client 3 tools/call of t ok by 5"],
  ],
  [
    "an answer that is no valid answer is malformed",
    `> {"jsonrpc":"2.0","id":1,"method":"a"}
     < {"id":1,"result":{}}
     > {"jsonrpc":"2.0","id":2,"method":"a"}
     < {"jsonrpc":"2.0","id":2,"result":{},"error":{"code":1,"message":"x"}}
     > {"jsonrpc":"2.0","id":3,"method":"a"}
     < {"jsonrpc":"2.0","id":3,"error":"x"}`,
    ['0 client 1 a malformed by 1 (no "jsonrpc": "2.0")', "2 client 2 a malformed by 3 (both result and error)", "4 client 3 a malformed by 5 (an error without integer code and string message)"],
  ],
  [
    "progress belongs to the request with its token, also after the answer",
    `> {"jsonrpc":"2.0","id":1,"method":"a","params":{"_meta":{"progressToken":"t"}}}
     > {"jsonrpc":"2.0","id":2,"method":"b","params":{"_meta":{"progressToken":7}}}
     < {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":7,"progress":1}}
     < {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"t","progress":1}}
     < {"jsonrpc":"2.0","id":1,"result":{}}
     < {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"t","progress":2}}
     < {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"7","progress":1}}
     < {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":{}}}
     < {"jsonrpc":"2.0","method":"notifications/progress"}
     > {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"t","progress":1}}`,
    ["0 client 1 a ok by 4 notes 3 5", "1 client 2 b pending notes 2", "6 frame", "7 frame", "8 frame", "9 frame"],
  ],
  [
    "a cancelled request is over, and its answer is an extra one",
    `> {"jsonrpc":"2.0","id":1,"method":"a"}
     > {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1,"reason":"user"}}
     < {"jsonrpc":"2.0","id":1,"result":{}}`,
    ["0 client 1 a cancelled (user) extra 2 notes 1"],
  ],
  [
    "only the sender cancels, by the typed id, and not what has been answered",
    `> {"jsonrpc":"2.0","id":1,"method":"a"}
     < {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}
     > {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"1"}}
     > {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":null}}
     < {"jsonrpc":"2.0","id":1,"result":{}}
     > {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}`,
    ["0 client 1 a ok by 4 notes 5", "1 frame", "2 frame", "3 frame"],
  ],
  [
    "a second answer is an extra one",
    `> {"jsonrpc":"2.0","id":1,"method":"a"}
     < {"jsonrpc":"2.0","id":1,"result":{}}
     < {"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"x"}}
     < {"jsonrpc":"2.0","id":1,"result":{}}`,
    ["0 client 1 a ok by 1 extra 2 3"],
  ],
  [
    "answers to nothing are rows of their own",
    `< {"jsonrpc":"2.0","id":9,"result":{}}
     < {"jsonrpc":"2.0","result":{}}
     < {"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"parse error"}}
     > {"jsonrpc":"2.0","id":1,"method":"a"}
     > {"jsonrpc":"2.0","id":1,"result":{}}`,
    ["0 frame", "1 frame", "2 frame", "3 client 1 a pending", "4 frame"],
  ],
  [
    "a request without a usable id is a row of its own",
    `> {"jsonrpc":"2.0","id":null,"method":"a"}
     > {"jsonrpc":"2.0","id":{},"method":"a"}
     < {"jsonrpc":"2.0","id":null,"error":{"code":1,"message":"x"}}`,
    ["0 frame", "1 frame", "2 frame"],
  ],
  [
    "a request without a usable method is answered all the same",
    `> {"jsonrpc":"2.0","id":1,"method":5}
     < {"jsonrpc":"2.0","id":1,"error":{"code":-32600,"message":"Invalid Request"}}`,
    ["0 client 1  error by 1 (-32600: Invalid Request)"],
  ],
  [
    "two requests under one id are answered in their order",
    `> {"jsonrpc":"2.0","id":1,"method":"a"}
     > {"jsonrpc":"2.0","id":1,"method":"b"}
     > {"jsonrpc":"2.0","id":1,"method":"c"}
     < {"jsonrpc":"2.0","id":1,"result":{}}
     > {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}
     < {"jsonrpc":"2.0","id":1,"result":{}}
     < {"jsonrpc":"2.0","id":1,"result":{}}`,
    ["0 client 1 a ok by 3", "1 client 1 b cancelled notes 4", "2 client 1 c ok by 5 extra 6"],
  ],
  [
    "an id may be used again after its answer",
    `> {"jsonrpc":"2.0","id":1,"method":"a"}
     < {"jsonrpc":"2.0","id":1,"result":{}}
     > {"jsonrpc":"2.0","id":1,"method":"b"}
     < {"jsonrpc":"2.0","id":1,"result":{}}`,
    ["0 client 1 a ok by 1", "2 client 1 b ok by 3"],
  ],
  [
    "what waits for an answer when the link ends is closed",
    `> {"jsonrpc":"2.0","id":1,"method":"a"}
     < {"jsonrpc":"2.0","id":1,"method":"b"}
     > {"jsonrpc":"2.0","id":2,"method":"c"}
     < {"jsonrpc":"2.0","id":2,"result":{}}
     x 1`,
    ["0 client 1 a closed", "1 server 1 b closed", "2 client 2 c ok by 3", "4 frame"],
  ],
  [
    "stray lines and notifications have rows of their own, stderr has none",
    `< Server running
     ! log
     > {"jsonrpc":"2.0","method":"notifications/initialized"}
     ! {"jsonrpc":"2.0","id":1,"method":"a"}
     <  `,
    ["0 frame", "2 frame", "4 frame"],
  ],
  [
    "the members of a batch are taken one by one",
    `> [{"jsonrpc":"2.0","id":1,"method":"a"},{"jsonrpc":"2.0","id":2,"method":"b","params":{"_meta":{"progressToken":2}}}]
     < [{"jsonrpc":"2.0","id":2,"result":{}},{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":2}}]
     < [{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"x"}},{"jsonrpc":"2.0","method":"notifications/message"}]
     < [{"jsonrpc":"2.0","id":1,"result":{}},5,[],{}]`,
    ["0 client 1 a error by 2 (1: x) extra 3", "0 client 2 b ok by 1 notes 1", "2 frame", "3 frame"],
  ],
];

describe("exchange fold", () => {
  for (const [name, script, expected] of CASES) {
    it(name, () => {
      assert.deepEqual(show(fold(script)), expected);
    });

    it(`${name}, when folded afterwards`, () => {
      const { writer, trace } = stage();
      write(writer, script);
      assert.deepEqual(show(new ExchangeFold(trace)), expected);
    });
  }

  it("knows when an exchange began and ended", async () => {
    const { clock, fold: folded, writer } = stage();
    write(writer, '> {"jsonrpc":"2.0","id":1,"method":"a"}\n> {"jsonrpc":"2.0","id":2,"method":"a"}\n> {"jsonrpc":"2.0","id":3,"method":"a"}');
    await clock.advance(25);
    write(writer, '< {"jsonrpc":"2.0","id":1,"result":{}}');
    await clock.advance(25);
    write(writer, '> {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":2}}');
    assert.deepEqual(folded.pending(1).map((exchange) => [exchange.id, exchange.ended]), [[3, undefined]]);
    await clock.advance(25);
    write(writer, "x 0");
    assert.deepEqual([0, 1, 2].map((seq) => [folded.of(seq)?.started, folded.of(seq)?.ended]), [[100, 125], [100, 150], [100, 175]]);
    assert.deepEqual(folded.pending(1), []);
  });

  it("lists what is pending, oldest first", () => {
    const folded = fold(`
      > {"jsonrpc":"2.0","id":1,"method":"a"}
      < {"jsonrpc":"2.0","id":7,"method":"b"}
      > {"jsonrpc":"2.0","id":2,"method":"c"}
      < {"jsonrpc":"2.0","id":1,"result":{}}`);
    assert.deepEqual(folded.pending(1).map((exchange) => exchange.method), ["b", "c"]);
    assert.deepEqual(folded.pending(2), []);
  });

  it("finds the exchange of each of its rows", () => {
    const folded = fold(`
      > {"jsonrpc":"2.0","id":1,"method":"a","params":{"_meta":{"progressToken":1}}}
      < {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":1}}
      < {"jsonrpc":"2.0","id":1,"result":{}}
      < {"jsonrpc":"2.0","id":1,"result":{}}
      > {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}
      < noise`);
    const found = [0, 1, 2, 3, 4, 5, 6].map((seq) => folded.of(seq)?.request);
    assert.deepEqual(found, [0, 0, 0, 0, 0, undefined, undefined]);
  });

  it("gives the newest rows of a link, newest first, and how many there are", () => {
    const folded = fold("< a\n< b\n< c");
    assert.deepEqual(folded.rows(1, 2), { rows: [{ type: "frame", seq: 2 }, { type: "frame", seq: 1 }], total: 3 });
    assert.deepEqual(folded.rows(1, 0), { rows: [], total: 3 });
    assert.deepEqual(folded.rows(2, 2), { rows: [], total: 0 });
  });

  it("keeps links apart", () => {
    const { trace, fold: folded, writer } = stage();
    const other = trace.open({ server: "t", name: "t" });
    write(writer, '> {"jsonrpc":"2.0","id":1,"method":"a"}');
    write(other, '> {"jsonrpc":"2.0","id":1,"method":"b"}\n< {"jsonrpc":"2.0","id":1,"result":{}}\nx 0');
    assert.deepEqual([show(folded, 1), show(folded, 2)], [["0 client 1 a pending"], ["1 client 1 b ok by 2", "3 frame"]]);
  });

  it("announces each batch at most once, with the links whose rows changed", () => {
    const { trace, fold: folded, writer } = stage();
    const other = trace.open({ server: "t", name: "t" });
    const seen: (readonly number[])[] = [];
    folded.onChange((links) => seen.push([...links]));
    writer.stdout(bytes("a\nb\nc\n"));
    writer.stderr(bytes("log\n"));
    other.stdout(bytes("d\n"));
    trace.clear();
    trace.clear();
    assert.deepEqual(seen, [[1], [2], [1, 2]]);
  });

  it("tells those who act on rows, before these are announced, what has become of them, and each row once", () => {
    const { trace, fold: folded, writer } = stage();
    let asked: readonly string[] = [];
    let changes = 0;
    folded.onChange(() => changes++);
    writer.sent(bytes('{"jsonrpc":"2.0","id":1,"method":"a"}'), () => void (asked = show(folded)));
    assert.deepEqual([asked, changes], [["0 client 1 a pending"], 1]);
    writer.stdout(bytes('x\n{"jsonrpc":"2.0","id":1,"result":{}}\ny\n'), () => void (asked = show(folded)));
    assert.deepEqual([asked, changes], [["0 client 1 a ok by 2", "1 frame", "3 frame"], 2]);
    assert.deepEqual([show(folded), trace.next], [asked, 4]);
  });

  it("is right whenever somebody asks, however many rows nobody asked for before", () => {
    const { fold: folded, writer } = stage();
    const count = 3000;
    for (let id = 1; id <= count; id++) {
      writer.sent(bytes(`{"jsonrpc":"2.0","id":${id},"method":"a"}`));
      if (id < count) writer.stdout(bytes(`{"jsonrpc":"2.0","id":${id},"result":{}}\n`));
    }
    assert.deepEqual(folded.pending(1).map(({ id }) => id), [count]);
    assert.equal(folded.of(0)?.status, "ok");
    assert.equal(folded.rows(1, 1).total, count);
    // From now on somebody holds an exchange, and it does not fall behind.
    const last = folded.of(2 * count - 2);
    writer.stdout(bytes(`{"jsonrpc":"2.0","id":${count},"error":{"code":1,"message":"no"}}\n`));
    assert.equal(last?.status, "error");
  });

  it("stops listening when disposed", () => {
    const { fold: folded, writer } = stage();
    let changes = 0;
    folded.onChange(() => changes++);
    folded.dispose();
    write(writer, "< a");
    assert.deepEqual([changes, folded.rows(1, 9).total], [0, 0]);
  });

  it("forgets everything on clear, so that a later answer stands alone", () => {
    const { trace, fold: folded, writer } = stage();
    write(writer, '> {"jsonrpc":"2.0","id":1,"method":"a"}');
    trace.clear();
    assert.deepEqual([show(folded), folded.pending(1), folded.of(0)], [[], [], undefined]);
    write(writer, '< {"jsonrpc":"2.0","id":1,"result":{}}');
    assert.deepEqual(show(folded), ["1 frame"]);
  });

  it("lets rows leave with their frames", () => {
    const { fold: folded, writer, trace } = stage(4);
    write(writer, '> {"jsonrpc":"2.0","id":1,"method":"a","params":{"_meta":{"progressToken":1}}}\n< {"jsonrpc":"2.0","id":1,"result":{}}\n< x');
    assert.deepEqual(show(folded), ["0 client 1 a ok by 1", "2 frame"]);
    const seen: number[] = [];
    folded.onChange((links) => seen.push(...links));
    write(writer, "! to stderr\n! to stderr");
    assert.equal(trace.first, 1);
    // The answer is still held, but it belonged to the exchange that has left.
    assert.deepEqual([show(folded), folded.of(0), folded.of(1), seen], [["2 frame"], undefined, undefined, [1]]);
    write(writer, '< {"jsonrpc":"2.0","id":1,"result":{}}\n< {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":1}}');
    assert.deepEqual(show(folded).slice(-2), ["5 frame", "6 frame"]);
  });

  it("keeps the requests under one id in order when the oldest has left", () => {
    const { fold: folded, writer } = stage(5);
    const filler = "! x";
    write(writer, `> {"jsonrpc":"2.0","id":1,"method":"a"}\n${filler}\n${filler}\n> {"jsonrpc":"2.0","id":1,"method":"b"}\n> {"jsonrpc":"2.0","id":1,"method":"c"}\n! x`);
    assert.deepEqual(folded.pending(1).map((exchange) => exchange.method), ["b", "c"]);
    write(writer, '< {"jsonrpc":"2.0","id":1,"result":{}}');
    assert.equal(folded.of(6)?.method, "b");
    assert.deepEqual(folded.pending(1).map((exchange) => exchange.method), ["c"]);
  });

  it("cuts long reasons", () => {
    const folded = fold(`> {"jsonrpc":"2.0","id":1,"method":"a"}\n< {"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"${"m".repeat(10_000)}"}}`);
    assert.equal(folded.of(0)?.reason?.length, 300);
  });

  it("folds what a script plays", async () => {
    const { trace } = await play(String.raw`
      > {"jsonrpc":"2.0","id":1,"method":"ping"}
      < {"jsonrpc":"2.0","id":1,"result":{}}
      x 0
    `, ({ link }) => link.send('{"jsonrpc":"2.0","id":1,"method":"ping"}'));
    assert.deepEqual(show(new ExchangeFold(trace)), ["0 client 1 ping ok by 1", "2 frame"]);
  });

  it("never throws, and is the same whether folded row by row or afterwards", () => {
    const random = new Random(31);
    for (let round = 0; round < rounds(60, 3000); round++) {
      const { trace, fold: folded, writer } = stage(random.pick([Number.POSITIVE_INFINITY, 20]));
      for (let line = 0; line < 60; line++) writeRandom(writer, random);
      if (trace.first === 0) assert.deepEqual(show(folded), show(new ExchangeFold(trace)), `round ${round}`);
      assertConsistent(folded, trace);
    }
  });

  it("shows every row of a flood that a request, progress, another link and stderr break into, over blocks of any size", () => {
    for (const blockShift of [0, 2, 14]) {
      const trace = new RingTrace(new FakeClock(), { session: "test", memoryBytes: 1e9, parts: { slotBytes: 65_536, blockShift } });
      const folded = new ExchangeFold(trace);
      const [one, other] = [trace.open({ server: "a", name: "a" }), trace.open({ server: "b", name: "b" })];
      const tick = '{"jsonrpc":"2.0","method":"notifications/tick"}\n';
      one.sent(bytes('{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"t","_meta":{"progressToken":7}}}'));
      one.stdout(bytes(`${tick.repeat(9)}{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":7,"progress":1}}\n${tick.repeat(3)}`));
      other.stdout(bytes(tick.repeat(20)));
      one.stderr(bytes("log\n".repeat(6)));
      one.stdout(bytes(`${tick.repeat(2)}noise\n${tick}{"jsonrpc":"2.0","id":1,"result":{}}\n${tick}`));
      const shown = folded.rows(1, 1000).rows.toReversed().map((row) => (row.type === "exchange" ? `${row.seq}!` : row.seq));
      assert.deepEqual(shown, ["0!", 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 40, 41, 42, 43, 45], `blocks of ${2 ** blockShift}`);
      assert.deepEqual(folded.rows(2, 1000).rows.map(({ seq }) => seq).toReversed(), Array.from({ length: 20 }, (_, index) => 14 + index));
      assert.deepEqual([folded.of(10)?.request, folded.of(44)?.status, folded.of(13), folded.of(20)], [0, "ok", undefined, undefined]);
    }
  });
});

function writeRandom(writer: FrameWriter, random: Random): void {
  const text = random.next() < 0.6 ? smallTraffic(random) : randomMessage(random);
  const line = random.next() < 0.2 ? mutate(bytes(text), random) : bytes(text);
  const kind = random.next();
  if (kind < 0.4) writer.sent(line);
  else if (kind < 0.9) writer.stdout(new Uint8Array([...line, 0x0a]));
  else if (kind < 0.98) writer.stderr(new Uint8Array([...line, 0x0a]));
  else writer.host({ type: "closed", closed: { how: "failed", message: "x" } });
}

/** Messages with so few ids that they meet. */
function smallTraffic(random: Random): string {
  const id = random.pick(["1", "2", '"1"', "null"]);
  const one = (): string =>
    random.pick([
      `{"jsonrpc":"2.0","id":${id},"method":"a","params":{"_meta":{"progressToken":${id}}}}`,
      `{"jsonrpc":"2.0","id":${id},"result":{}}`,
      `{"jsonrpc":"2.0","id":${id},"error":{"code":1,"message":"x"}}`,
      `{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":${id}}}`,
      `{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":${id}}}`,
    ]);
  return random.next() < 0.15 ? `[${one()},${one()}]` : one();
}

function assertConsistent(folded: ExchangeFold, trace: RingTrace): void {
  const { rows, total } = folded.rows(1, 1e9);
  assert.equal(rows.length, total);
  const exchanges = rows.flatMap((row) => (row.type === "exchange" ? [row.exchange] : []));
  assert.deepEqual(folded.pending(1), exchanges.filter((exchange) => exchange.status === "pending").toReversed());
  for (const row of rows) assert.ok(row.seq >= trace.first, "a row whose frame has left");
  for (const [newer, older] of rows.map((row, index) => [row, rows[index + 1]] as const)) assert.ok(!older || older.seq <= newer.seq, "rows out of order");
  for (const exchange of exchanges) assertExchange(exchange);
}

function assertExchange(exchange: Exchange): void {
  const { status, answer, ended, extraAnswers } = exchange;
  assert.equal(ended === undefined, status === "pending");
  assert.equal(answer !== undefined, ["ok", "error", "tool-error", "malformed"].includes(status));
  if (extraAnswers.length > 0) assert.notEqual(status, "pending");
}
