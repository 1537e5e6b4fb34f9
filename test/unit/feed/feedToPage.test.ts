import assert from "node:assert/strict";
import { Feed } from "../../../src/core/feed/feed";
import { PageModel } from "../../../src/core/feed/model/pageModel";
import type { FeedMessage } from "../../../src/core/feed/protocol";
import { TextSearch } from "../../../src/core/feed/textSearch";
import { factsOf } from "../../../src/core/trace/entries/factsOf";
import { ExchangeFold } from "../../../src/core/trace/exchangeFold";
import type { Facts } from "../../../src/core/trace/filter/facts";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import type { FrameWriter } from "../../../src/core/wire/frame";
import { FakeClock } from "../../support/fakeClock";
import { Random, rounds } from "../../support/random";

const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const TEXTS = ["É", "progress", "isERROR", '"id":2', "noise", "nowhere", "exited"];

/** Everything that there is to be known of an entry. */
function plain(facts: Facts): object {
  const { seq, kind, server, from, method, subject, id, status, time, duration, size, marked } = facts;
  return { seq, kind, server, from, method, subject, id, status, time, duration, size, marked, contains: TEXTS.filter((text) => facts.contains(text)) };
}

describe("the host and the page", () => {
  it("tell the same about the same traffic, whenever somebody looks", async () => {
    const kinds = new Set<string>();
    for (let seed = 0; seed < rounds(30, 600); seed++) {
      const random = new Random(seed);
      const clock = new FakeClock(1000);
      const trace = new RingTrace(clock, { session: "test", memoryBytes: random.next() < 0.3 ? 30_000 : 2 ** 24, parts: { slotBytes: 4096, blockShift: 5 } });
      const exchanges = new ExchangeFold(trace);
      const writers = ["one", "two"].map((name) => trace.open({ server: name, name }));
      const marks = Array.from({ length: 12 }, () => ({ seq: random.below(150), comment: "" }));
      const model = new PageModel();
      let batch = 0;
      const send = (message: FeedMessage): void => {
        model.take(message);
        if (message.type === "end") batch = message.batch;
      };
      const feed = new Feed({ trace, exchanges, session: { id: "test", title: "Test", live: true }, clock, marks: () => marks, send });
      for (let step = 0; step < 120; step++) {
        write(random.pick(writers), random);
        if (random.next() < 0.005) trace.clear();
        if (random.next() < 0.3) feed.ack(batch, 1);
        if (random.next() < 0.3) model.update();
        await clock.advance(random.below(40));
      }
      do {
        feed.ack(batch, 1);
        await clock.advance(60);
      } while (!feed.isSettled);
      const search = new TextSearch({ trace, clock, pause: () => Promise.resolve() });
      for (const text of TEXTS) model.setFound(text, new Float64Array(await search.search(text)));
      search.dispose();
      model.update();
      const shown: object[] = [];
      model.each((facts) => shown.push(plain(facts)));
      const told: object[] = [];
      const isMarked = (seq: number): boolean => marks.some((mark) => mark.seq === seq);
      for (const facts of factsOf(trace, exchanges, { now: model.now, isMarked })) {
        told.push(plain(facts));
        kinds.add(`${facts.kind} ${facts.status}`);
      }
      assert.deepEqual(shown, told, `seed ${seed}`);
      feed.dispose();
    }
    for (const kind of ["batch late", "batch pending", "request late", "request undefined", "answer undefined", "batch undefined", "notification undefined", "state undefined"]) assert.ok(kinds.has(kind), `there was a ${kind}`);
  });
});

function write(writer: FrameWriter, random: Random): void {
  const line = random.next() < 0.15 ? `[${Array.from({ length: 1 + random.below(4) }, () => message(random)).join(",")}]` : message(random);
  if (random.next() < 0.5) writer.sent(utf8(line));
  else writer.stdout(utf8(`${line}\n`));
  if (random.next() < 0.05) writer.stderr(utf8("noise\n"));
  if (random.next() < 0.02) writer.host({ type: "closed", closed: { how: "exited", code: 0, signal: null, asked: true } });
}

function message(random: Random): string {
  const id = random.pick(["1", "2", "3", '"a"', "5000000000"]);
  const pick = random.below(10);
  if (pick < 3) return `{"jsonrpc":"2.0","id":${id},"method":"tools/call","params":{"name":"${random.pick(["echo", "é"])}","_meta":{"progressToken":${id}}}}`;
  if (pick < 6) return `{"jsonrpc":"2.0","id":${id},"result":{"isError":${random.pick(["true", "false"])}}}`;
  return random.pick([
    `{"jsonrpc":"2.0","id":${id},"error":{"code":-1,"message":"no"}}`,
    `{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":${id},"progress":1}}`,
    `{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":${id}}}`,
    `{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":${id}}}`,
    '{"jsonrpc":"2.0","method":"notifications/message","params":{}}',
    `{"jsonrpc":"2.0","id":${id},"method":"resources/read","params":{"uri":"x:1"}}`,
    `{"jsonrpc":"2.0","id":${id},"method":"sampling/createMessage","params":{"name":"none"}}`,
    '{"jsonrpc":"2.0","id":null,"method":"tools/call","params":{"name":"unanswerable"}}',
    "stray",
  ]);
}
