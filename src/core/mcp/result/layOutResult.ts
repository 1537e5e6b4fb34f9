import type { ToolResult } from "../types";
import { resultBase } from "./fileNames";
import { type Fit, fitText, type FittedText } from "./fitText";
import { layOutParts } from "./layOutParts";
import { markdownFiles } from "./markdownFiles";
import { mediaTypeOf } from "./mediaTypes";
import { mirrors } from "./mirrors";
import type { OutputProblem } from "./outputProblems";
import { type Part, partOf } from "./part";
import { extensionOf } from "./partFile";
import type { ResultFile } from "./resultFile";
import { formatText } from "./textFormat";

export interface LayoutOptions {
  /** Texts in full, however long they are. */
  readonly whole?: boolean;
  /** What is wrong with the structured content; told where there are words around it. */
  readonly problems?: readonly OutputProblem[];
}

/** Members of a result that say nothing to a person who called the tool. */
const PROTOCOL_MEMBERS = new Set(["content", "structuredContent", "isError", "_meta", "resultType"]);

/**
 * Decides what a person sees of a tool result: never an empty list, and the main file first.
 * One block is shown as what it is; several make a Markdown summary, with everything that is no short text as a file of
 * its own beside it. A text block that only mirrors `structuredContent` (2025-06-18, server/tools) is shown once.
 */
export function layOutResult(tool: string, result: ToolResult, options: LayoutOptions = {}): readonly ResultFile[] {
  const base = resultBase(tool);
  const fit = options.whole === true ? wholeText : fitText;
  const parts = result.content.map(partOf);
  const structured = result.structuredContent;
  const [first] = parts;
  if (!first) return [structured === undefined ? emptyFile(base, result, fit) : { ...jsonFile(base, structured, fit), structured: true }];
  const isMirror = structured !== undefined && mirrors(first, structured);
  if (parts.length === 1 && (structured === undefined || isMirror)) {
    const files = filesOf(base, first, fit);
    if (files) return isMirror ? files.map((file) => ({ ...file, structured: true })) : files;
  }
  return layOutParts({ base, tool, result, parts, fit, problems: options.problems ?? [] });
}

const wholeText: Fit = (text, format) => ({ text: format(text) });

function emptyFile(base: string, result: ToolResult, fit: Fit): ResultFile {
  const more = Object.keys(result.raw).filter((name) => !PROTOCOL_MEMBERS.has(name));
  if (more.length > 0) return jsonFile(base, result.raw, fit);
  return { name: `${base}.txt`, open: true, content: { text: "The result is empty: the tool returned no content.\n" } };
}

function jsonFile(base: string, value: unknown, fit: Fit): ResultFile {
  return textFile(`${base}.json`, fit(JSON.stringify(value, null, 2), (whole) => whole));
}

/** The head of a text is no valid JSON or Markdown, and is quicker to show as plain text. */
function textFile(name: string, { text, cutFrom }: FittedText): ResultFile {
  if (cutFrom === undefined) return { name, open: true, content: { text } };
  return { name: `${name.replace(/\.[^.]*$/, "")} beginning.txt`, open: true, content: { text }, cutFrom };
}

/** The files for the one part of a result; `undefined` for a part that needs words around it. */
function filesOf(base: string, part: Part, fit: Fit): readonly ResultFile[] | undefined {
  if (part.kind === "text") return textFiles(base, part, fit);
  if (part.kind !== "bytes" || mediaTypeOf(part.mimeType).shown === "nothing") return undefined;
  return [{ name: `${base}.${extensionOf(part)}`, open: true, content: { base64: part.base64 } }];
}

function textFiles(base: string, part: Part & { readonly kind: "text" }, fit: Fit): readonly ResultFile[] {
  if (part.text === "") return [{ name: `${base}.txt`, open: true, content: { text: "The result is empty: the tool returned one text block without text.\n" } }];
  const fitted = fit(part.text, (whole) => formatText(whole).text);
  if (fitted.cutFrom !== undefined) return [textFile(`${base}.txt`, fitted)];
  const name = `${base}.${extensionOf(part)}`;
  const isMarkdown = name.endsWith(".md") && (part.uri !== undefined || part.mimeType !== undefined || formatText(part.text).isDocument);
  if (!isMarkdown) return [{ name, open: true, content: { text: fitted.text } }];
  const [shown, ...source] = markdownFiles(base, fitted.text);
  return [{ ...shown, open: true, rendered: true }, ...source];
}
