import assert from "node:assert/strict";
import { toDisposable } from "../../../src/core/base/disposable";
import type { Event } from "../../../src/core/base/event";
import { ExchangeFold } from "../../../src/core/trace/exchangeFold";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import type { Trace } from "../../../src/core/trace/trace";
import { FakeClock } from "../../support/fakeClock";
import { play } from "../../support/script";
import { bytes, show, stage, write } from "./foldStage";

function fold(script: string): ExchangeFold {
  const { writer, fold: folded } = stage();
  write(writer, script);
  return folded;
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
    "what a member holds whose name only begins like params is not what a request is about, however often it comes",
    `> {"jsonrpc":"2.0","method":"resources/read","paramsOf":{"uri":"file:///a"},"id":1}
     > {"jsonrpc":"2.0","method":"resources/read","paramsOf":{"uri":"file:///a"},"id":2}
     > {"jsonrpc":"2.0","method":"resources/read","paramsOf":{"uri":"file:///a"},"id":3,"params":{"uri":"file:///b"}}`,
    ["0 client 1 resources/read pending", "1 client 2 resources/read pending", "2 client 3 resources/read of file:///b pending"],
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
  [
    "the members of a batch are judged as single messages are",
    `> [{"jsonrpc":"2.0","id":1,"method":"a"},{"jsonrpc":"2.0","id":2,"method":"b"},{"jsonrpc":"2.0","id":3,"method":"c"}]
     < [{"id":1,"result":{}},{"jsonrpc":"2.0","id":2,"result":{"isError":true,"content":[{"type":"text","text":"no such file"}]}},{"jsonrpc":"2.0","id":3,"result":{"isError":"true"}}]`,
    ['0 client 1 a malformed by 1 (no "jsonrpc": "2.0")', "0 client 2 b tool-error by 1 (no such file)", "0 client 3 c ok by 1"],
  ],
  [
    "a batch cancels and reports progress, under tokens and ids that are texts too, and nothing else in it does",
    `> [{"jsonrpc":"2.0","id":"x","method":"a","params":{"_meta":{"progressToken":"t"}}},{"jsonrpc":"2.0","id":1,"method":"b"}]
     > [{"jsonrpc":"2.0","method":"notifications/message","params":{"requestId":"x"}},{"jsonrpc":"2.0","method":"notifications/message","params":{"requestId":1}}]
     < [{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"t","requestId":1}}]
     > [{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"x","reason":"user"}}]`,
    ["0 client \"x\" a cancelled (user) notes 2 3", "0 client 1 b pending", "1 frame"],
  ],
  [
    "what is no message belongs to nothing, also in a batch",
    `> {"jsonrpc":"2.0","id":1,"method":"a"}
     < [null,{"jsonrpc":"2.0","id":1,"result":{}}]
     < [[{"jsonrpc":"2.0","id":1,"result":{}}],{"jsonrpc":"2.0","id":1,"result":{}}]`,
    ["0 client 1 a ok by 1 extra 2", "1 frame", "2 frame"],
  ],
  [
    "a notification that is about no request belongs to none, whatever it says",
    `> {"jsonrpc":"2.0","id":1,"method":"a","params":{"_meta":{"progressToken":1}}}
     > {"jsonrpc":"2.0","method":"notifications/message","params":{"requestId":1}}
     < {"jsonrpc":"2.0","method":"notifications/message","params":{"progressToken":1}}`,
    ["0 client 1 a pending", "1 frame", "2 frame"],
  ],
  [
    "an id that is used again after the end of the link is a new request's",
    `> {"jsonrpc":"2.0","id":1,"method":"a"}
     x 1
     > {"jsonrpc":"2.0","id":1,"method":"b"}
     < {"jsonrpc":"2.0","id":1,"result":{}}`,
    ["0 client 1 a closed", "1 frame", "2 client 1 b ok by 3"],
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

  it("goes on when the host tells something else than the end of the link", () => {
    const { fold: folded, writer } = stage();
    write(writer, '> {"jsonrpc":"2.0","id":1,"method":"a"}');
    writer.host({ type: "stdin-closed" });
    assert.deepEqual(show(folded), ["0 client 1 a pending", "1 frame"]);
  });

  it("closes what is pending on any link when the trace has ended", async () => {
    const { clock, trace, fold: folded, writer } = stage();
    const other = trace.open({ server: "t", name: "t" });
    write(writer, '> {"jsonrpc":"2.0","id":1,"method":"a"}');
    await clock.advance(25);
    write(other, '> {"jsonrpc":"2.0","id":1,"method":"b"}');
    const announced: (readonly number[])[] = [];
    folded.onChange((links) => announced.push([...links].toSorted((one, other) => one - other)));
    folded.end();
    assert.deepEqual(announced, [[1, 2]]);
    assert.deepEqual([show(folded, 1), show(folded, 2)], [["0 client 1 a closed"], ["1 client 1 b closed"]]);
    assert.deepEqual([folded.pending(1), folded.pending(2), folded.of(0)?.ended], [[], [], 125]);
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
    assert.equal(folded.of(-1), undefined);
  });

  it("gives the first exchange of a batch for its row", () => {
    const folded = fold('> [{"jsonrpc":"2.0","id":1,"method":"a"},{"jsonrpc":"2.0","id":2,"method":"b"}]\n< [{"jsonrpc":"2.0","id":2,"result":{}},{"jsonrpc":"2.0","id":1,"result":{}}]');
    assert.deepEqual([folded.of(0)?.method, folded.of(1)?.method], ["a", "b"]);
  });

  it("finds exchanges by their numbers", () => {
    const folded = fold('> {"jsonrpc":"2.0","id":1,"method":"a"}\n< x\n> {"jsonrpc":"2.0","id":2,"method":"b"}');
    assert.deepEqual([-1, 0, 1, 2].map((number) => folded.numbered(number)?.method), [undefined, "a", "b", undefined]);
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

  it("leaves no listeners on the trace when disposed", () => {
    const { trace } = stage();
    let listeners = 0;
    const counted = <T>(event: Event<T>): Event<T> => (listener) => {
      listeners++;
      const subscription = event(listener);
      return toDisposable(() => {
        listeners--;
        subscription.dispose();
      });
    };
    const watched = Object.create(trace, { onAppend: { value: counted(trace.onAppend) }, onClear: { value: counted(trace.onClear) } }) as Trace;
    const folded = new ExchangeFold(watched);
    assert.ok(listeners > 0);
    folded.dispose();
    assert.equal(listeners, 0);
  });

  it("forgets everything on clear, so that a later answer stands alone", () => {
    const { trace, fold: folded, writer } = stage();
    write(writer, '> {"jsonrpc":"2.0","id":1,"method":"a"}');
    trace.clear();
    assert.deepEqual([show(folded), folded.pending(1), folded.of(0)], [[], [], undefined]);
    write(writer, '< {"jsonrpc":"2.0","id":1,"result":{}}');
    assert.deepEqual(show(folded), ["1 frame"]);
  });

  it("takes nothing that somebody still holds for what came after the clear", () => {
    const { trace, fold: folded, writer } = stage();
    write(writer, '> {"jsonrpc":"2.0","id":1,"method":"a"}');
    const held = folded.of(0);
    trace.clear();
    write(writer, '> {"jsonrpc":"2.0","id":2,"method":"b"}\n< {"jsonrpc":"2.0","id":2,"result":{}}');
    assert.deepEqual(show(folded), ["1 client 2 b ok by 2"]);
    assert.deepEqual([held?.method, held?.status], ["a", "pending"]);
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
