import assert from "node:assert/strict";
import { Emitter } from "../../../src/core/base/event";
import { SessionNumbers } from "../../../src/core/feed/model/sessionNumbers";
import { SessionsModel } from "../../../src/core/feed/model/sessionsModel";
import type { FeedSession } from "../../../src/core/feed/protocol";
import { FeedStatus } from "../../../media/traffic/feedStatus";
import type { Page, PageState } from "../../../media/traffic/part";
import { ShownSessions } from "../../../media/traffic/shownSessions";
import { readState } from "../../../media/traffic/state";

/** A page that shows all sessions, whose host answers when the test says so. */
function stage(groups: PageState["groups"]) {
  const sessions: readonly FeedSession[] = [{ id: "now", title: "This Window", live: true }, { id: "earlier", title: "Earlier", live: false }];
  const changes = new Emitter<ReadonlySet<keyof PageState>>();
  const asked: { readonly session: string; readonly answer: () => Promise<void>; readonly refuse: (message: string) => Promise<void> }[] = [];
  let state = readState({ grouped: true, groups });
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
        if (name !== "show" || !("session" in ask)) return;
        const value = {} as Parameters<typeof resolve>[0];
        asked.push({ session: ask.session, answer: () => (resolve(value), settled()), refuse: (message) => (reject(new Error(message)), settled()) });
      }),
    announce: () => undefined,
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
  return { asked, listed, open, model, page, sessionsAsked: () => asked.map(({ session }) => session) };
}

describe("the sessions that a page has its host show", () => {
  it("are asked for once each, as far as they are expanded", async () => {
    const { asked, listed, open, sessionsAsked } = stage({ earlier: true });
    listed("now");
    open("now");
    assert.deepEqual(sessionsAsked(), ["now", "earlier"]);
    listed("now", "earlier");
    open("earlier");
    for (const { answer } of asked) await answer();
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
    assert.deepEqual(sessionsAsked(), ["now", "earlier"]);
    listed("now");
    open("now");
    await asked[0]?.answer();
    await asked[1]?.answer();
    assert.deepEqual(sessionsAsked(), ["now", "earlier", "earlier"]);
  });

  it("are left alone after a refusal until a person tries again", async () => {
    const { asked, listed, open, page, sessionsAsked } = stage({ earlier: true });
    listed("now");
    open("now");
    await asked[1]?.refuse("This session is gone.");
    listed("now");
    assert.deepEqual(sessionsAsked(), ["now", "earlier"]);
    page.change({ groups: { earlier: false } });
    page.change({ groups: { earlier: true } });
    assert.deepEqual(sessionsAsked(), ["now", "earlier", "earlier"]);
  });
});
