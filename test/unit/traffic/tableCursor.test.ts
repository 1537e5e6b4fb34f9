import assert from "node:assert/strict";
import { SessionNumbers } from "../../../src/core/feed/model/sessionNumbers";
import { SessionsModel } from "../../../src/core/feed/model/sessionsModel";
import type { FeedSession } from "../../../src/core/feed/protocol";
import { ExchangeFold } from "../../../src/core/trace/exchangeFold";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import { Feed } from "../../../src/core/feed/feed";
import type { Page, PageState } from "../../../media/traffic/part";
import { readState } from "../../../media/traffic/state";
import { TableCursor } from "../../../media/traffic/table/tableCursor";
import { FakeClock } from "../../support/fakeClock";

const SESSIONS: readonly FeedSession[] = [{ id: "now", title: "This Window", live: true }, { id: "earlier", title: "Earlier", live: false }];

/** A table with two sessions, both expanded, with one entry each. */
function stage() {
  const numbers = new SessionNumbers(SESSIONS.map(({ id }) => id));
  const model = new SessionsModel(numbers);
  model.arrange(SESSIONS.map((session) => ({ session, expanded: true, failure: undefined })));
  for (const session of SESSIONS) {
    const clock = new FakeClock(5);
    const trace = new RingTrace(clock, { session: session.id, memoryBytes: 2 ** 26 });
    trace.open({ server: "a", name: "a" }).stdout(new Uint8Array(Buffer.from('{"jsonrpc":"2.0","method":"a"}\n')));
    new Feed({ trace, exchanges: new ExchangeFold(trace), session, clock, marks: () => [], send: (message) => model.take({ ...message, of: session.id }) }).dispose();
  }
  model.update();
  let state: PageState = readState({ grouped: true });
  const page: Pick<Page, "model" | "state" | "change" | "invalidate" | "announce"> = {
    model,
    get state() {
      return state;
    },
    change: (change) => (state = { ...state, ...change }),
    invalidate: () => undefined,
    announce: () => undefined,
  };
  const nothing = (): void => undefined;
  const cursor = new TableCursor(page as Page, { linesPerPage: () => 10, columns: () => [], show: nothing, openMenu: nothing, findFilter: nothing, enterDetails: nothing });
  return { cursor, model, numbers };
}

describe("the keyboard in a table of several sessions", () => {
  it("goes with the right arrow from the line of a session to its first entry", () => {
    const { cursor, numbers } = stage();
    cursor.select(numbers.lineOf("now"));
    cursor.run({ type: "right" });
    assert.equal(cursor.seq, 0);
  });

  it("stays with the right arrow at a session of which the filter shows nothing", () => {
    const { cursor, model, numbers } = stage();
    model.setView({ ...model.view, matches: () => false });
    model.update();
    cursor.select(numbers.lineOf("now"));
    cursor.run({ type: "right" });
    assert.equal(cursor.seq, numbers.lineOf("now"), "the next line is another session's");
  });
});
