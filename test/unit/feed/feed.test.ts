import assert from "node:assert/strict";
import { Feed } from "../../../src/core/feed/feed";
import type { Mark } from "../../../src/core/feed/marks";
import type { FeedMessage } from "../../../src/core/feed/protocol";
import { isJsonObject } from "../../../src/core/base/json";
import { ExchangeFold } from "../../../src/core/trace/exchangeFold";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import { subjectOf } from "../../../src/core/trace/subject";
import { FakeClock } from "../../support/fakeClock";
import { FakeDisk } from "../../support/fakeDisk";
import { mutate, randomMessage } from "../../support/jsonFuzz";
import { Random, rounds } from "../../support/random";
import { Receiver } from "./receiver";

const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const ticks = (from: number, count: number): Uint8Array => utf8(Array.from({ length: count }, (_, index) => `{"jsonrpc":"2.0","method":"tick","params":{"n":${from + index}}}\n`).join(""));

interface StageOptions {
  /** Bytes of memory, without a disk. */
  readonly memory?: number;
  readonly slot?: number;
}

function stage({ memory, slot }: StageOptions = {}) {
  const clock = new FakeClock(1000);
  const trace = new RingTrace(clock, { session: "test", memoryBytes: memory ?? 2 ** 28, ...(memory === undefined && { spill: new FakeDisk() }), parts: { ...(slot !== undefined && { slotBytes: slot, blockShift: 4 }) } });
  const exchanges = new ExchangeFold(trace);
  const writer = trace.open({ server: "s", name: "server" });
  const page = new Receiver();
  const sent: FeedMessage[] = [];
  let marks: readonly Mark[] = [];
  const open = (): Feed => new Feed({ trace, exchanges, session: { id: "test", title: "Test", live: true }, clock, marks: () => marks, send: (message) => (sent.push(message), page.take(message)) });
  return { clock, trace, exchanges, writer, page, sent, open, mark: (given: readonly Mark[]) => (marks = given) };
}

/** Acknowledges, and waits, until nothing comes any more. */
async function drain(feed: Feed, page: Receiver, clock: FakeClock): Promise<void> {
  for (;;) {
    const batch = page.unacknowledged.pop();
    if (batch !== undefined) feed.ack(batch, 1);
    await clock.advance(60);
    if (page.unacknowledged.length === 0) return;
  }
}

/** Everything that the page knows is what the trace has. */
function assertSame({ trace, exchanges, page }: Pick<ReturnType<typeof stage>, "trace" | "exchanges" | "page">): void {
  assert.deepEqual([...page.rows.keys()].toSorted((one, other) => one - other), Array.from({ length: trace.next - trace.first }, (_, index) => trace.first + index));
  assert.equal(page.behind, 0);
  for (const [seq, row] of page.rows) {
    const frame = trace.at(seq) ?? assert.fail();
    const exchange = exchanges.of(seq);
    const message = frame.message();
    const asks = frame.kind === "request" && ["tools/call", "prompts/get", "resources/read", "resources/subscribe", "resources/unsubscribe", "completion/complete"].includes(frame.method ?? "");
    const params = isJsonObject(message) && isJsonObject(message["params"]) ? message["params"] : {};
    assert.deepEqual(row, {
      time: frame.time,
      size: frame.size,
      kind: frame.kind,
      id: typeof frame.id === "string" && frame.id.length > 300 ? `${frame.id.slice(0, 300)}…` : frame.id,
      link: trace.link(frame.link),
      method: frame.method,
      subject: asks ? subjectOf(params) : undefined,
      exchange: row.exchange,
    });
    const known = row.exchange === undefined ? undefined : page.exchanges.get(row.exchange);
    const ender = exchange?.answer ?? (exchange?.ended === undefined ? undefined : known?.ender);
    assert.deepEqual(known && { ...known }, exchange && { request: exchange.request, ender, status: exchange.status, sender: exchange.sender, late: exchange.extraAnswers.length > 0 }, `row ${seq}`);
  }
}

