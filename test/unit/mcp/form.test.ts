import assert from "node:assert/strict";
import type { JsonObject } from "../../../src/core/base/json";
import { type Form, formOf } from "../../../src/core/mcp/schema/form";
import type { FieldInput } from "../../../src/core/mcp/schema/formField";
import { parseField, type ParsedField } from "../../../src/core/mcp/schema/parseField";

/** A form of one field `x`. */
function field(schema: unknown, required = true, defs: JsonObject = {}): Form {
  return formOf({ type: "object", properties: { x: schema }, ...(required && { required: ["x"] }), ...defs });
}

/** A field in a few words, so that a table stays readable. */
function show(form: Form): string {
  return form.fields
    .map(({ name, input, required, nullable, default: fallback }) =>
      [name, required && "!", nullable && "?", `:${showInput(input)}`, fallback !== undefined && `=${JSON.stringify(fallback)}`].filter(Boolean).join(""),
    )
    .join(" ");
}

function showInput(input: FieldInput): string {
  switch (input.type) {
    case "choice":
    case "choices":
      return `${input.type}(${input.options.map(({ value, label }) => (label === String(value) ? label : `${value}=${label}`)).join("|")})`;
    case "number":
      return input.integer ? "integer" : "number";
    case "json":
      return `json(${input.reason})`;
    default:
      return input.type;
  }
}

describe("the form of one field", () => {
  const defs = { $defs: { Color: { type: "string", enum: ["red", "blue"] }, Point: { type: "object", properties: {} }, Loop: { $ref: "#/$defs/Loop" } } };
  const table: readonly (readonly [unknown, string])[] = [
    [{ type: "string" }, "x!:text"],
    [{ type: "number" }, "x!:number"],
    [{ type: "integer", default: 3 }, "x!:integer=3"],
    [{ type: "boolean", default: false }, "x!:boolean=false"],
    [{ type: "string", enum: ["a", "b"] }, "x!:choice(a|b)"],
    [{ enum: [1, 2.5, true] }, "x!:choice(1|2.5|true)"],
    [{ type: "string", enum: ["a", "b"], enumNames: ["Aah", "Bee"] }, "x!:choice(a=Aah|b=Bee)"],
    [{ type: "string", oneOf: [{ const: "a", title: "Aah" }, { const: "b" }] }, "x!:choice(a=Aah|b)"],
    [{ anyOf: [{ const: 1, title: "one" }, { const: 2, title: "two" }] }, "x!:choice(1=one|2=two)"],
    [{ const: "only" }, "x!:choice(only)"],
    [{ oneOf: [{ const: "a", title: "Aah" }] }, "x!:choice(a=Aah)"],
    [{ type: ["string", "null"] }, "x!?:text"],
    [{ type: ["integer"] }, "x!:integer"],
    [{ anyOf: [{ type: "integer" }, { type: "null" }], default: null }, "x!?:integer=null"],
    [{ oneOf: [{ type: "null" }, { $ref: "#/$defs/Color" }], title: "C" }, "x!?:choice(red|blue)"],
    [{ enum: ["a", null] }, "x!?:choice(a)"],
    [{ oneOf: [{ const: "a" }, { const: null }, { const: "b" }] }, "x!?:choice(a|b)"],
    [{ $ref: "#/$defs/Color" }, "x!:choice(red|blue)"],
    [{ allOf: [{ $ref: "#/$defs/Color" }], default: "red" }, 'x!:choice(red|blue)="red"'],
    [{ type: "array", items: { enum: ["a", "b"] } }, "x!:choices(a|b)"],
    [{ type: "array", items: { anyOf: [{ const: "a", title: "Aah" }] } }, "x!:choices(a=Aah)"],
    [{ type: "array", items: { $ref: "#/$defs/Color" } }, "x!:choices(red|blue)"],
    [{ type: "array", items: { type: "string" } }, "x!:json(is a list)"],
    [{ type: "array", items: { enum: ["a", null] } }, "x!:json(is a list)"],
    [{ type: "array" }, "x!:json(is a list)"],
    [{ type: "array", prefixItems: [{}], items: { enum: [1] } }, "x!:json(is a list with rules for single items)"],
    [{ $ref: "#/$defs/Point" }, "x!:json(is an object)"],
    [{ type: "object" }, "x!:json(is an object)"],
    [{ enum: [{ a: 1 }] }, "x!:json(has no type)"],
    [{ type: ["string", "number"] }, "x!:json(has several types)"],
    [{ type: ["string", "number", "null"] }, "x!?:json(has several types)"],
    [{ anyOf: [{ type: "string" }, { type: "number" }] }, 'x!:json(has several shapes ("anyOf"))'],
    [{ type: "string", not: { const: "a" } }, 'x!:json(has several shapes ("not"))'],
    [{ allOf: [{ type: "string" }, { minLength: 1 }] }, 'x!:json(has several shapes ("allOf"))'],
    [{ description: "anything" }, "x!:json(has no type)"],
    [true, "x!:json(has no type)"],
    [{ $ref: "#/$defs/Loop" }, "x!:json(refers to a schema that is not there)"],
    [{ $ref: "#/$defs/Nowhere" }, "x!:json(refers to a schema that is not there)"],
    [{ $ref: "https://example.com/schema" }, "x!:json(refers to a schema that is not there)"],
    ["text", "x!:json(refers to a schema that is not there)"],
  ];
  for (const [schema, expected] of table) {
    it(`${JSON.stringify(schema)} is ${expected}`, () => {
      const form = field(schema, true, defs);
      assert.equal(show(form), expected);
      assert.equal(form.simple, !expected.includes("json("));
      assert.equal(form.reason === undefined, form.simple);
    });
  }

  it("keeps what is said beside a reference, and the bounds", () => {
    const [first] = field({ $ref: "#/$defs/N", title: "Count", description: "how many" }, false, { $defs: { N: { type: "integer", title: "N", minimum: 1, maximum: 9, multipleOf: 2 } } }).fields;
    assert.equal(first?.title, "Count");
    assert.equal(first?.description, "how many");
    assert.equal(first?.required, false);
    assert.deepEqual(first?.input, { type: "number", integer: true, minimum: 1, maximum: 9, exclusiveMinimum: undefined, exclusiveMaximum: undefined, multipleOf: 2 });
  });

  it("reads the exclusive bounds of draft 4", () => {
    const input = field({ type: "number", minimum: 0, exclusiveMinimum: true }).fields[0]?.input;
    assert.ok(input?.type === "number");
    assert.equal(input.minimum, undefined);
    assert.equal(input.exclusiveMinimum, 0);
  });
});

