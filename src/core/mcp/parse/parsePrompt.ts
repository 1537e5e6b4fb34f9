import { type Members, parseItem, type ParsedItem } from "./parseItem";
import type { Prompt, PromptArgument } from "../types";

/** One item of prompts/list (2025-11-25, server/prompts). */
export function parsePrompt(value: unknown): ParsedItem<Prompt> {
  return parseItem(value, "name", readPrompt);
}

function readPrompt(members: Members): Prompt {
  const args = members.optionalList("arguments", readArgument);
  return {
    name: members.string("name"),
    ...members.optional("title", "string"),
    ...members.optional("description", "string"),
    ...(args && { arguments: args }),
  };
}

function readArgument(members: Members): PromptArgument {
  return {
    name: members.string("name"),
    ...members.optional("description", "string"),
    ...members.optional("required", "boolean"),
  };
}
