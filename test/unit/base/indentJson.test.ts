import assert from "node:assert/strict";
import { indentJson } from "../../../src/core/base/indentJson";

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
});
