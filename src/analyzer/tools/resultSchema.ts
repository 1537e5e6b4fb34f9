import type { JsonSchema, ObjectSchema } from "./jsonSchema";

const integer: JsonSchema = { type: "integer" };

/** The output schema around the items of a tool. */
export function resultSchema(itemProperties: Readonly<Record<string, JsonSchema>>): ObjectSchema {
  const item: ObjectSchema = { type: "object", properties: itemProperties, required: Object.keys(itemProperties) };
  const skipped: ObjectSchema = {
    type: "object",
    properties: { path: { type: "string" }, reason: { type: "string" } },
    required: ["path", "reason"],
  };
  const coverage: ObjectSchema = {
    type: "object",
    properties: {
      filesAnalyzed: integer,
      filesSkipped: { ...integer, description: "May exceed the length of skipped, which is capped." },
      filesOfOtherLanguages: integer,
      skipped: { type: "array", items: skipped },
    },
    required: ["filesAnalyzed", "filesSkipped", "filesOfOtherLanguages", "skipped"],
  };
  return {
    type: "object",
    properties: {
      items: { type: "array", items: item },
      total: integer,
      truncated: { type: "boolean" },
      nextCursor: { type: "string" },
      coverage,
      warnings: { type: "array", items: { type: "string" } },
    },
    required: ["items", "total", "truncated", "coverage", "warnings"],
  };
}
