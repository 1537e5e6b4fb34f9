import assert from "node:assert/strict";
import { FloodPacer } from "../../../src/node/floodPacer";

/** How often so many streams have had their turn, in all, in the same short time. */
async function turns(streams: number, pacer = new FloodPacer()): Promise<number> {
  const end = performance.now() + 60;
  const counts = await Promise.all(Array.from({ length: streams }, async (_, stream) => {
    let count = 0;
    for (const key = { stream }; performance.now() < end; count++) await pacer.turn(key);
    return count;
  }));
  return counts.reduce((sum, count) => sum + count, 0);
}

describe("several floods at once", () => {
  it("leave most of the time to others, where one alone is read as fast as it comes", async () => {
    const alone = await turns(1);
    const together = await turns(4);
    assert.ok(together >= 4, `each had a turn, ${together} in all`);
    assert.ok(alone > 10 * together, `${alone} turns alone, ${together} together`);
  });

  it("are over soon after the others have stopped", async () => {
    const pacer = new FloodPacer();
    const together = await turns(4, pacer);
    await new Promise((resolve) => setTimeout(resolve, 80));
    const alone = await turns(1, pacer);
    assert.ok(alone > 10 * together, `${together} turns together, ${alone} alone after that`);
  });
});
