import assert from "node:assert/strict";
import { alternate, median, pairedRatio } from "../../bench/pairs";

describe("pairs", () => {
  it("takes turns, gives everybody every place in the order, and leaves the first round out", async () => {
    const order: string[] = [];
    const subject = (name: string) => (): Promise<number> => Promise.resolve(order.push(name));
    const figures = await alternate({ a: subject("a"), b: subject("b"), c: subject("c") }, 3);
    assert.deepEqual(order.join(""), "cababcbcacab");
    assert.deepEqual(figures, { a: [4, 9, 11], b: [5, 7, 12], c: [6, 8, 10] });
  });

  it("pairs figures of the same round, so that a drift of the machine cancels out", () => {
    assert.equal(pairedRatio([1, 10, 100], [2, 20, 200]), 0.5);
    assert.equal(median([3, 1, 2]), 2);
    assert.equal(median([4, 1, 2, 3]), 2.5);
  });
});
