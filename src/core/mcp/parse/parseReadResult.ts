import type { JsonObject } from "../../base/json";
import { isBase64 } from "../result/base64";
import type { ReadResult, ResourceContent } from "../types";
import { parseAnswerItems } from "./parseAnswerItems";
import { MalformedItem, Members } from "./parseItem";

/**
 * The result of resources/read (2025-11-25, server/resources), content by content.
 * @param call names the request in the message: `resources/read "file:///a"`
 * @throws Failure `protocol` when there is no list of contents
 */
export function parseReadResult(result: unknown, call: string): ReadResult {
  const { valid, invalid } = parseAnswerItems(result, "contents", call, readContent);
  return { contents: valid.map(({ index, item }) => ({ index, content: item })), invalid };
}

function readContent(value: JsonObject): ResourceContent {
  const members = new Members(value);
  const head = { uri: members.string("uri"), mimeType: members.optional("mimeType", "string").mimeType };
  const { text } = members.optional("text", "string");
  if (text !== undefined) return { ...head, text };
  const { blob } = members.optional("blob", "string");
  if (blob === undefined) throw new MalformedItem('has neither "text" nor "blob"; it must have one of them');
  if (!isBase64(blob)) throw new MalformedItem('"blob" is no valid base64');
  return { ...head, base64: blob };
}
