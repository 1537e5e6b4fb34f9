import type { JsonObject } from "../../base/json";
import type { SchemaProblem } from "../schema/schemaProblem";
import { validateArguments } from "../schema/validate";
import type { ToolResult } from "../types";

/** Beyond this many characters of JSON the check would hold up the editor. */
const LONGEST_CHECKED = 5_000_000;

/** What is wrong with the structured content of a result. */
export interface OutputProblem {
  /** A whole sentence: what, where, and by whose word. */
  readonly message: string;
  /** The same for a header, where there is little room: `/temperature must be a number`. */
  readonly brief: string;
  /** JSON pointer into the structured content; `undefined` where there is no place for it. */
  readonly path: string | undefined;
}

/**
 * Holds a result against the `outputSchema` of its tool (2025-06-18, server/tools: structured results MUST conform to
 * it). An error is no structured result and need not.
 */
export function outputProblems(outputSchema: JsonObject | undefined, result: ToolResult): readonly OutputProblem[] {
  if (!outputSchema || result.isError) return [];
  const { structuredContent } = result;
  if (structuredContent === undefined) {
    const message = "The result has no structuredContent, although the tool declares an outputSchema.";
    return [{ message, brief: "No structuredContent, although an outputSchema is declared", path: undefined }];
  }
  const { length } = JSON.stringify(structuredContent);
  if (length > LONGEST_CHECKED) {
    const message = `structuredContent was not held against the outputSchema: with ${length} characters it is too large to be checked here.`;
    return [{ message, brief: "structuredContent is too large to be checked", path: undefined }];
  }
  return validateArguments(outputSchema, structuredContent).map(inWords);
}

function inWords({ of, path, message }: SchemaProblem): OutputProblem {
  const sentence = message.replace(/\.$/, "");
  if (of === "schema") {
    const place = `outputSchema${path === "" ? "" : ` at ${path}`}`;
    return { message: `The ${place} ${sentence}.`, brief: `${place} ${sentence}`, path: undefined };
  }
  const place = `structuredContent${path === "" ? "" : ` at ${path}`}`;
  return { message: `${place} does not fit the outputSchema: it ${sentence}.`, brief: `${path === "" ? "structuredContent" : path} ${sentence}`, path };
}
