import { assertNever } from "../../base/assertNever";
import { annotationWords } from "./annotationWords";
import { base64Size } from "./base64";
import type { OutputProblem } from "./outputProblems";
import { fence } from "./fence";
import type { Part } from "./part";
import { plainLine } from "./plainLine";
import type { ResultFile } from "./resultFile";
import type { StructuredFile, SummaryPart } from "./summaryPart";
import { formatText } from "./textFormat";

export interface SummaryInput {
  readonly tool: string;
  readonly isError: boolean;
  readonly problems: readonly OutputProblem[];
  readonly parts: readonly SummaryPart[];
  readonly structured: StructuredFile | undefined;
}

/** Problems listed at the top; the file of the structured content is marked with them all. */
const MOST_PROBLEMS = 20;

/**
 * A result of several blocks as Markdown: every block under its own heading, every text exact inside a fence. What the
 * server chose is escaped elsewhere, so that no image of it is fetched when the Markdown is laid out.
 */
export function summaryOf(input: SummaryInput): string {
  const sections = [`# Result of ${plainLine(input.tool)}`];
  if (input.isError) sections.push("The tool reported an error.");
  if (input.problems.length > 0) sections.push(problemSection(input.problems));
  sections.push(...input.parts.map((part, index) => sectionOf(index + 1, part)));
  if (input.structured) sections.push(structuredSection(input.structured));
  return `${sections.join("\n\n")}\n`;
}

function problemSection(problems: readonly OutputProblem[]): string {
  const lines = problems.slice(0, MOST_PROBLEMS).map(({ message }) => `- ⚠ ${plainLine(message)}`);
  if (problems.length > MOST_PROBLEMS) lines.push(`- and ${problems.length - MOST_PROBLEMS} more`);
  return lines.join("\n");
}

function structuredSection({ file, inline }: StructuredFile): string {
  return `## Structured content\n\n${linkTo(file, file.name)}\n\n${fence("json", inline)}`;
}

function sectionOf(place: number, shown: SummaryPart): string {
  const { part } = shown;
  const about = shown.block ? annotationWords(shown.block) : [];
  const title = (text: string): string => `## ${place}. ${plainLine([text, ...about].join(" · "))}`;
  switch (part.kind) {
    case "text":
      return textSection(title, part, shown);
    case "bytes":
      return bytesSection(title, part, shown.file);
    case "link":
      return [title("Resource link"), linkLines(part, shown.file).join("\n")].join("\n\n");
    case "other":
      return [title("Unknown block"), plainLine(part.reason), fence("json", shown.inline ?? "")].join("\n\n");
    default:
      return assertNever(part);
  }
}

type Title = (text: string) => string;

function textSection(title: Title, part: Part & { readonly kind: "text" }, { file, inline = "" }: SummaryPart): string {
  const isExcerpt = inline.length < part.text.length;
  const { language, text } = isExcerpt ? { language: "text", text: inline } : formatText(inline);
  const name = part.uri === undefined ? "Text" : `Resource ${part.uri}`;
  const lines = [title(part.mimeType === undefined ? name : `${name} · ${part.mimeType}`)];
  if (file) lines.push(linkTo(file, file.name));
  lines.push(text === "" ? "(empty)" : fence(language, text));
  if (isExcerpt) lines.push(`The first ${inline.length} of ${part.text.length} characters.`);
  return lines.join("\n\n");
}

function bytesSection(title: Title, part: Part & { readonly kind: "bytes" }, file: ResultFile | undefined): string {
  const kind = part.uri === undefined ? (part.mimeType.split("/", 1)[0] ?? "") : `Resource ${part.uri}`;
  const heading = title(`${kind.charAt(0).toUpperCase()}${kind.slice(1)} · ${part.mimeType} · ${bytesInWords(base64Size(part.base64))}`);
  const link = file ? `\n\n${file.open ? "In its own tab: " : ""}${linkTo(file, file.name)}` : "";
  const image = file && part.mimeType.startsWith("image/") ? `\n\n![](<${file.name}>)` : "";
  return `${heading}${link}${image}`;
}

function linkLines(part: Part & { readonly kind: "link" }, file: ResultFile | undefined): readonly string[] {
  const read = file ? [`- ${linkTo(file, `Read ${part.name ?? "it"}`)}`] : [];
  return [...read, `- ${plainLine(part.uri)}`, ...part.about.map((line) => `- ${plainLine(line)}`)];
}

function bytesInWords(count: number): string {
  if (count < 1000) return `${count} bytes`;
  return count < 1_000_000 ? `${(count / 1000).toFixed(1)} kB` : `${(count / 1_000_000).toFixed(1)} MB`;
}

/** File names hold none of the characters that would end a link. */
function linkTo(file: ResultFile, words: string): string {
  return `[${plainLine(words)}](<${file.name}>)`;
}
