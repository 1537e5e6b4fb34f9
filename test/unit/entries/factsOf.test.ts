import assert from "node:assert/strict";
import { Causes } from "../../../src/core/trace/entries/causes";
import { entriesOf } from "../../../src/core/trace/entries/entriesOf";
import { exchangesAndRows } from "../../../src/core/trace/entries/exchangesAndRows";
import { factsOf } from "../../../src/core/trace/entries/factsOf";
import { ExchangeFold } from "../../../src/core/trace/exchangeFold";
import type { Facts } from "../../../src/core/trace/filter/facts";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import { FakeClock } from "../../support/fakeClock";
import { recorded, type Recorded, SESSION } from "../export/recorded";

function show({ seq, kind, from, method, subject, id, status, duration }: Facts): string {
  return [seq, kind, from, method, subject, id === undefined ? undefined : JSON.stringify(id), status, duration].filter((part) => part !== undefined).join(" ");
}

function facts({ trace, exchanges }: Recorded): string[] {
  return Array.from(factsOf(trace, exchanges), show);
}

describe("facts of a trace", () => {
  it("tells of every row, in their order, but for answers, which belong to their requests", () => {
    assert.deepEqual(facts(recorded(SESSION)), [
      "0 state host",
      "1 request client initialize 0 ok 20",
      "3 notification client notifications/initialized",
      "4 request client tools/call add 1 ok 10",
      "5 stderr server",
      "6 notification server notifications/progress",
      '7 request server roots/list "s1" ok 5',
      "8 notification server notifications/message",
      "11 junk server",
      "12 request client tools/call fail 2 tool-error 1",
      "14 request client resources/read file:///a b 3 error 0",
      "16 request client tools/call slow 4 late 30",
      "17 notification client notifications/cancelled",
      "19 request client prompts/get greet 5 malformed 0",
      "21 request client tools/call die 6 closed 2",
      "22 state host",
    ]);
  });

  it("makes one entry of a batch, which stands as the worst of its requests does, and one of a batch of answers", () => {
    const call = (id: number): string => `{"jsonrpc":"2.0","id":${id},"method":"tools/call","params":{"name":"a"}}`;
    const script = `> [${call(1)},${call(2)},${call(3)}]
      @ 3
      < [{"jsonrpc":"2.0","id":3,"result":{}},{"jsonrpc":"2.0","id":1,"result":{}}]`;
    assert.deepEqual(facts(recorded(script)), ["0 batch client pending 3", "1 batch server"]);
    assert.deepEqual(facts(recorded(`${script}\n@ 4\n< {"jsonrpc":"2.0","id":2,"error":{"code":1,"message":"no"}}`)), ["0 batch client error 7", "1 batch server"]);
  });

  it("counts the first answer of a request that was given up, however many come", () => {
    const late = (size: number): string => `< {"jsonrpc":"2.0","id":1,"result":{"x":"${"y".repeat(size)}"}}`;
    const cancelled = '> {"jsonrpc":"2.0","id":1,"method":"a"}\n> {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}';
    const sizes = ({ trace, exchanges }: Recorded): (readonly [string | undefined, number])[] => Array.from(factsOf(trace, exchanges), ({ status, size }) => [status, size] as const);
    assert.deepEqual(sizes(recorded(cancelled))[0], ["cancelled", 37]);
    assert.deepEqual(sizes(recorded([cancelled, late(10), late(20)].join("\n")))[0], ["late", 37 + 52]);
  });

  it("counts a pending request until now, and the bytes of request and answer", () => {
    const { trace, exchanges, clock } = recorded(`> {"jsonrpc":"2.0","id":1,"method":"a"}\n@ 40\n! x`);
    const [first] = factsOf(trace, exchanges, { now: clock.now() + 2 });
    assert.equal(first?.duration, 42);
    assert.equal(first?.status, "pending");
    const done = recorded(`> {"jsonrpc":"2.0","id":1,"method":"a"}\n< {"jsonrpc":"2.0","id":1,"result":{}}`);
    const [answered] = factsOf(done.trace, done.exchanges);
    assert.equal(answered?.size, 37 + 36);
  });

  it("finds a text in any line of an entry, upper and lower case being the same", () => {
    const { trace, exchanges } = recorded(SESSION);
    const holding = (text: string): number[] => Array.from(factsOf(trace, exchanges), (entry) => (entry.contains(text) ? entry.seq : -1)).filter((seq) => seq >= 0);
    assert.deepEqual(holding("HALF DONE"), [8]);
    assert.deepEqual(holding('"progress":1'), [6]);
    assert.deepEqual(holding("TOO slow"), [17]);
    assert.deepEqual(holding("server.js"), [], "what the host saw is no line");
    assert.deepEqual(holding("nowhere"), []);
  });

  it("tells what a person marked", () => {
    const { trace, exchanges } = recorded(SESSION);
    assert.deepEqual(Array.from(factsOf(trace, exchanges, { isMarked: (seq) => seq === 8 }), (entry) => (entry.marked ? entry.seq : -1)).filter((seq) => seq >= 0), [8]);
  });

  it("tells of a range only what begins in it", () => {
    const { trace, exchanges } = recorded(SESSION);
    assert.deepEqual(Array.from(entriesOf(trace, exchanges, { from: 2, to: 8 }), ({ seq }) => seq), [3, 4, 5, 6, 7]);
  });

  it("goes on over rows that leave meanwhile", () => {
    const clock = new FakeClock(0);
    const trace = new RingTrace(clock, { session: "s", memoryBytes: Number.POSITIVE_INFINITY });
    const exchanges = new ExchangeFold(trace);
    const writer = trace.open({ server: "s", name: "s" });
    const line = new Uint8Array(Buffer.from('{"jsonrpc":"2.0","id":1,"method":"a"}'));
    for (let row = 0; row < 10_000; row++) writer.sent(line);
    const seen: number[] = [];
    for (const entry of factsOf(trace, exchanges)) {
      seen.push(entry.seq);
      if (entry.seq === 100) trace.clear();
    }
    assert.deepEqual([seen.length, seen.at(-1)], [101, 100]);
  });
});

describe("causes", () => {
  function causes({ trace, exchanges }: Recorded): readonly (readonly [number, number])[] {
    const found: (readonly [number, number])[] = [];
    const rules = new Causes(trace, exchanges);
    for (const place of exchangesAndRows(trace, exchanges)) {
      const cause = rules.next(place);
      if (cause !== undefined) found.push([place.seq, exchanges.columns.request(cause)]);
    }
    return found;
  }

  it("are the only call that was on its way", () => {
    assert.deepEqual(causes(recorded(SESSION)), [[7, 4], [8, 4]]);
  });

  it("are unknown while two calls are on their way, and known again when one has ended", () => {
    const log = '< {"jsonrpc":"2.0","method":"notifications/message","params":{}}';
    const script = [log, '> {"jsonrpc":"2.0","id":1,"method":"a"}', log, '> {"jsonrpc":"2.0","id":2,"method":"b"}', log, '< {"jsonrpc":"2.0","id":1,"result":{}}', log, '< {"jsonrpc":"2.0","id":2,"result":{}}', log];
    assert.deepEqual(causes(recorded(script.join("\n"))), [[2, 1], [6, 3]]);
  });
});
