import type { ToolResult } from "../types";
import { partOf } from "./part";

/** A result for the clipboard, and what was made of it. */
export interface CopiedText {
  readonly text: string;
  readonly kind: "text" | "json";
}

/** The texts of a result that has nothing else, exactly as they came with an empty line between; else the whole as JSON. */
export function copiedText(result: ToolResult): CopiedText {
  const parts = result.content.map(partOf);
  const texts = parts.flatMap((part) => (part.kind === "text" ? [part.text] : []));
  if (texts.length === parts.length && texts.length > 0) return { text: texts.join("\n\n"), kind: "text" };
  if (parts.length === 0 && result.structuredContent !== undefined) return { text: JSON.stringify(result.structuredContent, null, 2), kind: "json" };
  return { text: JSON.stringify(result.raw, null, 2), kind: "json" };
}