describe("a feed", () => {
  it("tells what requests are about that there was no room for in the columns", async () => {
    const { clock, writer, page, open, ...rest } = stage();
    const methods = ["resources/read", "tools/call", "ping"];
    for (let id = 0; id < 9000; id++) writer.sent(utf8(`{"jsonrpc":"2.0","id":${id},"method":"${methods[id % 3]}","params":{"uri":"${id % 10 === 0 ? "long/".repeat(80) : ""}${id}"}}`));
    await drain(open(), page, clock);
    assertSame({ page, ...rest });
    assert.equal(page.rows.get(4)?.subject, "4");
    assert.equal(page.rows.get(10)?.subject, `${"long/".repeat(80)}10`);
    assert.deepEqual([page.rows.get(5)?.method, page.rows.get(5)?.subject], ["ping", undefined]);
  });

  it("shows what is there from the newest rows on, and then what comes", async () => {
    const { writer, page, open, clock, ...rest } = stage();
    writer.stdout(ticks(0, 30_000));
    const feed = open();
    assert.ok(page.order.includes(29_999), "the newest rows come first");
    assert.ok(!page.order.includes(0));
    writer.stdout(ticks(30_000, 5));
    await drain(feed, page, clock);
    assert.deepEqual(page.order.slice(-1), [Math.min(...page.order.slice(-page.lastBatch)) + page.lastBatch - 1]);
    assertSame({ page, ...rest });
    feed.dispose();
  });

  it("sends what repeats itself in few bytes", async () => {
    const perRow = async (write: (writer: ReturnType<typeof stage>["writer"], at: number) => void): Promise<number> => {
      const { writer, page, open, clock, sent, ...rest } = stage();
      for (let at = 0; at < 10_000; at++) write(writer, at);
      const feed = open();
      await drain(feed, page, clock);
      assertSame({ page, ...rest });
      feed.dispose();
      return sent.reduce((sum, message) => sum + ("columns" in message ? message.columns.byteLength : 0), 0) / page.rows.size;
    };
    const notifications = await perRow((writer, at) => writer.stdout(utf8(`{"jsonrpc":"2.0","method":"tick","params":{"n":"${"x".repeat((at * 7919) % 200)}"}}\n`)));
    assert.ok(notifications < 1.1, `${notifications} bytes a notification`);
    const calls = await perRow((writer, at) => {
      writer.sent(utf8(`{"jsonrpc":"2.0","id":${at},"method":"tools/call","params":{"name":"tool${at % 7}"}}`));
      writer.stdout(utf8(`{"jsonrpc":"2.0","id":${at},"result":{"text":"${"x".repeat((at * 7919) % 2000)}"}}\n`));
    });
    assert.ok(calls < 11, `${calls} bytes a row of calls`);
  });

  it("shows the newest rows of a session alone until all of it is folded, and then all, the same ones first", async () => {
    const { clock, trace, exchanges, writer, page, sent } = stage();
    for (let id = 0; id < 20_000; id++) writer.sent(utf8(`{"jsonrpc":"2.0","id":${id},"method":"ping"}`));
    for (let id = 0; id < 20_000; id += 2) writer.stdout(utf8(`{"jsonrpc":"2.0","id":${id},"result":{}}\n`));
    const newest = new ExchangeFold(trace, 15_000);
    newest.end();
    const mark = { seq: 16_000, comment: "here" };
    const feed = new Feed({ trace, exchanges: newest, session: { id: "test", title: "Test", live: false }, clock, marks: () => [mark], send: (message) => (sent.push(message), page.take(message)) });
    await drain(feed, page, clock);
    assert.deepEqual([Math.min(...page.rows.keys()), page.rows.size, page.behind, feed.isSettled], [15_000, 15_000, 15_000, false]);
    assert.deepEqual([page.rows.get(20_000)?.exchange, page.rows.get(29_999)?.exchange !== undefined], [undefined, true], "only requests of these rows are known");
    exchanges.end();
    sent.length = 0;
    feed.retell(exchanges);
    const rows = sent.filter((message) => message.type === "rows");
    assert.deepEqual(sent[0], { type: "cleared", first: 0, next: 30_000 });
    assert.ok((rows[0]?.first ?? Infinity) <= 15_000, "what was there is there again at once");
    await drain(feed, page, clock);
    assertSame({ trace, exchanges, page });
    assert.deepEqual([...new Set([...page.exchanges.values()].map(({ status }) => status))].toSorted(), ["closed", "ok"]);
    assert.deepEqual([page.marks, feed.isSettled], [[mark], true]);
    feed.dispose();
  });

  it("tells everything anew only once the page has taken what is on its way", async () => {
    const { clock, trace, exchanges, writer, page, sent } = stage();
    writer.stdout(ticks(0, 30_000));
    const feed = new Feed({ trace, exchanges: new ExchangeFold(trace, 10_000), session: { id: "test", title: "Test", live: false }, clock, marks: () => [], send: (message) => (sent.push(message), page.take(message)) });
    const before = sent.length;
    feed.retell(exchanges);
    await clock.advance(1000);
    assert.equal(sent.length, before);
    await drain(feed, page, clock);
    assertSame({ trace, exchanges, page });
    feed.dispose();
    feed.retell(exchanges);
    assert.equal(page.unacknowledged.length, 0);
  });

  it("goes on with the older rows while a flood goes on", async () => {
    const { writer, page, open, clock } = stage();
    writer.stdout(ticks(0, 100_000));
    const feed = open();
    for (let next = 100_000; page.order.length < 1 || !page.rows.has(0); next += 5000) {
      assert.ok(next < 1_000_000, `${page.rows.size} rows after ${next}`);
      writer.stdout(ticks(next, 5000));
      const batch = page.unacknowledged.pop();
      if (batch !== undefined) feed.ack(batch, 1);
      await clock.advance(50);
    }
    feed.dispose();
  });

  it("has one batch on its way, and waits for a slow page without piling anything up", async () => {
    const { writer, page, open, clock, sent, ...rest } = stage();
    const feed = open();
    assert.equal(page.unacknowledged.length, 1);
    for (let chunk = 0; chunk < 50; chunk++) {
      writer.stdout(ticks(chunk * 10, 10));
      await clock.advance(100);
    }
    assert.equal(page.batches, 1);
    const messages = sent.length;
    feed.ack(page.unacknowledged.pop() ?? 0, 1);
    feed.ack(17, 1);
    await clock.advance(60);
    assert.equal(page.batches, 2);
    assert.ok(sent.length <= messages + 3, "all that has come since is in one batch");
    await drain(feed, page, clock);
    assertSame({ page, ...rest });
  });

  it("does not take a long way to the page for a slow page", async () => {
    const { writer, page, open, clock, ...rest } = stage();
    writer.stdout(ticks(0, 60_000));
    const feed = open();
    for (let batch = page.unacknowledged.pop(); batch !== undefined; batch = page.unacknowledged.pop()) {
      await clock.advance(90);
      feed.ack(batch, 1);
      await clock.advance(60);
    }
    assertSame({ page, ...rest });
    assert.ok(page.batches < 10, `${page.batches} batches for 60,000 rows`);
  });

  it("sends little at a time to a page that works long on it, and more once it does not", async () => {
    const { writer, page, open, clock, sent, ...rest } = stage();
    writer.stdout(ticks(0, 60_000));
    const feed = open();
    const counts = async (worked: number, batches: number): Promise<number> => {
      const before = sent.length;
      for (let turn = 0; turn < batches; turn++) {
        const batch = page.unacknowledged.pop();
        if (batch !== undefined) feed.ack(batch, worked);
        await clock.advance(60);
      }
      return Math.max(...sent.slice(before).map((message) => (message.type === "rows" ? message.count : 0)));
    };
    await counts(100, 2);
    const slow = await counts(100, 4);
    const quick = await counts(1, 100);
    assertSame({ page, ...rest });
    assert.ok(quick >= 4 * slow, `${quick} rows for a quick page, ${slow} for a slow one`);
  });

  it("joins what comes within a twentieth of a second", async () => {
    const { writer, page, open, clock } = stage();
    const feed = open();
    await drain(feed, page, clock);
    const before = page.batches;
    for (let moment = 0; moment < 1000; moment += 5) {
      writer.stdout(ticks(moment, 1));
      await clock.advance(5);
      const batch = page.unacknowledged.pop();
      if (batch !== undefined) feed.ack(batch, 1);
    }
    assert.ok(page.batches - before <= 21, `${page.batches - before} batches in a second`);
    assert.ok(page.batches - before >= 15);
  });

  it("sends nothing while nothing happens, and leaves no alarm behind", async () => {
    const { writer, page, open, clock, sent } = stage({ memory: 1_000_000 });
    writer.stdout(ticks(0, 3));
    const feed = open();
    await drain(feed, page, clock);
    const count = sent.length;
    await clock.advance(10_000);
    assert.equal(sent.length, count);
    writer.stdout(ticks(3, 1));
    feed.dispose();
    assert.equal(clock.waiting, 0);
    writer.stdout(ticks(4, 1));
    await clock.advance(1000);
    assert.equal(sent.length, count);
  });

  it("tells of an answer that comes after its request was shown", async () => {
    const { writer, page, open, clock, ...rest } = stage();
    writer.sent(utf8('{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo"}}'));
    const feed = open();
    await drain(feed, page, clock);
    assert.equal(page.exchanges.get(0)?.status, "pending");
    assert.equal(page.rows.get(0)?.subject, "echo");
    writer.stdout(utf8('{"jsonrpc":"2.0","id":1,"result":{"isError":true}}\n'));
    await drain(feed, page, clock);
    assert.deepEqual(page.exchanges.get(0), { request: 0, ender: 1, status: "tool-error", sender: "client", late: false });
    writer.stdout(utf8('{"jsonrpc":"2.0","id":1,"result":{}}\n'));
    await drain(feed, page, clock);
    assert.equal(page.exchanges.get(0)?.late, true);
    writer.sent(utf8('{"jsonrpc":"2.0","id":2,"method":"ping"}'));
    await drain(feed, page, clock);
    writer.host({ type: "closed", closed: { how: "exited", code: 1, signal: null, asked: false } });
    await drain(feed, page, clock);
    assert.equal(page.exchanges.get(1)?.status, "closed");
    assertSame({ page, ...rest });
  });

  it("counts what had to leave, also what left before it was sent", async () => {
    const { writer, page, open, clock, trace, ...rest } = stage({ memory: 40_000, slot: 4096 });
    const feed = open();
    for (let chunk = 0; chunk < 40; chunk++) {
      writer.stdout(ticks(chunk * 50, 50));
      if (chunk % 10 === 9) await drain(feed, page, clock);
    }
    assert.ok(trace.evicted.frames > 0);
    assert.deepEqual(page.evicted, trace.evicted);
    assertSame({ page, trace, ...rest });
  });

  it("begins anew when the traffic is cleared", async () => {
    const { writer, page, open, clock, trace, ...rest } = stage();
    writer.sent(utf8('{"jsonrpc":"2.0","id":1,"method":"ping"}'));
    const feed = open();
    trace.clear();
    writer.sent(utf8('{"jsonrpc":"2.0","id":"a","method":"prompts/get","params":{"name":"p"}}'));
    await drain(feed, page, clock);
    assert.deepEqual([...page.rows.keys()], [1]);
    assert.equal(page.exchanges.get(0)?.request, 1);
    assertSame({ page, trace, ...rest });
  });

  it("tells the marks, and when they change", async () => {
    const { page, open, clock, mark } = stage();
    mark([{ seq: 3, comment: "look" }]);
    const feed = open();
    assert.deepEqual(page.marks, [{ seq: 3, comment: "look" }]);
    await drain(feed, page, clock);
    mark([]);
    feed.marksChanged();
    await drain(feed, page, clock);
    assert.deepEqual(page.marks, []);
  });

  it("sends each word once and tells too many of them apart no more", async () => {
    const { writer, page, open, clock } = stage();
    for (let from = 0; from < 70_000; from += 10_000) {
      writer.stdout(utf8(Array.from({ length: 10_000 }, (_, index) => `{"jsonrpc":"2.0","id":${from + index},"method":"resources/read","params":{"uri":"u:${from + index}"}}\n`).join("")));
    }
    const feed = open();
    await drain(feed, page, clock);
    assert.equal(page.rows.get(69_999)?.subject, "u:69999");
    assert.equal(page.rows.get(page.order.at(-1) ?? 0)?.subject, "…", "the last one that was sent");
    assert.equal(page.rows.size, 70_000);
    feed.dispose();
    open();
    assert.equal(page.rows.get(69_999)?.subject, "u:69999", "to a page that begins anew, too");
  });

  it("shows any traffic as it is, however it comes and goes", async () => {
    for (let seed = 0; seed < rounds(40, 1500); seed++) {
      const random = new Random(seed);
      const { writer, page, open, clock, trace, ...rest } = stage(random.next() < 0.5 ? { memory: 20_000, slot: 2048 } : { slot: 2048 });
      const other = trace.open({ server: "t", name: "other" });
      let feed: Feed | undefined;
      for (let step = 0; step < 60; step++) {
        await act();
        async function act(): Promise<void> {
          const link = random.next() < 0.3 ? other : writer;
          const line = random.next() < 0.4 ? mutate(utf8(randomMessage(random)), random).filter((byte) => byte !== 0x0a) : utf8(talk(random));
          switch (random.below(12)) {
            case 0:
              if (random.next() < 0.2) trace.clear();
              return;
            case 1:
              feed ??= open();
              return;
            case 2:
              return void link.stderr(utf8("noise\n"));
            case 3:
              return void link.host({ type: "closed", closed: { how: "exited", code: 0, signal: null, asked: true } });
            case 4:
            case 5: {
              const batch = page.unacknowledged.pop();
              if (batch !== undefined) feed?.ack(batch, 1);
              return;
            }
            case 6:
              await clock.advance(random.below(100));
              return;
            case 7:
            case 8:
              return void link.sent(line);
            default:
              link.stdout(Uint8Array.of(...line, 0x0a));
          }
        }
      }
      feed ??= open();
      await drain(feed, page, clock);
      assertSame({ page, trace, ...rest });
      feed.dispose();
    }
  });
});

/** A sensible message, with ids that meet again. */
function talk(random: Random): string {
  // Long ids and methods have no place in the columns, and very long ones are cut.
  const id = random.pick(["1", "2", '"1"', '"a"', "3000000000", "5000000000", "1.5", `"${"i".repeat(random.pick([280, 400]))}"`]);
  switch (random.below(7)) {
    case 6:
      return `{"jsonrpc":"2.0","id":${id},"method":"${"m".repeat(random.pick([2, 200]))}"}`;
    case 0:
      return `{"jsonrpc":"2.0","id":${id},"method":"tools/call","params":{"_meta":{"progressToken":${id}},"name":"${random.pick(["echo", "a\\nb", "é"])}","arguments":{"x":[1,"}"]}}}`;
    case 1:
      return `{"jsonrpc":"2.0","id":${id},"method":"resources/read","params":{"uri":"x:${random.below(3)}"}}`;
    case 2:
      return `{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":${id},"progress":1}}`;
    case 3:
      return `[{"jsonrpc":"2.0","id":${id},"result":{}}]`;
    case 4:
      return `{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":${id}}}`;
    default:
      return `{"jsonrpc":"2.0","id":${id},"result":{}}`;
  }
}
