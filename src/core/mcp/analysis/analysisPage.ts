import { Failure } from "../../base/failure";
import { isJsonObject } from "../../base/json";
import type { ToolResult } from "../types";

/** One page of an answer of the bundled analysis, checked as far as it is used. */
export interface AnalysisPage {
  readonly items: readonly unknown[];
  readonly nextCursor: string | undefined;
  readonly warnings: readonly string[];
  /** Why the file was not analyzed; `undefined` when it was. */
  readonly skipped: string | undefined;
}

/** @throws Failure `tool` with the words of the server, or `protocol` when the result is not what its schema promises */
export function readAnalysisPage(tool: string, { isError, content, structuredContent }: ToolResult): AnalysisPage {
  if (isError) {
    const said = content.find((block) => block.type === "text")?.text;
    throw new Failure("tool", typeof said === "string" ? said : `The tool "${tool}" reported an error without words.`);
  }
  if (!isJsonObject(structuredContent) || !Array.isArray(structuredContent.items)) throw new Failure("protocol", `The result of "${tool}" has no list of items.`);
  const { items, nextCursor, warnings, coverage } = structuredContent;
  return {
    items,
    nextCursor: typeof nextCursor === "string" ? nextCursor : undefined,
    warnings: Array.isArray(warnings) ? warnings.map(String) : [],
    skipped: skippedReason(coverage),
  };
}

function skippedReason(coverage: unknown): string | undefined {
  if (!isJsonObject(coverage) || !Array.isArray(coverage.skipped)) return undefined;
  const first: unknown = coverage.skipped[0];
  return isJsonObject(first) && typeof first.reason === "string" ? first.reason : undefined;
}
