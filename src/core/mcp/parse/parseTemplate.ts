import { parseItem, type ParsedItem } from "./parseItem";
import type { ResourceTemplate } from "../types";

/** One item of resources/templates/list (2025-11-25, server/resources). */
export function parseTemplate(value: unknown): ParsedItem<ResourceTemplate> {
  return parseItem(value, "uriTemplate", (members) => ({
    uriTemplate: members.string("uriTemplate"),
    name: members.string("name"),
    ...members.optional("title", "string"),
    ...members.optional("description", "string"),
    ...members.optional("mimeType", "string"),
  }));
}
