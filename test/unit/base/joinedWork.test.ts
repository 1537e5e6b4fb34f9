import assert from "node:assert/strict";
import { type CancelSignal, CancelSource } from "../../../src/core/base/cancel";
import { JoinedWork } from "../../../src/core/base/joinedWork";

interface Begun {
  readonly cancel: CancelSignal;
  resolve(value: string): void;
  reject(error: Error): void;
}

describe("work that several wait for", () => {
  let work: JoinedWork<string>;
  let begun: Begun[];

  beforeEach(() => {
    work = new JoinedWork();
    begun = [];
  });

  const join = (key: string, cancel: CancelSignal = new CancelSource()): Promise<string | undefined> =>
    work.join(key, cancel, (joint) => new Promise((resolve, reject) => begun.push({ cancel: joint, resolve, reject })));

  it("is done once for all who wait at the same time, and anew afterwards", async () => {
    const both = [join("a"), join("a")];
    const other = join("b");
    assert.equal(begun.length, 2);
    begun[0]?.resolve("one");
    begun[1]?.resolve("two");
    assert.deepEqual(await Promise.all([...both, other]), ["one", "one", "two"]);
    const again = join("a");
    begun[2]?.resolve("three");
    assert.equal(await again, "three");
  });

  it("lets go at once of whoever cancels, and goes on for the others", async () => {
    const cancel = new CancelSource();
    const [one, other] = [join("a", cancel), join("a")];
    cancel.cancel();
    assert.equal(await one, undefined);
    assert.equal(begun[0]?.cancel.cancelled, false);
    begun[0]?.resolve("late");
    assert.equal(await other, "late");
  });

  it("is called off and forgotten when nobody waits any more, so that the next one does not wait for it", async () => {
    const cancel = new CancelSource();
    const never = join("a", cancel);
    cancel.cancel();
    assert.equal(await never, undefined);
    assert.equal(begun[0]?.cancel.cancelled, true);
    const again = join("a");
    begun[0]?.resolve("of the first");
    begun[1]?.resolve("of the second");
    assert.equal(await again, "of the second");
  });

  it("is not begun for whoever has cancelled before", async () => {
    const cancel = new CancelSource();
    cancel.cancel();
    assert.equal(await join("a", cancel), undefined);
    assert.equal(begun.length, 0);
  });

  it("fails for all who wait", async () => {
    const both = [join("a"), join("a")];
    begun[0]?.reject(new Error("no"));
    for (const each of await Promise.allSettled(both)) assert.equal(each.status, "rejected");
  });
});
