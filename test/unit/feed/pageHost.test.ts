import assert from "node:assert/strict";
import { Emitter } from "../../../src/core/base/event";
import type { FeedAct, FeedSource } from "../../../src/core/feed/feedHost";
import type { Mark } from "../../../src/core/feed/marks";
import { PageHost } from "../../../src/core/feed/pageHost";
import type { FeedBody, FeedSession, HostToPage } from "../../../src/core/feed/protocol";
import { ExchangeFold } from "../../../src/core/trace/exchangeFold";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import { FakeClock, settle } from "../../support/fakeClock";
import { Receiver } from "./receiver";

const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

function source(session: string, lines: readonly string[]): FeedSource & { readonly trace: RingTrace } {
  const trace = new RingTrace(new FakeClock(5), { session, memoryBytes: 2 ** 28 });
  const exchanges = new ExchangeFold(trace);
  const writer = trace.open({ server: session, name: session });
  for (const line of lines) writer.stdout(utf8(`${line}\n`));
  return { session, trace, exchanges };
}

function stage() {
  const clock = new FakeClock(100);
  const sources = new Map([["now", source("now", ['{"jsonrpc":"2.0","method":"a"}', "stray"])], ["then", source("then", ['{"jsonrpc":"2.0","method":"b"}'])]]);
  const list: FeedSession[] = [{ id: "now", title: "This Window", live: true }, { id: "then", title: "Yesterday", live: false }];
  const log: string[] = [];
  const acts: FeedAct<FeedSource>[] = [];
  const messages: HostToPage[] = [];
  const page = new Receiver();
  const sessionsChanged = new Emitter<void>();
  const marksChanged = new Emitter<string>();
  const setMarks = (session: string, given: readonly Mark[]): void => {
    marks.set(session, given);
    marksChanged.fire(session);
  };
  const marks = new Map<string, readonly Mark[]>();
  const opening = { wait: Promise.resolve() };
  const host = new PageHost<FeedSource>(
    {
      clock,
      pause: () => Promise.resolve(),
      warn: (message) => log.push(`warn ${message}`),
      sessions: {
        list: () => list,
        async open(id) {
          await opening.wait;
          log.push(`open ${id}`);
          return sources.get(id) ?? Promise.reject(new Error(`${id} cannot be read`));
        },
        close: ({ session }) => log.push(`close ${session}`),
        onChange: sessionsChanged.event,
      },
      marks: { of: (session) => marks.get(session) ?? [], set: (session, seqs, comment = "") => setMarks(session, seqs.map((seq) => ({ seq, comment }))), onChange: marksChanged.event },
      act: async (act) => {
        acts.push(act);
        if (act.action === "sendAgain") throw new Error("The server is gone.");
      },
    },
    (message) => {
      messages.push(message);
      if (message.type !== "answer" && message.type !== "refusal" && message.type !== "reveal") page.take(message);
    },
  );
  const ofType = <T extends HostToPage["type"]>(type: T) => messages.filter((message): message is HostToPage & { readonly type: T } => message.type === type);
  let asked = 0;
  const ask = async (name: string, value: unknown): Promise<HostToPage | undefined> => {
    host.receive({ type: "ask", ask: ++asked, name, value });
    await settle();
    return messages.find((message) => "ask" in message && message.ask === asked);
  };
  const ready = async (): Promise<void> => {
    host.receive({ type: "ready" });
    await settle();
  };
  return { clock, host, list, log, acts, messages, page, sessionsChanged, opening, ofType, ask, ready, setMarks, sources };
}

