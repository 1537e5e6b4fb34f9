import { Failure } from "../../base/failure";
import { isJsonObject, type JsonObject } from "../../base/json";
import { typeName } from "./typeName";
import type { ContentBlock, ToolResult } from "../types";

/**
 * The result of tools/call (2025-11-25, server/tools), checked only as far as it is shown. `content` may be absent
 * when `structuredContent` or the `toolResult` of the first drafts is there.
 * @param call names the request in the message: `tools/call "echo"`
 * @throws Failure `protocol` that says what is wrong
 */
export function parseToolResult(result: unknown, call: string): ToolResult {
  const malformed = (what: string): Failure => new Failure("protocol", `The result of ${call} ${what}.`);
  if (!isJsonObject(result)) throw malformed(`is ${typeName(result)}; it must be an object`);
  const isError = result["isError"] ?? false;
  if (typeof isError !== "boolean") throw malformed(`has "isError" as ${typeName(isError)}; it must be true or false`);
  const structuredContent = result["structuredContent"] ?? result["toolResult"];
  return { isError, content: parseContent(result, structuredContent !== undefined, malformed), structuredContent, raw: result };
}

function parseContent(result: JsonObject, mayBeAbsent: boolean, malformed: (what: string) => Failure): readonly ContentBlock[] {
  const content = result["content"];
  if (content === undefined && mayBeAbsent) return [];
  if (!Array.isArray(content)) {
    throw malformed(content === undefined ? 'has no "content"; it must be an array' : `has "content" as ${typeName(content)}; it must be an array`);
  }
  return content.map((block: unknown, index) => {
    if (isContentBlock(block)) return block;
    const what = isJsonObject(block)
      ? `has no "type" in content[${index}]; it must be a string such as "text"`
      : `has content[${index}] as ${typeName(block)}; it must be an object`;
    throw malformed(what);
  });
}

function isContentBlock(value: unknown): value is ContentBlock {
  return isJsonObject(value) && typeof value["type"] === "string";
}
