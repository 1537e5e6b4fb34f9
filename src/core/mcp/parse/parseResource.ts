import { parseItem, type ParsedItem } from "./parseItem";
import type { Resource } from "../types";

/** One item of resources/list (2025-11-25, server/resources). */
export function parseResource(value: unknown): ParsedItem<Resource> {
  return parseItem(value, "uri", (members) => ({
    uri: members.string("uri"),
    name: members.string("name"),
    ...members.optional("title", "string"),
    ...members.optional("description", "string"),
    ...members.optional("mimeType", "string"),
    ...members.optional("size", "number"),
  }));
}
