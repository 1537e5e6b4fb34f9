import assert from "node:assert/strict";
import type { FeedBody } from "../../../src/core/feed/protocol";
import { settle } from "../../support/fakeClock";
import { ExchangeFold } from "../../../src/core/trace/exchangeFold";
import { source, stage } from "./pageHostStage";

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

  it("shows the newest rows of a session alone while all of it is folded, and says when that fails", async () => {
    const { ask, ready, page, sources, ofType, host } = stage();
    const folding = (folded: Promise<void>): void => {
      const then = source("then", ['{"jsonrpc":"2.0","method":"b"}', '{"jsonrpc":"2.0","method":"c"}']);
      sources.set("then", { ...then, newest: new ExchangeFold(then.trace, 1), folded });
    };
    const methods = (): unknown => [...page.rows].toSorted(([one], [other]) => one - other).map(([, { method }]) => method);
    let end = (): void => undefined;
    folding(new Promise((resolve) => (end = resolve)));
    await ready();
    await ask("show", { session: "then", beside: false });
    const acknowledge = (): void => page.unacknowledged.splice(0).forEach((batch) => host.receive({ type: "ack", of: "then", batch, worked: 1 }));
    acknowledge();
    assert.deepEqual([methods(), page.behind], [["c"], 1]);
    end();
    await settle();
    assert.deepEqual([methods(), page.behind], [["b", "c"], 0]);
    acknowledge();
    await ask("show", { session: "now", beside: false });
    folding(Promise.reject(new Error("The disk is gone.")));
    await ask("show", { session: "then", beside: false });
    await settle();
    assert.deepEqual([methods(), ofType("warning").map(({ message }) => message)], [["c"], ["The disk is gone."]]);
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
    host.receive({ type: "ack", of: "now", batch: page.unacknowledged.pop(), worked: 1 });
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
    assert.equal((await ask("adoptFilters", { filters: [] }))?.type, "answer");
    assert.equal((await ask("adoptFilters", { filters: "all" }))?.type, "refusal");
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
});
