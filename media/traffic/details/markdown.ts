/** A piece of a line. */
export type Span =
  | { readonly type: "text" | "code" | "strong" | "emphasis"; readonly text: string }
  /** `target` is shown and not followed: it was chosen by whoever wrote the text. */
  | { readonly type: "link" | "image"; readonly text: string; readonly target: string };

export type Block =
  | { readonly type: "heading"; readonly level: number; readonly spans: readonly Span[] }
  | { readonly type: "paragraph" | "quote"; readonly spans: readonly Span[] }
  | { readonly type: "item"; readonly indent: number; readonly mark: string; readonly spans: readonly Span[] }
  | { readonly type: "code"; readonly text: string }
  | { readonly type: "rule" };

const DEEPEST_ITEM = 8;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const HEADING = /^ {0,3}(#{1,6})(?: +|$)/;
const RULE = /^ {0,3}(?:-[ -]*-[ -]*-|\*[ *]*\*[ *]*\*|_[ _]*_[ _]*_)[ ]*$/;
const ITEM = /^( *)([-*+]|\d{1,9}[.)])(?: +|$)/;
const QUOTE = /^ {0,3}> ?/;
/** Longest pieces first. Each alternative is bounded by what it must not hold, so that no text takes long. */
const SPANS = /`([^`]+)`|(!?)\[([^[\]]{0,500})\]\(([^()\s]{0,2000})\)|\*\*([^*]+)\*\*|__([^_]+)__|\*([^*\s][^*]*)\*|(?<![\p{L}\p{N}])_([^_\s][^_]*)_(?![\p{L}\p{N}])/gu;

/** The blocks of a Markdown text, as much of it as a preview needs: what is not understood stays as it is written. */
export function readMarkdown(text: string): readonly Block[] {
  const blocks: Block[] = [];
  const lines = text.split(/\r\n|\r|\n/);
  let paragraph: { type: "paragraph" | "quote"; lines: string[] } | undefined;
  const endParagraph = (): void => {
    if (paragraph) blocks.push({ type: paragraph.type, spans: readSpans(paragraph.lines.join("\n")) });
    paragraph = undefined;
  };
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const fence = FENCE.exec(line)?.[1];
    const single = fence === undefined ? readLine(line) : undefined;
    if (fence !== undefined) {
      endParagraph();
      const end = fenceEnd(lines, at + 1, fence);
      blocks.push({ type: "code", text: lines.slice(at + 1, end).join("\n") });
      at = end;
    } else if (single) {
      endParagraph();
      blocks.push(single);
    } else if (line.trim() === "") {
      endParagraph();
    } else {
      const type = QUOTE.test(line) ? "quote" : "paragraph";
      if (paragraph?.type !== type) endParagraph();
      paragraph ??= { type, lines: [] };
      paragraph.lines.push(line.replace(QUOTE, "").trim());
    }
  }
  endParagraph();
  return blocks;
}

/** Blocks that are one line. */
function readLine(line: string): Block | undefined {
  if (RULE.test(line)) return { type: "rule" };
  const heading = HEADING.exec(line);
  if (heading) return { type: "heading", level: heading[1]?.length ?? 1, spans: readSpans(line.slice(heading[0].length).trim()) };
  const item = ITEM.exec(line);
  if (!item) return undefined;
  const mark = item[2] ?? "";
  return { type: "item", indent: Math.min(Math.floor((item[1]?.length ?? 0) / 2), DEEPEST_ITEM), mark: /\d/.test(mark) ? mark : "•", spans: readSpans(line.slice(item[0].length)) };
}

/** The line that closes a fence, or the end. */
function fenceEnd(lines: readonly string[], from: number, fence: string): number {
  const end = lines.findIndex((line, at) => at >= from && line.trim().startsWith(fence));
  return end < 0 ? lines.length : end;
}

function readSpans(text: string): readonly Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (const match of text.matchAll(SPANS)) {
    if (match.index > at) spans.push({ type: "text", text: text.slice(at, match.index) });
    spans.push(spanOf(match));
    at = match.index + match[0].length;
  }
  if (at < text.length) spans.push({ type: "text", text: text.slice(at) });
  return spans;
}

function spanOf(match: RegExpMatchArray): Span {
  const [, code, bang, label, target, strong, strong2, emphasis, emphasis2] = match;
  if (code !== undefined) return { type: "code", text: code };
  if (label !== undefined) return { type: bang === "!" ? "image" : "link", text: label, target: target ?? "" };
  if (strong !== undefined || strong2 !== undefined) return { type: "strong", text: strong ?? strong2 ?? "" };
  return { type: "emphasis", text: emphasis ?? emphasis2 ?? "" };
}
