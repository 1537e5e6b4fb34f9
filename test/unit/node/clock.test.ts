import assert from "node:assert/strict";
import { nodeClock } from "../../../src/node/clock";

describe("the real clock", () => {
  it("tells milliseconds since the epoch and never runs backwards", () => {
    assert.ok(Math.abs(nodeClock.now() - Date.now()) < 60_000);
    let last = nodeClock.now();
    for (let at = 0; at < 10_000; at++) {
      const now = nodeClock.now();
      assert.ok(now >= last);
      last = now;
    }
  });

  it("runs an action once, in the order of the delays", async () => {
    const ran: string[] = [];
    await new Promise<void>((done) => {
      nodeClock.after(20, () => {
        ran.push("late");
        done();
      });
      nodeClock.after(1, () => ran.push("early"));
    });
    assert.deepEqual(ran, ["early", "late"]);
  });

  it("does not run what was disposed, nor a delay too long for a timer at once", async () => {
    const ran: string[] = [];
    nodeClock.after(1, () => ran.push("disposed")).dispose();
    const long = nodeClock.after(2 ** 32, () => ran.push("long"));
    await new Promise((done) => setTimeout(done, 30));
    long.dispose();
    assert.deepEqual(ran, []);
  });
});
