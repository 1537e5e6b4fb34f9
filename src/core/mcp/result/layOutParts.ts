import type { ToolResult } from "../types";
import { safeFileName } from "./fileNames";
import type { Fit } from "./fitText";
import { markdownFiles } from "./markdownFiles";
import { mediaTypeOf } from "./mediaTypes";
import type { OutputProblem } from "./outputProblems";
import type { Part } from "./part";
import { extensionOf, linkedExtensionOf } from "./partFile";
import type { ResultFile } from "./resultFile";
import { summaryOf } from "./summary";
import type { StructuredFile, SummaryPart } from "./summaryPart";
import { formatText } from "./textFormat";
import { uriEnding } from "./uriEnding";

/** More previews than this would bury the editor; the others are linked from the summary. */
const MOST_PREVIEWS = 5;
/** A longer text has a file of its own, and the summary only its beginning; in UTF-16 units, each and all together. */
const LONGEST_INLINE = 20_000;
const MOST_INLINE = 200_000;
/** What the summary shows of a text that has a file of its own. */
const EXCERPT = 600;

export interface PartsInput {
  readonly base: string;
  readonly tool: string;
  readonly result: ToolResult;
  readonly parts: readonly Part[];
  readonly fit: Fit;
  readonly problems: readonly OutputProblem[];
}

/** A result of several blocks: the summary, and a file for everything that is no short text. */
export function layOutParts(input: PartsInput): readonly ResultFile[] {
  const { base, tool, result, problems } = input;
  const parts = new Parts(input).all();
  const structured = structuredFile(input);
  const summary = summaryOf({ tool, isError: result.isError, problems, parts, structured });
  const files = parts.flatMap(({ file, source }) => [file, source].filter((each) => each !== undefined));
  return [
    { name: `${base}.md`, open: true, rendered: true, content: { text: summary } },
    ...files,
    ...(structured ? [structured.file] : []),
  ];
}

type Shown = Pick<SummaryPart, "file" | "source" | "inline">;

class Parts {
  private previews = 0;
  private inlined = 0;

  constructor(private readonly input: PartsInput) {}

  all(): readonly SummaryPart[] {
    const { parts, result } = this.input;
    return parts.map((part, index) => ({ part, block: result.content[index], ...this.shown(part, index + 1) }));
  }

  private shown(part: Part, place: number): Shown {
    switch (part.kind) {
      case "text":
        return this.text(part, place);
      case "bytes":
        return { file: this.bytes(part, place), inline: undefined };
      case "link":
        return { file: { name: linkName(part, place), open: false, content: { resource: part.uri } }, inline: undefined };
      case "other":
        return { file: undefined, inline: JSON.stringify(part.block, null, 2).slice(0, LONGEST_INLINE) };
    }
  }

  /** An embedded resource is a document of its own; a text block only when it is long. */
  private text(part: Part & { readonly kind: "text" }, place: number): Shown {
    const isShort = part.text.length <= LONGEST_INLINE && this.inlined + part.text.length <= MOST_INLINE;
    if (isShort) this.inlined += part.text.length;
    const inline = isShort ? part.text : part.text.slice(0, EXCERPT);
    if (isShort && part.uri === undefined) return { file: undefined, inline };
    const { text, cutFrom } = this.input.fit(part.text, (whole) => formatText(whole).text);
    const name = `${this.input.base} ${place}`;
    if (cutFrom !== undefined) return { file: { name: `${name}.txt`, open: false, content: { text }, cutFrom }, inline };
    const extension = extensionOf(part);
    if (extension !== "md") return { file: { name: `${name}.${extension}`, open: false, content: { text } }, inline };
    const [file, source] = markdownFiles(name, text);
    return { file, source, inline };
  }

  private bytes(part: Part & { readonly kind: "bytes" }, place: number): ResultFile {
    const open = mediaTypeOf(part.mimeType).shown !== "nothing" && this.previews < MOST_PREVIEWS;
    if (open) this.previews++;
    return { name: `${this.input.base} ${place}.${linkedExtensionOf(part)}`, open, content: { base64: part.base64 } };
  }
}

/** By the name that the server gave the resource, since that is what its tab will be called. */
function linkName(part: Part & { readonly kind: "link" }, place: number): string {
  const extension = extensionOf(part);
  const last = part.uri.split(/[?#]/, 1)[0]?.split("/").findLast((each) => each !== "") ?? "";
  const name = safeFileName(part.name ?? last) || "resource";
  return uriEnding(name) === extension ? `${place} ${name}` : `${place} ${name}.${extension}`;
}

function structuredFile({ base, result, fit }: PartsInput): StructuredFile | undefined {
  if (result.structuredContent === undefined) return undefined;
  const json = JSON.stringify(result.structuredContent, null, 2);
  const { text, cutFrom } = fit(json, (whole) => whole);
  const name = `${base} structured${cutFrom === undefined ? ".json" : " beginning.txt"}`;
  const inline = json.length <= LONGEST_INLINE ? json : json.slice(0, EXCERPT);
  return { file: { name, open: false, content: { text }, structured: true, ...(cutFrom === undefined ? {} : { cutFrom }) }, inline };
}
