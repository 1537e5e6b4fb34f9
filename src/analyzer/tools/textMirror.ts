import type { AnalysisResult } from "./analysisResult";
import { countOf } from "./countOf";

/** Most bytes of the text form of a result; the structured content is never cut. */
export const maxTextBytes = 8 * 1024;

/** Bytes kept free for the closing lines. */
const reserve = 900;

/** The result as text for clients that show or feed on text: grouped by file, at most 8 kB, and it says what it leaves out. */
export function textMirror<Item extends { readonly path: string }>(result: AnalysisResult<Item>, line: (item: Item) => string): string {
  const lines: string[] = [];
  let bytes = 0;
  let shown = 0;
  let path: string | undefined;
  for (const item of result.items) {
    const added = item.path === path ? [line(item)] : [item.path, line(item)];
    const size = added.reduce((sum, text) => sum + Buffer.byteLength(text) + 1, 0);
    if (bytes + size > maxTextBytes - reserve) {
      break;
    }
    lines.push(...added);
    bytes += size;
    shown += 1;
    path = item.path;
  }
  return [...lines, clip(closing(result, shown), reserve)].join("\n");
}

function closing(result: AnalysisResult<unknown>, shown: number): string {
  const { items, total, coverage, nextCursor, warnings } = result;
  const lines: string[] = [];
  if (shown < items.length) {
    lines.push(`The other ${items.length - shown} items of this page are in the structured content only.`);
  }
  const skipped = coverage.filesSkipped === 0 ? "" : `, ${coverage.filesSkipped} skipped (reasons in the structured content)`;
  lines.push(`${items.length} of ${total} items; ${countOf(coverage.filesAnalyzed, "file", "files")} analyzed${skipped}.`);
  if (nextCursor !== undefined) {
    lines.push(`More: repeat the call with cursor "${nextCursor}".`);
  }
  return [...lines, ...warnings].join("\n");
}

function clip(text: string, maxBytes: number): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= maxBytes) {
    return text;
  }
  // A cut within a character leaves a replacement character at the end.
  return `${bytes.toString("utf8", 0, maxBytes - 8).replace(/\uFFFD$/u, "")}…`;
}
