import assert from "node:assert/strict";
import { StateKeeper } from "../../../media/traffic/stateKeeper";
import { FakeClock } from "../../support/fakeClock";

/** Tells when the state was kept, in milliseconds. */
function stage() {
  const clock = new FakeClock();
  const kept: number[] = [];
  return { clock, kept, keeper: new StateKeeper(() => kept.push(clock.now()), clock) };
}

describe("the state of the page", () => {
  it("is kept at once when a person has set something, also right after they have scrolled", async () => {
    const { clock, kept, keeper } = stage();
    keeper.changed(["filter"]);
    await clock.advance(10);
    keeper.changed(["scroll"]);
    await clock.advance(10);
    keeper.changed(["filter"]);
    keeper.changed(["selected", "alsoSelected"]);
    await clock.advance(1000);
    assert.deepEqual(kept, [0, 20, 20], "and where they have scrolled with it");
  });

  it("is kept a few times a second while something moves", async () => {
    const { clock, kept, keeper } = stage();
    for (let frame = 0; frame < 60; frame++) {
      keeper.changed(frame % 2 === 0 ? ["scroll"] : ["range"]);
      await clock.advance(16);
    }
    await clock.advance(1000);
    assert.ok(kept.length >= 3 && kept.length <= 5, kept.join());
  });

  it("is kept at once when the page may be about to go, and then not again", async () => {
    const { clock, kept, keeper } = stage();
    keeper.changed(["scroll"]);
    keeper.keep();
    await clock.advance(1000);
    assert.deepEqual(kept, [0]);
  });
});
