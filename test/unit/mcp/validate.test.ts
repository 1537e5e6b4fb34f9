import assert from "node:assert/strict";
import type { JsonObject } from "../../../src/core/base/json";
import { validateArguments } from "../../../src/core/mcp/schema/validate";

/** Problems as `of path message`. */
function problems(schema: JsonObject, value: unknown): readonly string[] {
  return validateArguments(schema, value).map((problem) => `${problem.of} ${problem.path || "whole"} ${problem.message}`);
}

describe("checking arguments", () => {
  const point = { type: "object", properties: { x: { type: "number" }, y: { type: "number" } }, required: ["x", "y"], additionalProperties: false };
  const table: readonly (readonly [JsonObject, unknown, readonly string[]])[] = [
    [{ type: "object" }, {}, []],
    [point, { x: 1, y: 2 }, []],
    [point, { x: 1 }, ['value whole lacks the required property "y"']],
    [point, {}, ['value whole lacks the required property "x"', 'value whole lacks the required property "y"']],
    [point, { x: "1", y: 2 }, ["value /x must be a number, but is a string"]],
    [point, { x: 1, y: 2, z: 3 }, ['value /z is not a known property; allowed are "x", "y"']],
    [point, "x", ["value whole must be an object, but is a string"]],
    [point, null, ["value whole must be an object, but is null"]],
    [{ type: "object", additionalProperties: false }, { a: 1 }, ["value /a is not a known property; none is allowed"]],
    [{ properties: { a: { type: "integer" } } }, { a: 1.5 }, ["value /a must be an integer, but is 1.5"]],
    [{ properties: { a: { type: ["string", "null"] } } }, { a: 1 }, ["value /a must be a string or null, but is a number"]],
    [{ properties: { a: { enum: ["x", "y"] } } }, { a: "z" }, ['value /a must be one of "x", "y"']],
    [{ properties: { a: { const: 1 } } }, { a: 2 }, ["value /a must be 1"]],
    [{ properties: { a: { minLength: 2, maxLength: 3 } } }, { a: "x" }, ["value /a must have at least 2 characters"]],
    [{ properties: { a: { maxLength: 1 } } }, { a: "xyz" }, ["value /a must have at most 1 character, but has 3"]],
    [{ properties: { a: { pattern: "^x" } } }, { a: "y" }, ["value /a must match the pattern ^x"]],
    [{ properties: { a: { format: "email" } } }, { a: "y" }, ["value /a must be an e-mail address"]],
    [{ properties: { a: { minimum: 1 }, b: { maximum: 1 } } }, { a: 0, b: 2 }, ["value /a must be at least 1, but is 0", "value /b must be at most 1, but is 2"]],
    [{ properties: { a: { exclusiveMinimum: 1 }, b: { exclusiveMaximum: 1 } } }, { a: 1, b: 1 }, ["value /a must be greater than 1, but is 1", "value /b must be less than 1, but is 1"]],
    [{ properties: { a: { multipleOf: 5 } } }, { a: 7 }, ["value /a must be a multiple of 5, but is 7"]],
    [{ properties: { a: { minItems: 1, items: { type: "string" } } } }, { a: [] }, ["value /a must have at least 1 item, but has 0"]],
    [{ properties: { a: { items: { type: "string" } } } }, { a: ["x", 1, 2] }, ["value /a/1 must be a string, but is a number", "value /a/2 must be a string, but is a number"]],
    [{ properties: { a: { uniqueItems: true } } }, { a: [1, 1] }, ["value /a must not hold the same item twice: Duplicate items at indexes 0 and 1."]],
    [{ properties: { a: { contains: { type: "string" } } } }, { a: [1] }, ["value /a must contain at least one fitting item"]],
    [{ properties: { "a/b~ü": { type: "string" } } }, { "a/b~ü": 1 }, ["value /a~1b~0ü must be a string, but is a number"]],
    [{ properties: { a: { $ref: "#/$defs/P" } }, $defs: { P: point } }, { a: { x: 1, y: "2" } }, ["value /a/y must be a number, but is a string"]],
    [{ properties: { a: { not: { type: "string" } } } }, { a: "x" }, ['value /a must not be like this (the schema says "not")']],
    [{ properties: { a: false } }, { a: 1 }, ["value /a is not allowed here"]],
    [{ propertyNames: { pattern: "^[a-z]+$" } }, { A: 1 }, ['value whole has a property with a forbidden name: "A"']],
    [{ dependentRequired: { a: ["b"] } }, { a: 1 }, ['value whole lacks a property that another one requires: has "a" but does not have "b".']],
    [
      { properties: { a: { anyOf: [{ type: "string" }, { type: "integer", minimum: 1 }] } } },
      { a: 0 },
      ["value /a matches none of the allowed shapes: must be a string, but is a number; or must be at least 1, but is 0"],
    ],
    [
      { properties: { a: { oneOf: [{ properties: { k: { const: 1 } }, required: ["k"] }, point] } } },
      { a: { k: 2 } },
      ['value /a matches none of the allowed shapes: /k must be 1; or lacks the required property "x"'],
    ],
    [{ properties: { a: { oneOf: [{ type: "number" }, { type: "integer" }] } } }, { a: 1 }, ["value /a must match exactly one of the allowed shapes, but matches 2"]],
    [{ properties: { a: { allOf: [{ type: "string" }, { type: "string" }] } } }, { a: 1 }, ["value /a must be a string, but is a number"]],
    // The tree of a comment thread: a schema may refer to itself as long as the value gets smaller.
    [{ properties: { kids: { type: "array", items: { $ref: "#" } }, n: { type: "number" } } }, { kids: [{ kids: [{ n: "x" }] }] }, ["value /kids/0/kids/0/n must be a number, but is a string"]],
    // What JSON leaves out is not sent either.
    [point, { x: 1, y: 2, z: undefined }, []],
    [{ $schema: "http://json-schema.org/draft-04/schema#", properties: { a: { minimum: 1, exclusiveMinimum: true } } }, { a: 1 }, ["value /a must be at least 1, but is 1"]],
    [{ $schema: "http://json-schema.org/draft-07/schema#", properties: { a: { type: "array", items: [{ type: "string" }], additionalItems: false } } }, { a: ["x", 1] }, ["value /a/1 is not allowed here"]],
    [{ properties: { a: { prefixItems: [{ type: "string" }], items: { type: "number" } } } }, { a: [1, "x"] }, ["value /a/0 must be a string, but is a number", "value /a/1 must be a number, but is a string"]],
  ];
  for (const [schema, value, expected] of table) {
    it(`${JSON.stringify(value)} against ${JSON.stringify(schema)}`, () => assert.deepEqual(problems(schema, value), expected));
  }

  it("leaves the schema as it was", () => {
    const schema = Object.freeze({ type: "object", properties: Object.freeze({ a: Object.freeze({ $ref: "#/$defs/A" }) }), $defs: Object.freeze({ A: Object.freeze({ type: "string" }) }) });
    assert.deepEqual(problems(schema, { a: 1 }), ["value /a must be a string, but is a number"]);
    assert.deepEqual(problems(schema, { a: "x" }), []);
  });
});

