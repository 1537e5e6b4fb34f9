import assert from "node:assert/strict";
import { volatilePlaces } from "../../../src/core/trace/export/sdkTest/volatilePlaces";

describe("what of an answer may be different the next time", () => {
  it("is found by its form or by its name, with its place", () => {
    const found = volatilePlaces({ content: [{ text: "Written to C:\\Users\\ann\\AppData\\Local\\Temp\\a.txt" }, { text: "at 12:30:05" }], pid: 7, "two words": "/tmp/b", plain: "C:\\Program Files\\Temporal" });
    assert.deepEqual(found, ["content[0].text (a temporary file)", "content[1].text (a time)", "pid (by its name)", "[…] (a temporary file)"]);
  });

  it("is looked for in a long text of a server that wants to keep the editor busy without going through it again and again", () => {
    // Each of the drives could be where a path begins; looking for the end of each of them up to the end of all would take hours.
    assert.deepEqual(volatilePlaces({ text: " C:\\".repeat(500_000) }), []);
  });
});
