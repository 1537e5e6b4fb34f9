import assert from "node:assert/strict";
import type { JsonObject } from "../../../src/core/base/json";
import { skeletonOf } from "../../../src/core/mcp/schema/skeleton";

describe("the value to start editing from", () => {
  const table: readonly (readonly [JsonObject, unknown])[] = [
    [{}, {}],
    [{ type: "object" }, {}],
    [{ properties: { a: { type: "string" }, b: { type: "string" } }, required: ["a"] }, { a: "" }],
    [{ type: "object", properties: { a: { default: 5 }, b: { default: null }, c: { examples: ["x"] } }, required: ["c"] }, { a: 5, c: "x" }],
    [{ type: "object", properties: {}, required: ["hidden"] }, { hidden: null }],
    [{ type: "object", properties: { a: { enum: ["x", "y"] }, b: { const: 7 }, c: { type: "boolean" } }, required: ["a", "b", "c"] }, { a: "x", b: 7, c: false }],
    [{ type: "object", properties: { n: { type: "integer", minimum: 3 }, m: { type: "number", exclusiveMinimum: 0 }, k: { type: "number", maximum: -2 } }, required: ["n", "m", "k"] }, { n: 3, m: 1, k: -2 }],
    [{ type: "object", properties: { l: { type: "array", items: { type: "string" } } }, required: ["l"] }, { l: [] }],
    [{ type: "object", properties: { l: { type: "array", minItems: 2, items: { type: "string" } } }, required: ["l"] }, { l: ["", ""] }],
    [
      { type: "object", properties: { l: { type: "array", items: { type: "object", properties: { a: { type: "string" } }, required: ["a"] } } }, required: ["l"] },
      { l: [{ a: "" }] },
    ],
    [{ type: "object", properties: { p: { prefixItems: [{ type: "string" }, { type: "integer" }] } }, required: ["p"] }, { p: ["", 0] }],
    [{ type: "object", properties: { o: { anyOf: [{ type: "null" }, { type: "object", properties: { a: { default: 1 } } }] } }, required: ["o"] }, { o: { a: 1 } }],
    [{ type: "object", properties: { s: { oneOf: [{ type: "integer" }, { type: "string" }] } }, required: ["s"] }, { s: 0 }],
    [{ $ref: "#/$defs/A", $defs: { A: { type: "object", properties: { a: { type: "string" } }, required: ["a"] } } }, { a: "" }],
    [{ type: "object", properties: { gone: { $ref: "#/$defs/B" }, maybe: { type: ["string", "null"] } }, required: ["gone", "maybe"] }, { gone: null, maybe: "" }],
  ];
  for (const [schema, expected] of table) {
    it(`of ${JSON.stringify(schema)} is ${JSON.stringify(expected)}`, () => assert.deepEqual(skeletonOf(schema), expected));
  }

  it("ends, however often a schema refers to itself", () => {
    const tree = { type: "object", properties: { left: { $ref: "#" }, right: { $ref: "#" }, all: { type: "array", minItems: 100, items: { $ref: "#" } } }, required: ["left", "right", "all"] };
    assert.ok(JSON.stringify(skeletonOf(tree)).length < 100_000);
  });
});