describe("checking against a broken schema", () => {
  const table: readonly (readonly [JsonObject, unknown, readonly string[]])[] = [
    [{ properties: { a: { type: "strng" } } }, { a: 1 }, ['schema /properties/a/type must be one or several of array, boolean, integer, null, number, object, string, but is "strng"']],
    [
      { properties: { a: { type: "string", required: true } } },
      { a: 1 },
      ["schema /properties/a/required must be a list of property names, but is a boolean", "value /a must be a string, but is a number"],
    ],
    [{ properties: { a: { pattern: "(?P<x>y)" } } }, { a: "y" }, ['schema /properties/a/pattern must be a valid regular expression (ECMAScript), but is "(?P<x>y)"']],
    [{ properties: ["a"] }, { a: 1 }, ["schema /properties must be an object of schemas, but is an array"]],
    [{ anyOf: {} }, {}, ["schema /anyOf must be a list of schemas, but is an object"]],
    [{ properties: { "a/b": { minimum: "1" } } }, { "a/b": 0 }, ['schema /properties/a~1b/minimum must be a number, but is "1"']],
    [{ properties: { a: { $ref: "#/$defs/Gone" } } }, { a: 1 }, ['schema /properties/a/$ref refers to "#/$defs/Gone", which is not there']],
    [{ properties: { a: { $ref: "https://example.com/a.json" } } }, { a: 1 }, ["schema /properties/a/$ref refers to https://example.com/a.json, which would have to be fetched; Wirelight does not"]],
    [{ $ref: "#" }, {}, ["schema whole refers to itself without end"]],
    [{ properties: { a: { $ref: "#/$defs/A" } }, $defs: { A: { allOf: [{ $ref: "#/$defs/B" }] }, B: { $ref: "#/$defs/A" } } }, { a: 1 }, ["schema /properties/a refers to itself without end"]],
  ];
  for (const [schema, value, expected] of table) {
    it(`tells what is wrong with ${JSON.stringify(schema)}`, () => assert.deepEqual(problems(schema, value), expected));
  }

  it("is not stopped by a pattern that backtracks for ever", () => {
    for (const pattern of ["^(a+)+$", "^(a|a)*$", "^((a*)b?)*$", "^(a{1,9}){10,}$"]) {
      assert.deepEqual(problems({ properties: { a: { pattern } }, patternProperties: { [pattern]: {} }, additionalProperties: { type: "string" } }, { a: `${"a".repeat(60)}!`, [`${"a".repeat(60)}!`]: 1 }), []);
    }
  });

  it("still tries such a pattern on short text, and ordinary ones on long text", () => {
    assert.deepEqual(problems({ properties: { a: { pattern: "^[a-z]+(-[a-z]+)*$" } } }, { a: "kebab-Case" }), ["value /a must match the pattern ^[a-z]+(-[a-z]+)*$"]);
    assert.deepEqual(problems({ properties: { a: { pattern: "^(ab)+[+*(]$" } } }, { a: "ab".repeat(300) }), ["value /a must match the pattern ^(ab)+[+*(]$"]);
  });

  it("is not stopped by alternatives that multiply", () => {
    const $defs = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`d${index}`, index === 39 ? { type: "string" } : { anyOf: [{ $ref: `#/$defs/d${index + 1}` }, { $ref: `#/$defs/d${index + 1}` }] }]));
    assert.match(problems({ $ref: "#/$defs/d0", $defs }, 1)[0] ?? "", /^schema whole has so many alternatives/);
  });

  it("survives absurd depth", () => {
    let value: unknown = 1;
    for (let depth = 0; depth < 50_000; depth++) value = [value];
    assert.match(problems({ items: { $ref: "#" } }, value)[0] ?? "", /^schema whole could not be applied: /);
  });
});
