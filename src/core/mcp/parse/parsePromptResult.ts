import type { JsonObject } from "../../base/json";
import type { ContentBlock, PromptMessage, PromptResult } from "../types";
import { parseAnswerItems } from "./parseAnswerItems";
import { MalformedItem, Members } from "./parseItem";

/**
 * The result of prompts/get (2025-11-25, server/prompts), message by message. What is inside a content is checked
 * where it is shown.
 * @param call names the request in the message: `prompts/get "greet"`
 * @throws Failure `protocol` when there is no list of messages
 */
export function parsePromptResult(result: unknown, call: string): PromptResult {
  const { result: { description }, valid, invalid } = parseAnswerItems(result, "messages", call, readPromptMessage);
  return {
    description: typeof description === "string" ? description : undefined,
    messages: valid.map(({ index, item }) => ({ index, message: item })),
    invalid,
  };
}

function readPromptMessage(value: JsonObject): PromptMessage {
  const members = new Members(value);
  const role = members.string("role");
  const content = members.object("content");
  if (!isContentBlock(content)) throw new MalformedItem('"content.type" is missing; it must be a string such as "text"');
  return { role, content };
}

function isContentBlock(value: JsonObject): value is ContentBlock {
  return typeof value["type"] === "string";
}
