import assert from "node:assert/strict";
import { settle } from "../../support/fakeClock";
import { source, stage, utf8 } from "./pageHostStage";

describe("the host of a Traffic page that shows several sessions", () => {
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
    for (const of of ["now", "then"]) host.receive({ type: "ack", of, batch: 1, worked: 1 });
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

  it("names all that it shows as the list does, and in its order", async () => {
    const { ready, ask, host, list } = stage();
    assert.deepEqual(host.sessions, []);
    await ready();
    await ask("show", { session: "then", beside: false });
    await ask("show", { session: "now", beside: true });
    assert.deepEqual(host.sessions.map(({ title, source: { session } }) => [title, session]), [["This Window", "now"], ["Yesterday", "then"]]);
    list.pop();
    assert.deepEqual(host.sessions.map(({ title }) => title), ["This Window", "Yesterday"], "one that was deleted is shown still");
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
      for (const { of, batch } of waiting) host.receive({ type: "ack", of, batch, worked: 1 });
      const sent = unacknowledged();
      assert.ok(sent.length <= 1, sent.join());
      turns.push(...sent);
      if (sent.length === 0) await clock.advance(60);
    }
    assert.ok(host.isSettled);
    assert.deepEqual(new Set(turns), new Set(["now", "then"]));
    assert.ok(turns.some((of, index) => of !== turns[index + 1] && index + 1 < turns.length), "they take turns");
  });

  it("does not take the time that a feed waits for its turn for time that the page needs", async () => {
    const framesFor = async (ids: readonly string[]): Promise<number> => {
      const { ready, ask, host, page, sources, list, clock, ofType } = stage();
      for (const id of ids) {
        const trace = source(id, []);
        trace.trace.open({ server: "s", name: "s" }).stdout(utf8('{"jsonrpc":"2.0","method":"a"}\n'.repeat(40_000)));
        sources.set(id, trace);
      }
      list.splice(0, list.length, ...ids.map((id) => ({ id, title: id, live: false })));
      await ready();
      for (const session of ids) await ask("show", { session, beside: true });
      let acknowledged = 0;
      let frames = 0;
      for (; !host.isSettled; frames++) {
        assert.ok(frames < 1000, "it never ends");
        await clock.advance(17);
        const waiting = ofType("end").slice(acknowledged);
        acknowledged += waiting.length;
        page.unacknowledged.length = 0;
        for (const { of, batch } of waiting) host.receive({ type: "ack", of, batch, worked: 1 });
      }
      return frames;
    };
    const one = await framesFor(["a"]);
    const four = await framesFor(["a", "b", "c", "d"]);
    assert.ok(four <= 4 * one + 4, `${four} frames for four sessions, ${one} for one`);
  });
});
