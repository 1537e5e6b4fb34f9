import { validate, type SchemaDraft } from "@cfworker/json-schema";
import { messageOf } from "../../base/failure";
import { isJsonObject, type JsonObject } from "../../base/json";
import { checkSchema } from "./schemaCheck";
import { explain } from "./schemaWords";
import type { SchemaProblem } from "./schemaProblem";

/**
 * Checks a value against a JSON Schema of a server: the draft that `$schema` names, else 2020-12; local references only.
 * Never throws and never asks the network; what is wrong with the schema itself is reported as such, and what is left of
 * it is still applied. Patterns that could take for ever are left to the server.
 */
export function validateArguments(schema: JsonObject, value: unknown): readonly SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  try {
    // What is checked is what would be sent.
    const sent: unknown = JSON.parse(JSON.stringify(value) ?? "null");
    const checked = checkSchema(schema, longestText(sent));
    problems.push(...checked.problems);
    if (!checked.usable) return problems;
    const result = validate(sent, checked.schema, draftOf(schema), checked.lookup, false);
    return [...problems, ...explain(result.errors, checked, sent)];
  } catch (error) {
    // The stack overflows on absurdly deep values and schemas; nothing else is known to throw.
    return [...problems, { of: "schema", path: "", message: `could not be applied: ${messageOf(error)}` }];
  }
}

function draftOf(schema: JsonObject): SchemaDraft {
  const uri = typeof schema["$schema"] === "string" ? schema["$schema"] : "";
  if (uri.includes("draft-04")) return "4";
  if (uri.includes("draft-06") || uri.includes("draft-07")) return "7";
  return uri.includes("2019-09") ? "2019-09" : "2020-12";
}

/** Length of the longest string or property name. */
function longestText(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (Array.isArray(value)) return value.reduce((longest: number, each) => Math.max(longest, longestText(each)), 0);
  if (!isJsonObject(value)) return 0;
  return Object.entries(value).reduce((longest, [key, each]) => Math.max(longest, key.length, longestText(each)), 0);
}
