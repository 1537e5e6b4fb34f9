import assert from "node:assert/strict";
import { SessionNumbers } from "../../../src/core/feed/model/sessionNumbers";
import type { FeedSession } from "../../../src/core/feed/protocol";
import { SessionsModel } from "../../../src/core/feed/model/sessionsModel";
import { HostRows } from "../../../media/traffic/hostRows";
import type { Port } from "../../../media/traffic/port";

const NOW: FeedSession = { id: "now", title: "This Window", live: true };
const EARLIER: FeedSession = { id: "earlier", title: "Earlier", live: false };

function stage(...sessions: readonly FeedSession[]) {
  const numbers = new SessionNumbers(sessions.map(({ id }) => id));
  const model = new SessionsModel(numbers);
  if (sessions.length > 1) model.arrange(sessions.map((session) => ({ session, expanded: true, failure: undefined })));
  for (const session of sessions) model.take({ type: "open", of: session.id, session, first: 0, next: 0 });
  const asked: unknown[] = [];
  const port = { ask: (name: string, value: unknown) => Promise.resolve(asked.push([name, value])) } as unknown as Port;
  return { asked, numbers, rows: new HostRows(port, numbers, model) };
}

describe("rows of the page in the words of the host", () => {
  it("are told by their session, in which the line of a session stands for all of it", async () => {
    const { asked, numbers, rows } = stage(NOW, EARLIER);
    await rows.act("mark", [3, numbers.offsetOf("earlier") + 5, 4], undefined);
    await rows.act("export", [numbers.lineOf("earlier")], "tool:echo");
    assert.deepEqual(asked, [
      ["act", { action: "mark", rows: [{ session: "now", seqs: [3, 4] }, { session: "earlier", seqs: [5] }] }],
      ["act", { action: "export", rows: [{ session: "earlier", seqs: [] }], text: "tool:echo" }],
    ]);
  });

  it("are all that the page has when none is named, and for Clear only those of this window", async () => {
    const { asked, rows } = stage(NOW, EARLIER);
    await rows.act("save", [], "");
    await rows.act("clear", [], undefined);
    assert.deepEqual(asked, [
      ["act", { action: "save", rows: [{ session: "now", seqs: [] }, { session: "earlier", seqs: [] }], text: "" }],
      ["act", { action: "clear", rows: [{ session: "now", seqs: [] }] }],
    ]);
  });

  it("are never all when those that were named are gone", async () => {
    const { asked, rows } = stage(NOW);
    await assert.rejects(rows.act("save", [7 * 2 ** 40], undefined), /not shown any more/);
    assert.deepEqual(asked, []);
  });

  it("are none before there is a session, which is said", async () => {
    const { asked, rows } = stage();
    await assert.rejects(rows.act("export", [], ""), /No session is shown yet/);
    assert.deepEqual(asked, []);
  });
});
