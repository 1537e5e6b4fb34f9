import { assertNever } from "../../base/assertNever";
import { base64Size } from "./base64";
import type { Part } from "./part";
import type { ResultFile } from "./resultFile";
import { formatText } from "./textFormat";

export interface SummaryInput {
  readonly tool: string;
  readonly isError: boolean;
  readonly parts: readonly Part[];
  readonly structured: unknown;
  /** The files that hold the bytes of a part. */
  readonly files: ReadonlyMap<Part, ResultFile>;
}

/**
 * A result of several blocks as Markdown: every block under its own heading, every text exact inside a fence. What the
 * server chose is escaped elsewhere, so that no image of it is fetched when the Markdown is laid out.
 */
export function summaryOf(input: SummaryInput): string {
  const sections = input.parts.map((part, index) => sectionOf(index + 1, part, input.files.get(part)));
  if (input.structured !== undefined) sections.push(`## Structured content\n\n${fence("json", JSON.stringify(input.structured, null, 2))}`);
  const note = input.isError ? "\n\nThe tool reported an error." : "";
  return `# Result of ${plain(input.tool)}${note}\n\n${sections.join("\n\n")}\n`;
}

function sectionOf(place: number, part: Part, file: ResultFile | undefined): string {
  switch (part.kind) {
    case "text":
      return textSection(place, part);
    case "bytes":
      return bytesSection(place, part, file);
    case "link":
      return `## ${place}. Resource link\n\n${[`- ${linkTo(part.uri)}`, ...part.about.map((line) => `- ${plain(line)}`)].join("\n")}`;
    case "other":
      return `## ${place}. Unknown block\n\n${plain(part.reason)}\n\n${fence("json", JSON.stringify(part.block, null, 2))}`;
    default:
      return assertNever(part);
  }
}

function textSection(place: number, part: Part & { readonly kind: "text" }): string {
  const { language, text } = formatText(part.text);
  const title = part.uri === undefined ? "Text" : `Resource ${part.uri}`;
  const type = part.mimeType === undefined ? "" : ` · ${part.mimeType}`;
  return `## ${place}. ${plain(title + type)}\n\n${text === "" ? "(empty)" : fence(language, text)}`;
}

function bytesSection(place: number, part: Part & { readonly kind: "bytes" }, file: ResultFile | undefined): string {
  const kind = part.uri === undefined ? (part.mimeType.split("/", 1)[0] ?? "") : `Resource ${part.uri}`;
  const title = `${kind.charAt(0).toUpperCase()}${kind.slice(1)} · ${part.mimeType} · ${bytesInWords(base64Size(part.base64))}`;
  const link = file ? `\n\n${file.open ? "In its own tab: " : ""}[${file.name}](<${file.name}>)` : "";
  const image = file && part.mimeType.startsWith("image/") ? `\n\n![](<${file.name}>)` : "";
  return `## ${place}. ${plain(title)}${link}${image}`;
}

/** A fence longer than any run of backticks inside, so that the text stays exact. */
function fence(language: string, text: string): string {
  let longest = 2;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  const marks = "`".repeat(longest + 1);
  return `${marks}${language}\n${text}${text.endsWith("\n") ? "" : "\n"}${marks}`;
}

function bytesInWords(count: number): string {
  if (count < 1000) return `${count} bytes`;
  return count < 1_000_000 ? `${(count / 1000).toFixed(1)} kB` : `${(count / 1_000_000).toFixed(1)} MB`;
}

function linkTo(uri: string): string {
  return /^[^\s<>]+$/.test(uri) ? `<${uri}>` : plain(uri);
}

/** One line that shows just this text. */
function plain(text: string): string {
  return text.replace(/\s+/g, " ").trim().replace(/[\\`*_[\]<>&!#~|]/g, "\\$&");
}
