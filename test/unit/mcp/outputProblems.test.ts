import assert from "node:assert/strict";
import type { JsonObject } from "../../../src/core/base/json";
import { locateJson } from "../../../src/core/mcp/result/locateJson";
import { outputProblems } from "../../../src/core/mcp/result/outputProblems";
import type { ToolResult } from "../../../src/core/mcp/types";

const schema = { type: "object", properties: { temperature: { type: "number" }, tags: { type: "array", items: { type: "string" } } }, required: ["temperature"] };

function result(structuredContent: unknown, isError = false): ToolResult {
  return { isError, content: [], structuredContent, raw: {} };
}

const messages = (outputSchema: JsonObject | undefined, value: ToolResult): string[] => outputProblems(outputSchema, value).map(({ message }) => message);

describe("structured content and the outputSchema", () => {
  it("agree, or there is no schema to agree with", () => {
    assert.deepEqual(messages(schema, result({ temperature: 3 })), []);
    assert.deepEqual(messages(undefined, result({ temperature: "warm" })), []);
  });

  it("disagree, with the place and what is wrong there", () => {
    assert.deepEqual(outputProblems(schema, result({ temperature: "warm", tags: ["a", 7] })).map(({ path }) => path), ["/temperature", "/tags/1"]);
    assert.match(messages(schema, result({ temperature: "warm" }))[0] ?? "", /^structuredContent at \/temperature does not fit the outputSchema: it must be a number, but is a string\.$/);
    assert.equal(outputProblems(schema, result({ temperature: "warm" }))[0]?.brief, "/temperature must be a number, but is a string");
    assert.match(messages(schema, result({}))[0] ?? "", /temperature/);
  });

  it("disagree when the one is declared and the other is missing, but for an error", () => {
    assert.deepEqual(messages(schema, result(undefined)), ["The result has no structuredContent, although the tool declares an outputSchema."]);
    assert.deepEqual(messages(schema, result(undefined, true)), []);
  });

  it("are told apart from a schema that is itself at fault", () => {
    assert.match(messages({ type: "text" }, result({}))[0] ?? "", /^The outputSchema at \/type must be one or several of/);
  });
});

describe("the place of a value in a JSON text", () => {
  const json = JSON.stringify({ a: { "b/c~": [1, { d: 'x"}' }] }, list: [], e: -1.5e3, t: true }, null, 2);
  const at = (pointer: string, text = json): string => {
    const { start, end } = locateJson(text, pointer);
    return text.slice(start, end);
  };

  it("is found by its pointer", () => {
    assert.equal(at("/a/b~1c~0/1/d"), '"x\\"}"');
    assert.equal(at("/a/b~1c~0/0"), "1");
    assert.equal(at("/e"), "-1500");
    assert.equal(at("/t"), "true");
    assert.equal(at("/list"), "[]");
    assert.equal(at(""), json);
    assert.equal(at("/a", '{"\\u0061":1,"a":2}'), "2");
  });

  it("is that of the owner for what is not there", () => {
    assert.equal(at("/a/b~1c~0/1/missing"), '{\n        "d": "x\\"}"\n      }');
    assert.equal(at("/list/3"), "[]");
    assert.equal(at("/nowhere/at/all"), json);
  });

  it("is somewhere within any text, JSON or not", () => {
    for (const text of ["", "{", '{"a"', '{"a":', '{"a":[', "]", "nonsense", '{"a":1]}', '"open', '{{"a":{}'] as const) {
      for (const pointer of ["", "/a", "/a/0", "/0"]) {
        const { start, end } = locateJson(text, pointer);
        assert.ok(start >= 0 && start <= end && end <= text.length, `${text} ${pointer}: ${start} to ${end}`);
      }
    }
  });
});
