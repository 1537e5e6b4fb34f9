import type { ToolResult } from "../types";
import { resultBase, safeFileName } from "./fileNames";
import { mirrors } from "./mirrors";
import { type Part, partOf } from "./part";
import { extensionOf } from "./partFile";

/** Something of a result that can be saved as a file: as it was sent, not as it is shown. */
export interface SavablePart {
  /** For a list of several: `Image · image/png`. */
  readonly label: string;
  /** Proposed name of the file, with the extension of what is in it. */
  readonly fileName: string;
  readonly content: { readonly text: string } | { readonly base64: string };
}

/** Every part of a result that has content of its own, then the structured content, then the result as a whole. */
export function savableParts(tool: string, result: ToolResult): readonly SavablePart[] {
  const base = resultBase(tool);
  const parts = result.content.map(partOf);
  const single = parts.length === 1;
  const saved = parts.flatMap((part, index) => savable(part, single ? base : `${base} ${index + 1}`));
  const { structuredContent } = result;
  if (structuredContent !== undefined && !(single && parts[0] && mirrors(parts[0], structuredContent))) {
    saved.push({ label: "Structured content", fileName: `${base} structured.json`, content: { text: printed(structuredContent) } });
  }
  const whole: SavablePart = { label: "The whole result as JSON", fileName: `${base}${saved.length === 0 ? "" : " whole"}.json`, content: { text: printed(result.raw) } };
  return [...saved, whole];
}

function savable(part: Part, base: string): SavablePart[] {
  const name = (uri: string | undefined): string => nameIn(uri) ?? `${base}.${extensionOf(part)}`;
  switch (part.kind) {
    case "text":
      return [{ label: part.uri === undefined ? "Text" : `Resource ${part.uri}`, fileName: name(part.uri), content: { text: part.text } }];
    case "bytes":
      return [{ label: part.uri === undefined ? part.mimeType : `Resource ${part.uri} · ${part.mimeType}`, fileName: name(part.uri), content: { base64: part.base64 } }];
    case "link":
    case "other":
      return [];
  }
}

/** A resource has a name already when its URI ends like a file. */
function nameIn(uri: string | undefined): string | undefined {
  const last = uri?.split(/[?#]/, 1)[0]?.split("/").at(-1) ?? "";
  return /^[^.].*\.[A-Za-z0-9]{1,10}$/.test(last) ? safeFileName(last) : undefined;
}

function printed(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
