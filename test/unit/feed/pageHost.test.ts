import assert from "node:assert/strict";
import { Emitter } from "../../../src/core/base/event";
import type { FeedAct, FeedSource } from "../../../src/core/feed/feedHost";
import type { Mark } from "../../../src/core/feed/marks";
import { PageHost } from "../../../src/core/feed/pageHost";
import type { SavedFilter } from "../../../src/core/trace/filter/savedFilter";
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
  const filtersChanged = new Emitter<void>();
  const filters: { kept: readonly SavedFilter[] } = { kept: [] };
  const setMarks = (session: string, given: readonly Mark[]): void => {
    marks.set(session, given);
    marksChanged.fire(session);
  };
  const marks = new Map<string, readonly Mark[]>();
  const opening = { wait: Promise.resolve() };
  /** What is told of several sessions is no matter for one receiver. */
  let isAlone = true;
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
      savedFilters: {
        list: () => filters.kept,
        save: async (given) => {
          if (given.some(({ name }) => name === "refused")) throw new Error("settings.json has unsaved changes.");
          filters.kept = given;
          filtersChanged.fire();
        },
        onChange: filtersChanged.event,
      },
      act: async (act) => {
        acts.push(act);
        if (act.action === "sendAgain") throw new Error("The server is gone.");
      },
    },
    (message) => {
      messages.push(message);
      if (message.type === "sessions") isAlone = message.shown.length === 1;
      else if (isAlone && "of" in message) page.take(message);
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
  return { clock, host, list, log, acts, messages, page, sessionsChanged, opening, ofType, ask, ready, setMarks, sources, filters, filtersChanged };
}

