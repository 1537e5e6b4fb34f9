import assert from "node:assert/strict";
import { ExchangeFold } from "../../../src/core/trace/exchangeFold";
import { EXCHANGE_STATUSES } from "../../../src/core/trace/exchangeColumns";
import type { RowCopy } from "../../../src/core/trace/rowColumns";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import { FakeClock } from "../../support/fakeClock";
import { FakeDisk } from "../../support/fakeDisk";
import { Random, rounds } from "../../support/random";

const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

function stage(slotBytes = 256, memoryBytes = 2 ** 20) {
  const trace = new RingTrace(new FakeClock(7), { session: "test", memoryBytes, spill: new FakeDisk(), parts: { slotBytes, blockShift: 3 } });
  return { trace, exchanges: new ExchangeFold(trace), writer: trace.open({ server: "s", name: "s" }) };
}

describe("rows by the thousand", () => {
  it("lie together as far as one look reaches, and say where each begins and ends", () => {
    for (let seed = 0; seed < rounds(60, 2000); seed++) {
      const random = new Random(seed);
      const { trace, writer } = stage(random.pick([64, 256, 4096]));
      for (let step = 0; step < 40; step++) {
        const text = "x".repeat(random.pick([0, 1, 5, 30, 200])) + String(step);
        const way = random.below(10);
        if (way < 2) writer.stderr(utf8(`${text}\n`));
        else if (way < 4) writer.sent(utf8(text));
        else if (way === 4) writer.host({ type: "note", message: text });
        else writer.stdout(utf8(random.next() < 0.3 ? `${text}\n\r\n${text}` : `${text}\n`));
      }
      const most = random.pick([1, 50, 500, 10_000]);
      for (let seq = trace.first; seq < trace.next; ) {
        const lines = trace.columns.lines(seq, trace.next, most) ?? assert.fail(`row ${seq}`);
        assert.equal(lines.first, seq);
        assert.ok(lines.next > seq && lines.next <= trace.next);
        assert.ok(lines.bytes.length <= most || lines.next === seq + 1);
        for (let row = seq; row < lines.next; row++) {
          const frame = trace.at(row) ?? assert.fail();
          if (frame.kind !== "host") assert.equal(Buffer.from(lines.bytes.subarray(lines.start(row), lines.end(row))).toString(), frame.text());
        }
        seq = lines.next;
      }
    }
  });

  it("are few when few are asked for", () => {
    const { trace, writer } = stage();
    writer.stdout(utf8("a\nb\nc\n"));
    assert.equal(trace.columns.lines(0, 2, 1000)?.next, 2);
    assert.equal(Buffer.from(trace.columns.part(1, 0, 10) ?? []).toString(), "b");
  });

  it("give a part of a line", () => {
    const { trace, writer } = stage(64);
    writer.stdout(utf8(`${"0123456789".repeat(50)}\n\n`));
    for (let line = 0; line < 100; line++) writer.stdout(utf8("more\n"));
    const part = (from: number, to: number): string => Buffer.from(trace.columns.part(0, from, to) ?? assert.fail()).toString();
    assert.equal(part(3, 6), "345");
    assert.equal(part(498, 1000), "89");
    assert.equal(part(500, 1000), "");
    assert.equal(Buffer.from(trace.columns.part(1, 0, 5) ?? assert.fail()).toString(), "");
  });

  it("are copied over the borders of their blocks", () => {
    const { trace, writer } = stage();
    for (let line = 0; line < 50; line++) writer.stdout(utf8(`{"jsonrpc":"2.0","id":${line},"method":"m${line % 3}"}\n`));
    writer.host({ type: "note", message: "n" });
    const room = (count: number): RowCopy => ({ times: new Float64Array(count), lengths: new Uint32Array(count), ids: new Uint32Array(count), flags: new Uint32Array(count), links: new Uint32Array(count), topics: new Uint16Array(count) });
    const copy = room(31);
    trace.columns.copy(5, 36, copy);
    for (let seq = 5; seq < 36; seq++) {
      assert.equal(copy.ids[seq - 5], seq);
      assert.equal(copy.lengths[seq - 5], trace.columns.size(seq));
      assert.equal(trace.columns.topicOf(copy.topics[seq - 5] ?? 0).method, `m${seq % 3}`);
    }
    assert.equal(trace.columns.topicOf(0).method, undefined);
    assert.equal(trace.columns.size(50), 0, "an event of the host is no line");
  });
});

describe("exchanges as columns", () => {
  const ask = (id: number): Uint8Array => utf8(`{"jsonrpc":"2.0","id":${id},"method":"ping"}\n`);
  const answer = (id: number): Uint8Array => utf8(`{"jsonrpc":"2.0","id":${id},"result":{}}\n`);

  it("are found by their rows", () => {
    const { trace, exchanges: { columns }, writer } = stage();
    for (let id = 0; id < 30; id++) {
      writer.sent(ask(id));
      writer.stdout(utf8("noise\n"));
      writer.stdout(answer(id));
    }
    columns.catchUp(trace.next);
    assert.deepEqual([columns.first, columns.next], [0, 30]);
    assert.deepEqual([columns.numberFrom(0), columns.numberFrom(1), columns.numberFrom(3), columns.numberFrom(88)], [0, 1, 1, 30]);
    assert.equal(columns.request(7), 21);
    const copy = { requests: new Float64Array(4), enders: new Float64Array(4), states: new Uint8Array(4) };
    columns.copy(7, 10, copy, 1);
    assert.deepEqual([[...copy.requests], [...copy.enders], [...copy.states].map((state) => EXCHANGE_STATUSES[state])], [[0, 21, 24, 27], [0, 23, 26, 29], ["pending", "ok", "ok", "ok"]]);
    const owners = new Uint32Array(6);
    columns.copyOwners(21, 27, owners);
    assert.deepEqual([...owners], [8, 0, 8, 9, 0, 9]);
  });

  it("tell those who follow them what has changed, each for themselves", () => {
    const { trace, exchanges: { columns }, writer } = stage();
    writer.sent(ask(1));
    writer.sent(ask(2));
    const [one, other] = [columns.watch(), columns.watch()];
    columns.catchUp(trace.next);
    one.below = columns.next;
    writer.stdout(answer(1));
    columns.catchUp(trace.next);
    assert.deepEqual(one.take(), [0]);
    assert.deepEqual(one.take(), []);
    assert.deepEqual(other.take(), [], "it knows of none yet");
    writer.stdout(answer(1));
    writer.stdout(answer(1));
    columns.catchUp(trace.next);
    assert.deepEqual(one.take(), [0]);
    writer.host({ type: "closed", closed: { how: "exited", code: 0, signal: null, asked: true } });
    columns.catchUp(trace.next);
    assert.deepEqual(one.take(), [1]);
    trace.clear();
    assert.equal(one.below, 0);
    one.dispose();
    assert.deepEqual([columns.first, columns.next], [0, 0]);
  });
});
