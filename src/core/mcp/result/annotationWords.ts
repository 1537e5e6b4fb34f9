import { isJsonObject, type JsonObject } from "../../base/json";

/** What a server says about a block beside its content (2025-03-26, annotations); empty when it says nothing. Claims, not facts. */
export function annotationWords(block: JsonObject): readonly string[] {
  const { annotations } = block;
  if (!isJsonObject(annotations)) return [];
  const { audience, priority, lastModified } = annotations;
  const words: string[] = [];
  if (Array.isArray(audience) && audience.length > 0) words.push(`for the ${audience.map(String).join(" and the ")}`);
  if (typeof priority === "number") words.push(`priority ${priority}`);
  if (typeof lastModified === "string") words.push(`last modified ${lastModified}`);
  return words;
}
