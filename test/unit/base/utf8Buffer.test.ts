import assert from "node:assert/strict";
import { Utf8Buffer } from "../../../src/core/base/utf8Buffer";

describe("the buffer that texts are encoded into", () => {
  const buffer = new Utf8Buffer();

  it("gives the UTF-8 of every text, long or short, wide or narrow", () => {
    const texts = ["", "a", "é€😀", "\ud800", "x".repeat(4096), "€".repeat(4096), "😀".repeat(2048), "x".repeat(4097), "€".repeat(100_000), "after"];
    for (const text of texts) assert.deepEqual(Buffer.from(buffer.encode(text)), Buffer.from(text), `${text.length} units`);
  });

  it("uses its memory again", () => {
    const first = buffer.encode("first");
    buffer.encode("other");
    assert.equal(Buffer.from(first).toString(), "other");
  });
});
