import assert from "node:assert/strict";
import { Emitter } from "../../../src/core/base/event";
import { SessionNumbers } from "../../../src/core/feed/model/sessionNumbers";
import { SessionsModel } from "../../../src/core/feed/model/sessionsModel";
import type { FeedSession } from "../../../src/core/feed/protocol";
import { FeedStatus } from "../../../media/traffic/feedStatus";
import type { Page, PageState } from "../../../media/traffic/part";
import { ShownSessions } from "../../../media/traffic/shownSessions";
import { withGroups } from "../../../media/traffic/groups";
import { readState } from "../../../media/traffic/state";

/** A page that shows all sessions, whose host answers when the test says so. */
function stage(groups: PageState["groups"], { earlier = ["earlier"], kept = {} }: { readonly earlier?: readonly string[]; readonly kept?: object } = {}) {
  const sessions: readonly FeedSession[] = [{ id: "now", title: "This Window", live: true }, ...earlier.map((id) => ({ id, title: `Of ${id}`, live: false }))];
  const changes = new Emitter<ReadonlySet<keyof PageState>>();
  const asked: { readonly session: string; readonly answer: () => Promise<void>; readonly refuse: (message: string) => Promise<void> }[] = [];
  const announced: string[] = [];
  const hidden: string[] = [];
  let state = readState({ grouped: true, groups, ...kept });
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const numbers = new SessionNumbers();
  const model = new SessionsModel(numbers);
  const status = new FeedStatus();
  const page: Pick<Page, "state" | "change" | "onChange" | "ask" | "announce" | "invalidate"> = {
    get state() {
      return state;
    },
    change(change) {
      state = { ...state, ...change };
      changes.fire(new Set(Object.keys(change) as (keyof PageState)[]));
    },
    onChange: changes.event,
    ask: (name, ask) =>
      new Promise((resolve, reject) => {
        if (!("session" in ask)) return;
        if (name === "hide") hidden.push(ask.session);
        if (name !== "show") return;
        const value = {} as Parameters<typeof resolve>[0];
        asked.push({ session: ask.session, answer: () => (resolve(value), settled()), refuse: (message) => (reject(new Error(message)), settled()) });
      }),
    announce: (text) => void announced.push(text),
    invalidate: () => undefined,
  };
  const shown = new ShownSessions(page as Page, model, numbers, status);
  const listed = (...ids: readonly string[]): void => {
    status.listed({ type: "sessions", sessions, shown: ids });
    shown.listed();
  };
  const open = (id: string): void => {
    const session = sessions.find((each) => each.id === id);
    assert.ok(session);
    shown.opening(id);
    model.take({ type: "open", of: id, session, first: 0, next: 0 });
  };
  return { asked, listed, open, model, numbers, page, announced, hidden, sessionsAsked: () => asked.map(({ session }) => session) };
}

describe("the sessions that a page has its host show", () => {
  it("are asked for once each and one after the other, as far as they are expanded", async () => {
    const { asked, listed, open, sessionsAsked } = stage({ earlier: true });
    listed("now");
    open("now");
    assert.deepEqual(sessionsAsked(), ["now"]);
    await asked[0]?.answer();
    assert.deepEqual(sessionsAsked(), ["now", "earlier"]);
    listed("now", "earlier");
    open("earlier");
    await asked[1]?.answer();
    listed("now", "earlier");
    assert.deepEqual(sessionsAsked(), ["now", "earlier"]);
  });

  it("are asked for once more when the host has left them for one that was to be revealed", async () => {
    const { asked, listed, open, model, sessionsAsked } = stage({});
    listed();
    await asked[0]?.answer();
    listed("now");
    open("now");
    listed("earlier");
    open("earlier");
    assert.deepEqual(model.ids, ["earlier"]);
    assert.deepEqual(sessionsAsked().filter((id) => id === "now").length > 1, true, "nobody would ever open it otherwise");
  });

  it("are asked for once more when the host did not show what it was asked for", async () => {
    const { asked, listed, open, sessionsAsked } = stage({ earlier: true });
    listed();
    listed("now");
    open("now");
    await asked[0]?.answer();
    assert.deepEqual(sessionsAsked(), ["now", "earlier"]);
    await asked[1]?.answer();
    assert.deepEqual(sessionsAsked(), ["now", "earlier", "earlier"]);
  });

  it("are left alone after a refusal until a person tries again", async () => {
    const { asked, listed, open, page, sessionsAsked } = stage({ earlier: true });
    listed("now");
    open("now");
    await asked[0]?.answer();
    await asked[1]?.refuse("This session is gone.");
    listed("now");
    assert.deepEqual(sessionsAsked(), ["now", "earlier"]);
    page.change({ groups: { earlier: false } });
    page.change({ groups: { earlier: true } });
    assert.deepEqual(sessionsAsked(), ["now", "earlier", "earlier"]);
  });

  it("are some of those that were expanded last, where more are than can be shown; the others are collapsed, which is said", async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `e${index}`);
    const { asked, listed, open, page, announced, hidden, sessionsAsked } = stage(Object.fromEntries(ids.toReversed().map((id) => [id, true])), { earlier: ids });
    listed("now");
    open("now");
    assert.equal(announced.length, 1);
    assert.match(announced[0] ?? "", /^4 sessions were collapsed: at most 8/);
    const shown = ["now"];
    for (let next = 0; next < asked.length; next++) {
      const session = asked[next]?.session ?? "";
      if (session !== "now") open(session);
      shown.push(session);
      listed(...shown);
      await asked[next]?.answer();
    }
    assert.deepEqual(sessionsAsked(), ["now", ...ids.slice(0, 8)]);
    page.change({ groups: withGroups(page.state.groups, ["e11"], true) });
    assert.match(announced[1] ?? "", /^Of e7 was collapsed/);
    assert.deepEqual([page.state.groups["e7"], page.state.groups["e11"]], [false, true]);
    assert.deepEqual(hidden, ["e7"], "the host need not keep it");
    assert.deepEqual(sessionsAsked().at(-1), "e11");
  });

  it("have numbers as long as they are listed or something refers to them", () => {
    const far = 2 * 2 ** 40 + 5;
    const kept = { session: "gone", beside: ["now", "referred", "gone too"], expanded: [far] };
    const { listed, numbers, page } = stage({}, { kept, earlier: ["earlier", "another", "third"] });
    listed("now");
    assert.equal(numbers.sessionOf(far), "referred");
    assert.deepEqual(numbers.ids, ["earlier", "now", "referred", "another", "third"]);
    assert.deepEqual([page.state.session, page.state.beside], ["earlier", ["now", "referred", "another", "third"]]);
  });
});
