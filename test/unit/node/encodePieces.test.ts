import assert from "node:assert/strict";
import { encodePieces } from "../../../src/node/encodePieces";

describe("encodePieces", () => {
  it("encodes what comes in pieces, and lets others have their turn", async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    const text = "naïve 😀 ".repeat(5_000);
    const bytes = await encodePieces(Array.from({ length: 300 }, () => text));
    clearInterval(timer);
    assert.equal(Buffer.from(bytes).toString(), text.repeat(300));
    assert.ok(turns > 0);
    assert.equal((await encodePieces([])).length, 0);
  });
});
