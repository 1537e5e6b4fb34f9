import { base64Size } from "../result/base64";
import { fence } from "../result/fence";
import { resultBase } from "../result/fileNames";
import { mediaTypeOf } from "../result/mediaTypes";
import { type Part, partOf } from "../result/part";
import { linkedExtensionOf } from "../result/partFile";
import { plainLine } from "../result/plainLine";
import type { ResultFile } from "../result/resultFile";
import { formatText } from "../result/textFormat";
import type { InvalidItem, PromptMessage, PromptResult } from "../types";

/** What was got, and from whom. */
export interface GotPrompt {
  readonly name: string;
  readonly server: string;
  readonly args: { readonly [name: string]: string };
  readonly result: PromptResult;
}

/**
 * A prompt as a Markdown document, its messages in order under their roles, every text exact inside a fence; images and
 * other bytes are files of their own beside it. What the server wrote is never interpreted, so nothing of it is fetched.
 */
export function promptFiles({ name, server, args, result }: GotPrompt): readonly ResultFile[] {
  const base = resultBase(name).replace(/ result$/, " prompt");
  const files: ResultFile[] = [];
  const sections: (readonly [number, string])[] = [
    ...result.messages.map(({ index, message }): readonly [number, string] => [index, messageSection(base, index, message, files)]),
    ...result.invalid.map((item): readonly [number, string] => [item.index, invalidSection(item)]),
  ];
  const body = sections.toSorted(([one], [other]) => one - other).map(([, section]) => section);
  if (body.length === 0) body.push("The prompt is empty: it has no messages.");
  const head = [`# ${plainLine(name)}`, `From server ${plainLine(server)}.${result.description === undefined ? "" : ` ${plainLine(result.description)}`}`, ...argumentLines(args)];
  return [{ name: `${base}.md`, open: true, rendered: true, content: { text: `${[...head, ...body].join("\n\n")}\n` } }, ...files];
}

function argumentLines(args: GotPrompt["args"]): readonly string[] {
  const lines = Object.entries(args).map(([name, value]) => `- ${plainLine(name)}: ${plainLine(value) || "(empty)"}`);
  return lines.length === 0 ? [] : [lines.join("\n")];
}

function messageSection(base: string, index: number, { role, content }: PromptMessage, files: ResultFile[]): string {
  const part = partOf(content);
  return [`## ${index + 1}. ${roleInWords(role)}${titleOf(part)}`, ...bodyOf(base, index, part, files)].join("\n\n");
}

function roleInWords(role: string): string {
  if (role === "user") return "User";
  return role === "assistant" ? "Assistant" : `${plainLine(role)} (a role that the protocol does not know)`;
}

function titleOf(part: Part): string {
  if (part.kind === "text" && part.uri === undefined) return "";
  if (part.kind === "text" || part.kind === "bytes") {
    const what = part.uri === undefined ? mediaTypeOf(part.mimeType ?? "").shown : `resource ${part.uri}`;
    return ` · ${plainLine([what, part.mimeType].filter((each) => each !== undefined && each !== "nothing").join(" · "))}`;
  }
  return part.kind === "link" ? " · link to a resource" : " · unknown content";
}

function bodyOf(base: string, index: number, part: Part, files: ResultFile[]): readonly string[] {
  switch (part.kind) {
    case "text": {
      const { language, text } = formatText(part.text);
      return [text === "" ? "(empty)" : fence(language, text)];
    }
    case "bytes": {
      const name = `${base} ${index + 1}.${linkedExtensionOf(part)}`;
      files.push({ name, open: false, content: { base64: part.base64 } });
      const link = `[${plainLine(name)}](<${name}>) · ${base64Size(part.base64).toLocaleString("en-US")} bytes`;
      return part.mimeType.startsWith("image/") ? [`![](<${name}>)`, link] : [link];
    }
    case "link":
      return [[part.uri, ...part.about].map((line) => `- ${plainLine(line)}`).join("\n")];
    case "other":
      return [plainLine(part.reason), fence("json", JSON.stringify(part.block, null, 2))];
  }
}

function invalidSection({ index, reason, value }: InvalidItem): string {
  return `## ${index + 1}. Not a message\n\nReason: ${plainLine(reason)}.\n\n${fence("json", JSON.stringify(value, null, 2))}`;
}