describe("the form of a whole", () => {
  const text = { a: { type: "string" } };
  const table: readonly (readonly [JsonObject, boolean, string | undefined])[] = [
    [{}, true, undefined],
    [{ type: "object" }, true, undefined],
    [{ type: "object", properties: {}, additionalProperties: false }, true, undefined],
    [{ type: "object", properties: text }, true, undefined],
    [{ $ref: "#/$defs/In", $defs: { In: { type: "object", properties: text } } }, true, undefined],
    [{ type: "object", properties: text, additionalProperties: true }, false, "it takes properties of any name"],
    [{ type: "object", additionalProperties: { type: "string" } }, false, "it takes properties of any name"],
    [{ type: "object", properties: text, oneOf: [{ required: ["a"] }, { required: ["b"] }] }, false, 'its schema uses "oneOf"'],
    [{ type: "object", properties: text, dependentRequired: { a: ["b"] } }, false, 'its schema uses "dependentRequired"'],
    [{ type: "object", properties: text, required: ["b"] }, false, 'it requires "b", which its schema does not describe'],
    [{ type: "array" }, false, "its schema is not that of an object"],
    [{ $ref: "#/nowhere" }, false, "its schema refers to something that is not there"],
    [{ type: "object", properties: { ...text, b: { type: "object" } } }, false, '"b" is an object'],
  ];
  for (const [schema, simple, reason] of table) {
    it(`${JSON.stringify(schema)} is ${simple ? "simple" : "not simple"}`, () => {
      const form = formOf(schema);
      assert.equal(form.simple, simple);
      assert.equal(form.reason, reason);
    });
  }

  it("keeps the order of the schema and takes any name", () => {
    const schema: unknown = JSON.parse('{"type":"object","properties":{"z":{"type":"string"},"__proto__":{"type":"integer"},"a":{"type":"boolean"}},"required":["__proto__"]}');
    assert.equal(show(formOf(schema as JsonObject)), "z:text __proto__!:integer a:boolean");
  });
});