describe("the host of a Traffic page", () => {
  it("says nothing before the page is ready, and then everything", async () => {
    const { messages, ready, page, ofType, log } = stage();
    await settle();
    assert.deepEqual(messages, []);
    await ready();
    assert.deepEqual(messages.map(({ type }) => type), ["savedFilters", "sessions", "open", "marks", "rows", "end"]);
    assert.deepEqual(ofType("sessions")[0]?.shown, ["now"]);
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
    const answer = await ask("body", { session: "now", seq: 1, limit: 3 });
    assert.ok(answer?.type === "answer");
    const { bytes, size, fault, event } = answer.value as FeedBody;
    assert.equal(Buffer.from(bytes ?? new ArrayBuffer(0)).toString(), "str");
    assert.equal(bytes?.byteLength, 3, "the buffer holds nothing else");
    assert.equal(size, 5);
    assert.match(fault ?? "", /Not JSON/);
    assert.equal(event, undefined);
    const none = await ask("body", { session: "now", seq: 99, limit: 3 });
    assert.deepEqual(none?.type === "answer" && none.value, { bytes: undefined, size: 0, event: undefined, fault: undefined });
  });

  it("searches", async () => {
    const { ask, ready } = stage();
    await ready();
    const answer = await ask("search", { session: "now", text: "STRAY" });
    assert.ok(answer?.type === "answer");
    assert.deepEqual([...new Float64Array((answer.value as { readonly rows: ArrayBuffer }).rows)], [1]);
  });

  it("switches to another session, keeps to it when the page begins anew, and says when it cannot be read", async () => {
    const { ask, ready, log, page, ofType, list } = stage();
    await ready();
    assert.equal((await ask("show", { session: "then", beside: false }))?.type, "answer");
    assert.deepEqual([...page.rows.values()].map(({ method }) => method), ["b"]);
    assert.deepEqual(log, ["open now", "open then", "close now"]);
    assert.deepEqual(ofType("sessions").at(-1)?.shown, ["then"]);
    await ready();
    assert.deepEqual(ofType("sessions").at(-1)?.shown, ["then"]);
    const gone = await ask("show", { session: "never", beside: false });
    assert.match(gone?.type === "refusal" ? gone.message : "", /gone/);
    list.push({ id: "torn", title: "Torn", live: false });
    const torn = await ask("show", { session: "torn", beside: false });
    assert.deepEqual(torn?.type === "refusal" && torn.message, "torn cannot be read");
    assert.deepEqual(ofType("sessions").at(-1)?.shown, ["then"], "what was shown stays");
    list.splice(1, 1);
    await ready();
    assert.deepEqual(ofType("sessions").at(-1)?.shown, ["now"], "a session that is gone is not waited for");
  });

  it("shows this window when the session that a page showed before cannot be read any more", async () => {
    const { ready, ask, host, log, ofType, sources } = stage();
    await ready();
    await ask("show", { session: "then", beside: false });
    host.stop();
    sources.delete("then");
    await ready();
    assert.deepEqual(ofType("sessions").at(-1)?.shown, ["now"]);
    assert.ok(log.includes("warn then cannot be read"), log.join());
  });

  it("shows what was chosen last, however long the sessions take to open", async () => {
    const { ready, host, log, opening, ofType } = stage();
    await ready();
    let go = (): void => undefined;
    opening.wait = new Promise((resolve) => (go = resolve));
    host.receive({ type: "ask", ask: 1, name: "show", value: { session: "then", beside: false } });
    await settle();
    opening.wait = Promise.resolve();
    host.receive({ type: "ask", ask: 2, name: "show", value: { session: "now", beside: false } });
    await settle();
    go();
    await settle();
    assert.deepEqual(ofType("sessions").at(-1)?.shown, ["now"]);
    assert.equal(log.filter((line) => line.startsWith("open")).length - log.filter((line) => line.startsWith("close")).length, 1, log.join());
  });

  it("reveals a row, of another session too, and of a page that is still to come", async () => {
    const { ready, host, ofType, messages } = stage();
    host.reveal({ session: "then", seq: 0 });
    await settle();
    assert.deepEqual(messages, []);
    await ready();
    assert.deepEqual(ofType("reveal"), [{ type: "reveal", session: "then", seq: 0 }]);
    assert.deepEqual(ofType("sessions").at(-1)?.shown, ["then"]);
    host.reveal({ session: "now", seq: 1 });
    await settle();
    assert.deepEqual(ofType("reveal").at(-1), { type: "reveal", session: "now", seq: 1 });
    assert.deepEqual(ofType("sessions").at(-1)?.shown, ["now"]);
  });

  it("carries out what was chosen, and says why it could not", async () => {
    const { ask, ready, acts } = stage();
    const early = await ask("act", { action: "open", rows: [{ session: "now", seqs: [0] }] });
    assert.equal(early, undefined, "a page that is not there is not answered");
    await ready();
    assert.equal((await ask("act", { action: "comment", rows: [{ session: "now", seqs: [1] }], text: "why?" }))?.type, "answer");
    assert.deepEqual(acts.map(({ source: { session }, action, seqs, text }) => ({ session, action, seqs, text })), [{ session: "now", action: "comment", seqs: [1], text: "why?" }]);
    const refused = await ask("act", { action: "sendAgain", rows: [{ session: "now", seqs: [0] }] });
    assert.deepEqual(refused?.type === "refusal" && refused.message, "The server is gone.");
  });

  it("passes on new marks and the list of sessions", async () => {
    const { ready, setMarks, page, host, clock, list, sessionsChanged, ofType } = stage();
    await ready();
    host.receive({ type: "ack", of: "now", batch: page.unacknowledged.pop() });
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
    for (const [name, value] of [["format", {}], ["body", { session: "now", seq: -1, limit: 1 }], ["body", { session: "now", seq: "1", limit: 1 }], ["body", { seq: 1, limit: 1 }], ["search", { session: "now" }], ["search", { text: "a" }], ["show", null], ["show", { session: "then" }], ["hide", {}], ["act", { action: "toString", rows: [{ session: "now", seqs: [] }] }], ["act", { action: "open", rows: [{ session: "now", seqs: ["1"] }] }], ["act", { action: "open", rows: [] }]] as const) {
      assert.equal((await ask(name, value))?.type, "refusal", `${name} ${JSON.stringify(value)}`);
    }
    log.length = 0;
    for (const odd of [undefined, null, 7, "ready", [], {}, { type: "__proto__" }, { type: "ack" }, { type: "ask", ask: "1" }, { type: "broken", message: 7 }]) host.receive(odd);
    assert.equal(log.length, 10);
    host.receive({ type: "broken", message: "TypeError: x" });
    assert.match(log.at(-1) ?? "", /TypeError: x/);
  });

  it("tells the saved filters to a page that begins, and whenever they change, and has them kept", async () => {
    const { ready, ask, ofType, filters, filtersChanged, host } = stage();
    const slow = { name: "Slow", filter: "dur:>1s", color: "red" };
    filters.kept = [slow];
    filtersChanged.fire();
    assert.deepEqual(ofType("savedFilters"), [], "nobody is there yet");
    await ready();
    assert.deepEqual(ofType("savedFilters").map((told) => told.filters), [[slow]]);
    const both = [slow, { name: "Errors", filter: "status:error" }];
    assert.equal((await ask("saveFilters", { filters: both }))?.type, "answer");
    assert.deepEqual(filters.kept, both);
    assert.deepEqual(ofType("savedFilters").at(-1)?.filters, both);
    const refused = await ask("saveFilters", { filters: [{ name: "refused", filter: "a" }] });
    assert.ok(refused?.type === "refusal" && refused.message === "settings.json has unsaved changes.", JSON.stringify(refused));
    for (const filters of [undefined, "x", [1], [{ name: "", filter: "a" }], [{ name: "a", filter: " " }], [{ name: "a", filter: "b", color: 3 }]]) {
      assert.equal((await ask("saveFilters", { filters }))?.type, "refusal", JSON.stringify(filters));
    }
    assert.deepEqual(filters.kept, both);
    host.dispose();
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

  it("shows sessions beside others, each with its own feed, marks and rows", async () => {
    const { ask, ready, log, acts, messages, ofType, host, clock, setMarks } = stage();
    await ready();
    assert.equal((await ask("show", { session: "then", beside: true }))?.type, "answer");
    assert.deepEqual(log, ["open now", "open then"]);
    assert.deepEqual(ofType("sessions").at(-1)?.shown, ["now", "then"]);
    assert.deepEqual(ofType("open").map(({ of, session }) => [of, session.id]), [["now", "now"], ["then", "then"]]);
    const search = await ask("search", { session: "then", text: "STRAY" });
    assert.ok(search?.type === "answer");
    assert.equal((search.value as { readonly rows: ArrayBuffer }).rows.byteLength, 0, "the other session has it");
    for (const of of ["now", "then"]) host.receive({ type: "ack", of, batch: 1 });
    setMarks("then", [{ seq: 0, comment: "!" }]);
    await clock.advance(100);
    assert.deepEqual(ofType("marks").at(-1), { type: "marks", of: "then", marks: [{ seq: 0, comment: "!" }] });
    await ask("act", { action: "copyJson", rows: [{ session: "then", seqs: [0] }, { session: "now", seqs: [1] }] });
    assert.deepEqual(acts.map(({ source: { session }, seqs, beside }) => [session, seqs, beside.map((each) => [each.source.session, each.seqs])]), [["then", [0], [["now", [1]]]]]);
    const count = messages.length;
    await ask("show", { session: "then", beside: true });
    assert.deepEqual(messages.slice(count).map(({ type }) => type), ["answer"], "what is shown is not told anew");
  });

  it("lets go of one session and keeps the others, and of all for one", async () => {
    const { ask, ready, log, ofType, list } = stage();
    await ready();
    await ask("show", { session: "then", beside: true });
    await ask("hide", { session: "now" });
    assert.deepEqual(ofType("sessions").at(-1)?.shown, ["then"]);
    const gone = await ask("body", { session: "now", seq: 0, limit: 1 });
    assert.match(gone?.type === "refusal" ? gone.message : "", /not shown any more/);
    assert.equal((await ask("body", { session: "then", seq: 0, limit: 1 }))?.type, "answer");
    await ask("show", { session: "now", beside: true });
    await ask("show", { session: "then", beside: false });
    assert.deepEqual(ofType("sessions").at(-1)?.shown, ["then"]);
    assert.deepEqual(log, ["open now", "open then", "close now", "open now", "open then", "close then", "close now"]);
    list.push({ id: "torn", title: "Torn", live: false });
    assert.equal((await ask("show", { session: "torn", beside: true }))?.type, "refusal");
    assert.deepEqual(ofType("sessions").at(-1)?.shown, ["then"], "what was shown stays");
  });

  it("does not show beside others what was given up while it was opened", async () => {
    const { ready, host, log, opening, ofType, ask } = stage();
    await ready();
    let go = (): void => undefined;
    opening.wait = new Promise((resolve) => (go = resolve));
    host.receive({ type: "ask", ask: 901, name: "show", value: { session: "then", beside: true } });
    await settle();
    await ask("hide", { session: "then" });
    go();
    await settle();
    assert.deepEqual(ofType("open").map(({ of }) => of), ["now"]);
    assert.deepEqual(log, ["open now", "open then", "close then"]);
  });

  it("reveals a row beside the sessions that are shown", async () => {
    const { ready, ask, host, ofType } = stage();
    await ready();
    await ask("show", { session: "now", beside: true });
    host.reveal({ session: "then", seq: 0 });
    await settle();
    assert.deepEqual(ofType("sessions").at(-1)?.shown, ["now", "then"]);
    assert.deepEqual(ofType("reveal"), [{ type: "reveal", session: "then", seq: 0 }]);
  });

  it("begins a new page with the session of this window, whatever stood beside it", async () => {
    const { ready, ask, ofType } = stage();
    await ready();
    await ask("show", { session: "then", beside: false });
    await ask("show", { session: "now", beside: true });
    await ready();
    assert.deepEqual(ofType("sessions").at(-1)?.shown, ["now"]);
  });

  it("sends no batch of one session while another one's is on its way, however much there is of both", async () => {
    const { ready, ask, host, sources, clock, ofType } = stage();
    const line = '{"jsonrpc":"2.0","method":"notifications/message"}\n';
    for (const source of sources.values()) source.trace.open({ server: "s", name: "s" }).stdout(utf8(line.repeat(20_000)));
    await ready();
    const unacknowledged = (): readonly string[] => ofType("end").slice(acknowledged).map(({ of }) => of);
    let acknowledged = 0;
    await ask("show", { session: "then", beside: true });
    const firsts = unacknowledged();
    assert.deepEqual(firsts, ["now", "then"], "the first rows of each come at once");
    const turns: string[] = [];
    for (let turn = 0; turn < 40; turn++) {
      const waiting = ofType("end").slice(acknowledged);
      acknowledged += waiting.length;
      for (const { of, batch } of waiting) host.receive({ type: "ack", of, batch });
      const sent = unacknowledged();
      assert.ok(sent.length <= 1, sent.join());
      turns.push(...sent);
      if (sent.length === 0) await clock.advance(60);
    }
    assert.ok(host.isSettled);
    assert.deepEqual(new Set(turns), new Set(["now", "then"]));
    assert.ok(turns.some((of, index) => of !== turns[index + 1] && index + 1 < turns.length), "they take turns");
  });
});
