import { Members, parseItem, type ParsedItem } from "./parseItem";
import type { Tool, ToolAnnotations } from "../types";

/** One item of tools/list (2025-11-25, server/tools). */
export function parseTool(value: unknown): ParsedItem<Tool> {
  return parseItem(value, "name", readTool);
}

function readTool(members: Members): Tool {
  const annotations = members.optional("annotations", "object").annotations;
  return {
    name: members.string("name"),
    ...members.optional("title", "string"),
    ...members.optional("description", "string"),
    inputSchema: members.object("inputSchema"),
    ...members.optional("outputSchema", "object"),
    ...(annotations && { annotations: readAnnotations(new Members(annotations, "annotations.")) }),
  };
}

function readAnnotations(members: Members): ToolAnnotations {
  return {
    ...members.optional("title", "string"),
    ...members.optional("readOnlyHint", "boolean"),
    ...members.optional("destructiveHint", "boolean"),
    ...members.optional("idempotentHint", "boolean"),
    ...members.optional("openWorldHint", "boolean"),
  };
}
