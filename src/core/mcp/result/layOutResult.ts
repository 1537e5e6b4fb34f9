import { isJsonObject } from "../../base/json";
import type { ToolResult } from "../types";
import { mediaTypeOf } from "./mediaTypes";
import { type Part, partOf } from "./part";
import type { ResultFile } from "./resultFile";
import { summaryOf } from "./summary";
import { formatText } from "./textFormat";

/** Members of a result that say nothing to a person who called the tool. */
const PROTOCOL_MEMBERS = new Set(["content", "structuredContent", "isError", "_meta", "resultType"]);

/** More previews than this would bury the editor; the others are linked from the summary. */
const MOST_PREVIEWS = 5;

/**
 * Decides what a person sees of a tool result: never an empty list.
 * One block is shown as what it is; several make a Markdown summary, with every image, audio and video as a file of
 * its own beside it. A text block that only mirrors `structuredContent` (2025-06-18, server/tools) is shown once.
 */
export function layOutResult(tool: string, result: ToolResult): readonly ResultFile[] {
  const base = `${safeFileName(tool)} result`;
  const parts = result.content.map(partOf);
  const structured = result.structuredContent;
  const [first] = parts;
  if (!first) return [structured === undefined ? emptyFile(base, result) : jsonFile(base, structured)];
  if (parts.length === 1 && (structured === undefined || mirrors(first, structured))) {
    const file = fileOf(base, first);
    if (file) return [file];
  }
  return severalFiles(base, tool, result, parts);
}

function emptyFile(base: string, result: ToolResult): ResultFile {
  const more = Object.keys(result.raw).filter((name) => !PROTOCOL_MEMBERS.has(name));
  if (more.length > 0) return jsonFile(base, result.raw);
  return { name: `${base}.txt`, open: true, content: { text: "The result is empty: the tool returned no content.\n" } };
}

function jsonFile(base: string, value: unknown): ResultFile {
  return { name: `${base}.json`, open: true, content: { text: JSON.stringify(value, null, 2) } };
}

/** The one file for the one part of a result; `undefined` for a part that needs words around it. */
function fileOf(base: string, part: Part): ResultFile | undefined {
  if (part.kind === "text") {
    if (part.text === "") return { name: `${base}.txt`, open: true, content: { text: "The result is empty: the tool returned one text block without text.\n" } };
    const { language, text } = formatText(part.text);
    const extension = language === "text" ? extensionOf(part) : language === "json" ? "json" : "md";
    return { name: `${base}.${extension}`, open: true, content: { text } };
  }
  if (part.kind !== "bytes") return undefined;
  const { extension, shown } = mediaTypeOf(part.mimeType);
  return shown === "nothing" ? undefined : { name: `${base}.${extension}`, open: true, content: { base64: part.base64 } };
}

/** Of an embedded text resource the ending of its URI, else its media type; `txt` for a plain text block. */
function extensionOf(part: Part & { readonly kind: "text" }): string {
  const ending = /\.([A-Za-z0-9]{1,10})$/.exec(part.uri?.split(/[?#]/, 1)[0] ?? "")?.[1];
  if (ending) return ending.toLowerCase();
  const type = part.mimeType === undefined ? undefined : mediaTypeOf(part.mimeType);
  return type?.shown === "text" ? type.extension : "txt";
}

function severalFiles(base: string, tool: string, result: ToolResult, parts: readonly Part[]): readonly ResultFile[] {
  const files = new Map<Part, ResultFile>();
  let previews = 0;
  for (const [index, part] of parts.entries()) {
    if (part.kind !== "bytes") continue;
    const { extension, shown } = mediaTypeOf(part.mimeType);
    const open = shown !== "nothing" && previews < MOST_PREVIEWS;
    if (open) previews++;
    files.set(part, { name: `${base} ${index + 1}.${extension}`, open, content: { base64: part.base64 } });
  }
  const summary = summaryOf({ tool, isError: result.isError, parts, structured: result.structuredContent, files });
  return [{ name: `${base}.md`, open: true, rendered: true, content: { text: summary } }, ...files.values()];
}

function mirrors(part: Part, structured: unknown): boolean {
  if (part.kind !== "text") return false;
  try {
    return sameJson(JSON.parse(part.text), structured);
  } catch {
    // A text that is no JSON mirrors nothing.
    return false;
  }
}

function sameJson(left: unknown, right: unknown): boolean {
  if (Array.isArray(left)) return Array.isArray(right) && left.length === right.length && left.every((each, index) => sameJson(each, right[index]));
  if (!isJsonObject(left)) return left === right;
  if (!isJsonObject(right)) return false;
  const names = Object.keys(left);
  return names.length === Object.keys(right).length && names.every((name) => Object.hasOwn(right, name) && sameJson(left[name], right[name]));
}

/** A tool name may hold anything; a file name on any system may not. */
function safeFileName(name: string): string {
  // Cut first: half of a surrogate pair cannot be written into a URI.
  return name.slice(0, 100).replace(/[\u0000-\u001f\\/:*?"<>|#%\p{Cs}]/gu, "_") || "tool";
}
