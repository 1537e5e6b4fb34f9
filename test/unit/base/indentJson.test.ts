import assert from "node:assert/strict";
import { indentedPieces, indentJson } from "../../../src/core/base/indentJson";

describe("indentJson", () => {
  it("indents without touching a literal", () => {
    assert.equal(indentJson('{"a":[1e2,12345678901234567890, "\\u0041,{}"],"a":{ },"b":[ ]}'), '{\n  "a": [\n    1e2,\n    12345678901234567890,\n    "\\u0041,{}"\n  ],\n  "a": {},\n  "b": []\n}');
  });

  it("stops soon after a limit", () => {
    const whole = indentJson(JSON.stringify(Array.from({ length: 10_000 }, (_, at) => at)));
    const head = indentJson(JSON.stringify(Array.from({ length: 10_000 }, (_, at) => at)), 100);
    assert.ok(head.length > 100 && head.length < 120);
    assert.ok(whole.startsWith(head));
  });

  it("does not grow with the square of the depth", () => {
    const deep = `${"[".repeat(10_000)}${"]".repeat(10_000)}`;
    assert.ok(indentJson(deep).length < 5_000_000);
    assert.equal(indentJson(deep).replace(/\s/g, ""), deep);
  });

  it("gives long texts in pieces, each line behind a margin", () => {
    const json = JSON.stringify({ list: Array.from({ length: 50_000 }, (_, at) => ({ at, text: "a\n\"b" })), end: null });
    const pieces = [...indentedPieces(json, "    ")];
    assert.ok(pieces.length > 20 && pieces.every((piece) => piece.length < 100_000));
    assert.equal(pieces.join(""), JSON.stringify(JSON.parse(json), undefined, 2).replaceAll("\n", "\n    "));
  });

  it("cuts a long string between characters, whatever is escaped in it", () => {
    for (const text of ["😀".repeat(200_000), `x${"😀".repeat(200_000)}`, `${"\\\"".repeat(100_000)}\\`, `${"\\".repeat(100_001)}`]) {
      const json = JSON.stringify({ text, more: "\\" });
      const pieces = [...indentedPieces(json)];
      assert.ok(pieces.length > 2 && pieces.every((piece) => piece.length < 140_000 && !/\p{Cs}/u.test(piece)));
      assert.equal(pieces.join(""), JSON.stringify({ text, more: "\\" }, undefined, 2));
    }
  });
});
