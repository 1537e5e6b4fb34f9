import * as assert from "node:assert/strict";
import { Held } from "../../../src/core/base/held";

describe("what several hold", () => {
  it("is released once the last one lets go, whoever that is, and not held again", () => {
    let released = 0;
    const held = new Held(() => released++);
    const [one, other] = [held.hold(), held.hold()];
    one?.dispose();
    one?.dispose();
    held.dispose();
    held.dispose();
    assert.equal(released, 0, "one holds it still");
    other?.dispose();
    assert.equal(released, 1);
    assert.equal(held.hold(), undefined);
  });

  it("is released at once where nobody but its owner has it", () => {
    let released = 0;
    const held = new Held(() => released++);
    held.hold()?.dispose();
    assert.equal(released, 0);
    held.dispose();
    assert.equal(released, 1);
  });
});
