import * as assert from "node:assert/strict";
import { RateLimiter } from "../../../src/core/base/rateLimiter";
import { FakeClock } from "../../support/fakeClock";

describe("rate limiter", () => {
  const limited = (): { clock: FakeClock; limiter: RateLimiter; told: number[] } => {
    const clock = new FakeClock();
    const told: number[] = [];
    return { clock, told, limiter: new RateLimiter({ burst: 3, perSecond: 2 }, clock, (count) => told.push(count)) };
  };
  const take = (limiter: RateLimiter, times: number): number => Array.from({ length: times }, () => limiter.take()).filter(Boolean).length;

  it("lets a burst pass, then as many as the rate allows", async () => {
    const { clock, limiter } = limited();
    assert.equal(take(limiter, 10), 3);
    await clock.advance(1000);
    assert.equal(take(limiter, 10), 2);
  });

  it("tells what it turned away before the next one passes", async () => {
    const { clock, limiter, told } = limited();
    take(limiter, 8);
    await clock.advance(499);
    assert.deepEqual(told, []);
    take(limiter, 1);
    await clock.advance(1);
    assert.deepEqual(told, [6]);
    limiter.take();
    assert.deepEqual(told, [6]);
  });

  it("tells it also when nothing comes any more", async () => {
    const { clock, limiter, told } = limited();
    take(limiter, 100);
    await clock.advance(10_000);
    assert.deepEqual(told, [97]);
    assert.equal(clock.waiting, 0);
  });

  it("tells of a steady flood at most twice a second, and what passed and what did not are all", async () => {
    const clock = new FakeClock();
    const told: number[] = [];
    const limiter = new RateLimiter({ burst: 100, perSecond: 50 }, clock, (count) => told.push(count));
    let passed = 0;
    for (let ms = 0; ms < 3000; ms++) {
      passed += take(limiter, 2);
      await clock.advance(1);
    }
    await clock.advance(2000);
    assert.ok(told.length >= 2 && told.length <= 7, `told ${told.length} times`);
    assert.equal(passed + told.reduce((sum, count) => sum + count, 0), 6000);
    assert.ok(passed > 200 && passed <= 250, `${passed} passed`);
  });

  it("tells of those that were turned away together, too", async () => {
    const { clock, limiter, told } = limited();
    take(limiter, 4);
    limiter.turnAway(1000);
    await clock.advance(1000);
    assert.deepEqual(told, [1001]);
    assert.equal(clock.waiting, 0);
  });

  it("does not save up more than a burst", async () => {
    const { clock, limiter } = limited();
    await clock.advance(60_000);
    assert.equal(take(limiter, 10), 3);
  });

  it("leaves no alarm when it is disposed in a flood", () => {
    const { clock, limiter } = limited();
    take(limiter, 10);
    limiter.dispose();
    assert.equal(clock.waiting, 0);
  });
});
