import assert from "node:assert/strict";
import { KeptOpen } from "../../../src/core/base/keptOpen";
import { settle } from "../../support/fakeClock";

class Thing {
  disposed = 0;

  constructor(readonly name: string) {}

  dispose(): void {
    this.disposed++;
  }
}

interface Opening {
  readonly thing: Thing;
  readonly finish: () => void;
  readonly fail: () => void;
}

describe("things that are kept open", () => {
  let kept: KeptOpen<Thing>;
  let openings: Opening[];

  beforeEach(() => {
    kept = new KeptOpen(2);
    openings = [];
  });

  /** Begins to open; gives the name of what it got, and whether that could still be used when it came. */
  async function get(key: string, pin = false): Promise<string> {
    const thing = await kept.get(key, () => new Promise((resolve, reject) => {
      const opened = new Thing(`${key}${openings.length}`);
      openings.push({ thing: opened, finish: () => resolve(opened), fail: () => reject(new Error(`no ${key}`)) });
    }), pin);
    return thing.disposed === 0 ? thing.name : `${thing.name} closed`;
  }

  async function opened(key: string, pin = false): Promise<void> {
    const got = get(key, pin);
    openings.at(-1)?.finish();
    await got;
  }

  const closed = (): string[] => openings.filter(({ thing }) => thing.disposed > 0).map(({ thing }) => thing.name);

  it("are opened once, and stay open while they are pinned or among the last that were used", async () => {
    const both = [get("a"), get("a")];
    openings[0]?.finish();
    assert.deepEqual(await Promise.all(both), ["a0", "a0"]);
    await opened("b", true);
    await opened("c");
    await opened("d");
    await settle();
    assert.deepEqual(closed(), ["a0"]);
    await get("c");
    await opened("e");
    await settle();
    assert.deepEqual(closed(), ["a0", "d3"]);
    kept.unpin("b");
    await settle();
    assert.deepEqual(closed(), ["a0", "b1", "d3"]);
    assert.equal(openings.length, 5);
  });

  it("are opened anew after a failure, which is told to all who asked", async () => {
    const both = [get("a", true), get("a")];
    openings[0]?.fail();
    for (const each of both) await assert.rejects(each, /no a/);
    await opened("a");
    // The pin went with what could not be opened.
    for (const key of ["b", "c"]) await opened(key);
    await settle();
    assert.deepEqual(closed(), ["a1"]);
  });

  it("are not touched by what happens to an earlier one of the same key", async () => {
    const failing = get("a");
    kept.close("a");
    const again = get("a");
    openings[0]?.fail();
    await assert.rejects(failing, /no a/);
    openings[1]?.finish();
    assert.deepEqual(await Promise.all([again, get("a")]), ["a1", "a1"]);
    assert.deepEqual([openings.length, closed()], [2, []]);
  });

  it("are released when they were closed while they opened, after those who waited for them", async () => {
    const waiting = get("a", true);
    kept.close("a");
    const again = get("a", true);
    openings[0]?.finish();
    openings[1]?.finish();
    assert.deepEqual(await Promise.all([waiting, again]), ["a0", "a1"]);
    await settle();
    assert.deepEqual(closed(), ["a0"]);
    kept.close("a");
    await settle();
    assert.deepEqual(openings.map(({ thing }) => thing.disposed), [1, 1]);
  });

  it("are never closed before those who waited for them had them, in whatever order they open", async () => {
    const all = ["a", "b", "c", "d"].map((key) => get(key));
    for (const { finish } of openings.toReversed()) finish();
    assert.deepEqual(await Promise.all(all), ["a0", "b1", "c2", "d3"]);
    await settle();
    assert.deepEqual(closed(), ["c2", "d3"]);
  });

  it("lose their pins together, those that are opening too", async () => {
    await opened("a", true);
    await opened("b", true);
    const late = get("c", true);
    kept.unpinAll();
    openings[2]?.finish();
    await late;
    await settle();
    assert.deepEqual(closed(), ["a0"]);
  });

  it("are all released at the end, and so is what comes later", async () => {
    await opened("a", true);
    const late = get("b");
    kept.dispose();
    const after = get("c");
    openings[1]?.finish();
    openings[2]?.finish();
    assert.deepEqual(await Promise.all([late, after]), ["b1", "c2"]);
    await settle();
    assert.deepEqual(openings.map(({ thing }) => thing.disposed), [1, 1, 1]);
  });
});