describe("what is typed into a field", () => {
  const value = (parsed: unknown): ParsedField => ({ ok: true, value: parsed });
  const wrong = (message: string): ParsedField => ({ ok: false, message });
  const choice = { enum: ["a", "b", 3], enumNames: ["Aah", "a", "three"] };
  const several = { type: "array", items: { enum: ["a", "b", 3] }, minItems: 1, maxItems: 2 };
  const table: readonly (readonly [unknown, string, ParsedField])[] = [
    [{ type: "string" }, "  as it is ", value("  as it is ")],
    [{ type: "string" }, "", value("")],
    [{ type: "string", minLength: 1 }, "", wrong("Enter at least 1 character.")],
    [{ type: "string", maxLength: 2 }, "😀😀", value("😀😀")],
    [{ type: "string", maxLength: 2 }, "abc", wrong("Enter at most 2 characters; these are 3.")],
    [{ type: "string", pattern: "^[a-z]+$" }, "Abc", wrong("Enter text that matches the pattern ^[a-z]+$.")],
    [{ type: "string", pattern: "^[a-z]+$" }, "abc", value("abc")],
    [{ type: "string", pattern: "(?P<broken>" }, "abc", value("abc")],
    [{ type: "string", pattern: "^(a+)+$" }, `${"a".repeat(40)}!`, value(`${"a".repeat(40)}!`)],
    [{ type: "string", format: "date" }, "2025-02-30", wrong("Enter a date such as 2025-01-31.")],
    [{ type: "string", format: "date" }, "2025-02-28", value("2025-02-28")],
    [{ type: "string", format: "email" }, "me", wrong("Enter an e-mail address.")],
    [{ type: "string", format: "uri" }, "nope", wrong("Enter a URI with its scheme, such as https://example.com/.")],
    [{ type: "string", format: "of-my-own" }, "x", value("x")],
    [{ type: "string", format: "constructor" }, "x", value("x")],
    [{ type: ["string", "null"] }, "null", value("null")],
    [{ type: ["string", "null"] }, "", value(null)],
    [{ type: ["integer", "null"] }, "null", value(null)],
    [{ type: "number" }, " -1.5e3 ", value(-1500)],
    [{ type: "number" }, ".5", value(0.5)],
    [{ type: "number" }, "0x10", wrong("Enter a number.")],
    [{ type: "number" }, "", wrong("Enter a number.")],
    [{ type: "number" }, "Infinity", wrong("Enter a number.")],
    [{ type: "number" }, "1e999", wrong("Enter a smaller number; JSON cannot hold this one.")],
    [{ type: "integer" }, "1.5", wrong("Enter a whole number.")],
    [{ type: "integer" }, "2.0", value(2)],
    [{ type: "integer" }, "9007199254740993", wrong("Enter a number between -9007199254740991 and 9007199254740991; beyond that digits would be lost.")],
    [{ type: "integer", minimum: 1 }, "0", wrong("Enter a whole number of at least 1.")],
    [{ type: "integer", minimum: 1 }, "1", value(1)],
    [{ type: "number", maximum: 1 }, "1.1", wrong("Enter a number of at most 1.")],
    [{ type: "number", exclusiveMinimum: 0 }, "0", wrong("Enter a number greater than 0.")],
    [{ type: "number", exclusiveMaximum: 1 }, "1", wrong("Enter a number less than 1.")],
    [{ type: "number", multipleOf: 0.1 }, "0.3", value(0.3)],
    [{ type: "number", multipleOf: 5 }, "7", wrong("Enter a multiple of 5.")],
    [{ type: "boolean" }, "True", value(true)],
    [{ type: "boolean" }, "no", value(false)],
    [{ type: "boolean" }, "1", wrong("Enter true or false.")],
    [choice, "a", value("a")],
    [choice, "Aah", value("a")],
    [choice, "3", value(3)],
    [choice, "c", wrong("Choose one of Aah, a, three.")],
    [several, "a, 3", value(["a", 3])],
    [several, '["b","b"]', value(["b"])],
    [several, "", wrong("Choose at least 1.")],
    [several, "a,b,3", wrong("Choose at most 2.")],
    [several, "a,z", wrong('"z" is none of a, b, 3.')],
    [{ type: "object" }, '{"a":[1]}', value({ a: [1] })],
  ];
  for (const [schema, text, expected] of table) {
    it(`${JSON.stringify(schema)} takes ${JSON.stringify(text.slice(0, 30))} as ${JSON.stringify(expected)}`, () => {
      const only = field(schema).fields[0];
      assert.ok(only);
      assert.deepEqual(parseField(only, text), expected);
    });
  }

  it("says what is no JSON", () => {
    const only = field({ type: "object" }).fields[0];
    assert.ok(only);
    const parsed = parseField(only, "{a}");
    assert.match(parsed.ok ? "" : parsed.message, /^Enter valid JSON: /);
  });

  it("is left out when it is optional and empty", () => {
    for (const schema of [{ type: "string", minLength: 3 }, { type: "integer" }, choice, { type: "object" }, { type: ["string", "null"] }]) {
      const only = field(schema, false).fields[0];
      assert.ok(only);
      assert.deepEqual(parseField(only, ""), value(undefined));
    }
  });
});
