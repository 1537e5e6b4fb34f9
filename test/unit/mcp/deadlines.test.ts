import assert from "node:assert/strict";
import { Deadlines, type Due } from "../../../src/core/mcp/peer/deadlines";
import { FakeClock } from "../../support/fakeClock";

interface Wait extends Due {
  readonly name: string;
  deadline: number;
}

function stage() {
  const clock = new FakeClock(1000);
  const waiting = new Set<Wait>();
  const late: string[] = [];
  const deadlines = new Deadlines(clock, () => waiting, (wait) => {
    waiting.delete(wait);
    late.push(`${wait.name} at ${clock.now()}`);
  });
  const wait = (name: string, deadline: number): Wait => {
    const added = { name, deadline };
    waiting.add(added);
    deadlines.add(added);
    return added;
  };
  return { clock, waiting, late, deadlines, wait };
}

describe("deadlines of calls", () => {
  it("tells each when it is late, in the order of the deadlines, with one alarm at a time", async () => {
    const { clock, late, wait } = stage();
    wait("slow", 1300);
    wait("fast", 1100);
    wait("middle", 1200);
    wait("as fast", 1100);
    assert.equal(clock.waiting, 1);
    await clock.advance(250);
    assert.deepEqual(late, ["fast at 1100", "as fast at 1100", "middle at 1200"]);
    assert.equal(clock.waiting, 1);
    await clock.advance(1000);
    assert.deepEqual(late.slice(3), ["slow at 1300"]);
    assert.equal(clock.waiting, 0);
  });

  it("lets a deadline move away while it is waited for", async () => {
    const { clock, late, wait } = stage();
    const moving = wait("moving", 1100);
    await clock.advance(90);
    moving.deadline = 1500;
    await clock.advance(400);
    assert.deepEqual(late, []);
    await clock.advance(100);
    assert.deepEqual(late, ["moving at 1500"]);
  });

  it("forgets what is over", async () => {
    const { clock, waiting, late, wait } = stage();
    waiting.delete(wait("over", 1100));
    wait("late", 1200);
    await clock.advance(1000);
    assert.deepEqual(late, ["late at 1200"]);
    assert.equal(clock.waiting, 0);
  });

  it("takes a new one that comes of a late one", async () => {
    const { clock, waiting, late } = stage();
    const again = new Deadlines<Wait>(clock, () => waiting, (wait) => {
      waiting.delete(wait);
      late.push(`${wait.name} at ${clock.now()}`);
      if (late.length > 1) return;
      const next = { name: "second", deadline: clock.now() + 50 };
      waiting.add(next);
      again.add(next);
    });
    const first = { name: "first", deadline: 1100 };
    waiting.add(first);
    again.add(first);
    await clock.advance(1000);
    assert.deepEqual(late, ["first at 1100", "second at 1150"]);
  });

  it("waits longer than a timer can, and rings no more once it is disposed", async () => {
    const { clock, late, deadlines, wait } = stage();
    const month = 1000 + 2 ** 31 + 5;
    wait("in a month", month);
    await clock.advance(2 ** 31 + 4);
    assert.deepEqual(late, []);
    await clock.advance(1);
    assert.deepEqual(late, [`in a month at ${month}`]);
    wait("never", clock.now() + 10);
    deadlines.dispose();
    assert.equal(clock.waiting, 0);
    await clock.advance(100);
    assert.equal(late.length, 1);
  });
});
