import assert from "node:assert/strict";
import { progressWords } from "../../../src/core/mcp/progressWords";
import { fieldHint } from "../../../src/core/mcp/schema/fieldHint";
import { formOf } from "../../../src/core/mcp/schema/form";

describe("what a field takes, in words", () => {
  const table: readonly (readonly [unknown, string | undefined])[] = [
    [{ type: "string" }, undefined],
    [{ type: "string", format: "date" }, "a date such as 2025-01-31"],
    [{ type: "string", format: "password", minLength: 8 }, "at least 8 characters"],
    [{ type: "string", minLength: 0, maxLength: 1 }, "at most 1 character"],
    [{ type: "string", minLength: 2, maxLength: 2, pattern: "^[A-Z]+$" }, "exactly 2 characters, matching ^[A-Z]+$"],
    [{ type: "integer", minimum: 1, maximum: 10 }, "a whole number from 1 to 10"],
    [{ type: "integer", minimum: 1 }, "a whole number of at least 1"],
    [{ type: "number", exclusiveMinimum: 0, multipleOf: 0.5 }, "a number greater than 0, a multiple of 0.5"],
    [{ type: "integer", multipleOf: 1 }, "a whole number"],
    [{ type: "array", items: { enum: ["a", "b", "c"] }, minItems: 1, maxItems: 2 }, "from 1 to 2 of them"],
    [{ type: "array", items: { enum: ["a", "b"] } }, undefined],
    [{ type: "boolean" }, undefined],
    [{ enum: ["a"] }, undefined],
  ];
  for (const [schema, words] of table) {
    it(`${JSON.stringify(schema)}: ${words ?? "nothing"}`, () => {
      const [field] = formOf({ type: "object", properties: { x: schema } }).fields;
      assert.equal(field && fieldHint(field.input), words);
    });
  }
});

describe("progress in words", () => {
  const table = [
    [{ progress: 3, total: 12, message: "Copying" }, "Copying · 3 of 12 · 25 %"],
    [{ progress: 0.30000000000000004, total: undefined, message: undefined }, "0.3"],
    [{ progress: 42, total: 100, message: undefined }, "42 %"],
    [{ progress: 5, total: 0, message: " " }, "5 of 0"],
    [{ progress: 9, total: 3, message: undefined }, "9 of 3 · 100 %"],
  ] as const;
  for (const [progress, words] of table) it(words, () => assert.equal(progressWords(progress), words));
});
