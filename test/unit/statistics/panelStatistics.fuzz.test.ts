import assert from "node:assert/strict";
import { Feed } from "../../../src/core/feed/feed";
import { PageModel } from "../../../src/core/feed/model/pageModel";
import type { FeedMessage } from "../../../src/core/feed/protocol";
import { factsOf } from "../../../src/core/trace/entries/factsOf";
import { Statistics } from "../../../src/core/trace/statistics/statistics";
import { Random, rounds } from "../../support/random";
import { FakeClock } from "../../support/fakeClock";
import { ModelTraffic } from "../feed/modelTraffic";

describe("statistics in the panel and in the terminal", () => {
  it("are the same for the same traffic, however it is cut into slices", async () => {
    for (let seed = 1; seed <= rounds(15, 300); seed++) {
      const random = new Random(seed);
      const traffic = new ModelTraffic(random);
      traffic.write(40 + random.below(300));
      const model = await shown(traffic);
      const [panel, terminal] = [new Statistics(), new Statistics()];
      let from: number | undefined = 0;
      do from = model.eachFrom(from, 1 + random.below(50), (facts) => panel.add(facts));
      while (from !== undefined);
      for (const facts of factsOf(traffic.trace, traffic.fold)) terminal.add(facts);
      assert.deepEqual(linesOf(panel), linesOf(terminal), `seed ${seed}`);
      assert.deepEqual(new Map(panel.toolLists), new Map(terminal.toolLists), `seed ${seed}`);
    }
  });
});

/** Without their order, which is that of their first entries where they are as frequent. */
function linesOf(statistics: Statistics): readonly string[] {
  return statistics.report().servers.flatMap(({ lines }) => lines.map((line) => JSON.stringify(line))).toSorted();
}

/** The traffic as a page has it once everything has been sent. */
async function shown({ trace, fold }: ModelTraffic): Promise<PageModel> {
  const model = new PageModel();
  const clock = new FakeClock();
  const unacknowledged: number[] = [];
  const send = (message: FeedMessage): void => {
    model.take(message);
    if (message.type === "end") unacknowledged.push(message.batch);
  };
  const feed = new Feed({ trace, exchanges: fold, session: { id: "test", title: "Test", live: false }, clock, marks: () => [], send });
  while (unacknowledged.length > 0) {
    for (const batch of unacknowledged.splice(0)) feed.ack(batch, 1);
    await clock.advance(60);
  }
  feed.dispose();
  model.update();
  return model;
}