describe("the host of a Traffic page", () => {
  it("says nothing before the page is ready, and then everything", async () => {
    const { messages, ready, page, ofType, log } = stage();
    await settle();
    assert.deepEqual(messages, []);
    await ready();
    assert.deepEqual(messages.map(({ type }) => type), ["sessions", "open", "marks", "rows", "end"]);
    assert.deepEqual(ofType("sessions")[0]?.shown, "now");
    assert.deepEqual([...page.rows.values()].map(({ kind }) => kind), ["notification", "junk"]);
    assert.deepEqual(log, ["open now"]);
  });

  it("tells everything again to a page that begins anew, and nothing to one that is gone", async () => {
    const { messages, ready, host, sources, clock, ofType } = stage();
    await ready();
    host.stop();
    const count = messages.length;
    sources.get("now")?.trace.clear();
    await clock.advance(1000);
    assert.equal(messages.length, count);
    await ready();
    assert.equal(ofType("open").length, 2);
    await ready();
    assert.equal(ofType("open").length, 3);
  });

  it("gives the line of a row as it was sent, up to a limit, and what is wrong with it", async () => {
    const { ask, ready } = stage();
    await ready();
    const answer = await ask("body", { seq: 1, limit: 3 });
    assert.ok(answer?.type === "answer");
    const { bytes, size, fault, event } = answer.value as FeedBody;
    assert.equal(Buffer.from(bytes ?? new ArrayBuffer(0)).toString(), "str");
    assert.equal(bytes?.byteLength, 3, "the buffer holds nothing else");
    assert.equal(size, 5);
    assert.match(fault ?? "", /Not JSON/);
    assert.equal(event, undefined);
    const none = await ask("body", { seq: 99, limit: 3 });
    assert.deepEqual(none?.type === "answer" && none.value, { bytes: undefined, size: 0, event: undefined, fault: undefined });
  });

  it("searches", async () => {
    const { ask, ready } = stage();
    await ready();
    const answer = await ask("search", { text: "STRAY" });
    assert.ok(answer?.type === "answer");
    assert.deepEqual([...new Float64Array((answer.value as { readonly rows: ArrayBuffer }).rows)], [1]);
  });

  it("switches to another session, keeps to it when the page begins anew, and says when it cannot be read", async () => {
    const { ask, ready, log, page, ofType, list } = stage();
    await ready();
    assert.equal((await ask("show", { session: "then" }))?.type, "answer");
    assert.deepEqual([...page.rows.values()].map(({ method }) => method), ["b"]);
    assert.deepEqual(log, ["open now", "open then", "close now"]);
    assert.equal(ofType("sessions").at(-1)?.shown, "then");
    await ready();
    assert.equal(ofType("sessions").at(-1)?.shown, "then");
    const gone = await ask("show", { session: "never" });
    assert.match(gone?.type === "refusal" ? gone.message : "", /gone/);
    list.push({ id: "torn", title: "Torn", live: false });
    const torn = await ask("show", { session: "torn" });
    assert.deepEqual(torn?.type === "refusal" && torn.message, "torn cannot be read");
    assert.equal(ofType("sessions").at(-1)?.shown, "then", "what was shown stays");
    list.splice(1, 1);
    await ready();
    assert.equal(ofType("sessions").at(-1)?.shown, "now", "a session that is gone is not waited for");
  });

  it("shows this window when the session that a page showed before cannot be read any more", async () => {
    const { ready, ask, host, log, ofType, sources } = stage();
    await ready();
    await ask("show", { session: "then" });
    host.stop();
    sources.delete("then");
    await ready();
    assert.equal(ofType("sessions").at(-1)?.shown, "now");
    assert.ok(log.includes("warn then cannot be read"), log.join());
  });

  it("shows what was chosen last, however long the sessions take to open", async () => {
    const { ready, host, log, opening, ofType } = stage();
    await ready();
    let go = (): void => undefined;
    opening.wait = new Promise((resolve) => (go = resolve));
    host.receive({ type: "ask", ask: 1, name: "show", value: { session: "then" } });
    await settle();
    opening.wait = Promise.resolve();
    host.receive({ type: "ask", ask: 2, name: "show", value: { session: "now" } });
    await settle();
    go();
    await settle();
    assert.equal(ofType("sessions").at(-1)?.shown, "now");
    assert.equal(log.filter((line) => line.startsWith("open")).length - log.filter((line) => line.startsWith("close")).length, 1, log.join());
  });

  it("reveals a row, of another session too, and of a page that is still to come", async () => {
    const { ready, host, ofType, messages } = stage();
    host.reveal({ session: "then", seq: 0 });
    await settle();
    assert.deepEqual(messages, []);
    await ready();
    assert.deepEqual(ofType("reveal"), [{ type: "reveal", seq: 0 }]);
    assert.equal(ofType("sessions").at(-1)?.shown, "then");
    host.reveal({ session: "now", seq: 1 });
    await settle();
    assert.deepEqual(ofType("reveal").at(-1), { type: "reveal", seq: 1 });
    assert.equal(ofType("sessions").at(-1)?.shown, "now");
  });

  it("carries out what was chosen, and says why it could not", async () => {
    const { ask, ready, acts } = stage();
    const early = await ask("act", { action: "open", seqs: [0] });
    assert.equal(early, undefined, "a page that is not there is not answered");
    await ready();
    assert.equal((await ask("act", { action: "comment", seqs: [1], text: "why?" }))?.type, "answer");
    assert.deepEqual(acts.map(({ source: { session }, action, seqs, text }) => ({ session, action, seqs, text })), [{ session: "now", action: "comment", seqs: [1], text: "why?" }]);
    const refused = await ask("act", { action: "sendAgain", seqs: [0] });
    assert.deepEqual(refused?.type === "refusal" && refused.message, "The server is gone.");
  });

  it("passes on new marks and the list of sessions", async () => {
    const { ready, setMarks, page, host, clock, list, sessionsChanged, ofType } = stage();
    await ready();
    host.receive({ type: "ack", batch: page.unacknowledged.pop() });
    setMarks("then", [{ seq: 0, comment: "of another session" }]);
    setMarks("now", [{ seq: 1, comment: "!" }]);
    list.push({ id: "new", title: "New", live: false });
    sessionsChanged.fire();
    assert.equal(ofType("sessions").at(-1)?.sessions.length, 3);
    await clock.advance(100);
    assert.deepEqual(page.marks, [{ seq: 1, comment: "!" }]);
  });

  it("refuses what it does not know, and logs what no page says", async () => {
    const { ask, ready, log, host } = stage();
    await ready();
    for (const [name, value] of [["format", {}], ["body", { seq: -1, limit: 1 }], ["body", { seq: "1", limit: 1 }], ["search", {}], ["show", null], ["act", { action: "toString", seqs: [] }], ["act", { action: "open", seqs: ["1"] }]] as const) {
      assert.equal((await ask(name, value))?.type, "refusal", `${name} ${JSON.stringify(value)}`);
    }
    log.length = 0;
    for (const odd of [undefined, null, 7, "ready", [], {}, { type: "__proto__" }, { type: "ack" }, { type: "ask", ask: "1" }, { type: "broken", message: 7 }]) host.receive(odd);
    assert.equal(log.length, 10);
    host.receive({ type: "broken", message: "TypeError: x" });
    assert.match(log.at(-1) ?? "", /TypeError: x/);
  });

  it("lets go of everything when it is disposed", async () => {
    const { ready, host, log, messages, clock, sources } = stage();
    await ready();
    host.dispose();
    assert.equal(log.at(-1), "close now");
    const count = messages.length;
    sources.get("now")?.trace.clear();
    host.reveal({ session: "then", seq: 0 });
    await clock.advance(100);
    await settle();
    assert.equal(messages.length, count);
    assert.equal(clock.waiting, 0);
  });
});
