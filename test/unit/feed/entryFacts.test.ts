import assert from "node:assert/strict";
import { entryFacts } from "../../../src/core/feed/model/entryFacts";
import { PageModel } from "../../../src/core/feed/model/pageModel";
import type { Facts } from "../../../src/core/trace/filter/facts";
import { Random } from "../../support/random";
import { ModelFeed } from "./modelFeed";
import { ModelTraffic } from "./modelTraffic";

const read = ({ seq, kind, server, from, method, subject, id, status, time, duration, size, marked }: Facts): unknown => ({ seq, kind, server, from, method, subject, id, status, time, duration, size, marked });

describe("the facts about an entry at hand", () => {
  it("are those that the view is filtered by", () => {
    for (let seed = 1; seed <= 6; seed++) {
      const random = new Random(seed);
      const traffic = new ModelTraffic(random);
      traffic.write(200);
      const model = new PageModel();
      const feed = new ModelFeed(traffic, random, (message) => model.take(message));
      do feed.send();
      while (feed.behind > 0);
      const some = Array.from({ length: 5 }, () => ({ seq: model.first + random.below(model.next - model.first), comment: "" }));
      model.take({ type: "marks", marks: some.toSorted((one, other) => one.seq - other.seq) });
      model.update();
      let count = 0;
      model.each((facts) => {
        const entry = model.entryOf(facts.seq) ?? assert.fail(`seed ${seed}: ${facts.seq} is no entry`);
        assert.deepEqual(read(entryFacts(entry, model.now)), read(facts), `seed ${seed}, entry ${facts.seq}`);
        count++;
      });
      assert.equal(count, model.entries);
    }
  });
});
