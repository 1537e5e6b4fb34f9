import { assertNever } from "../../../src/core/base/assertNever";
import { escapeLines, escapeText } from "../../../src/core/trace/escape";
import { el } from "./dom";
import { type Block, type Span, readMarkdown } from "./markdown";

/** A Markdown text laid out. Nothing in it is loaded, and links say where they lead instead of leading there. */
export function markdownView(text: string): HTMLElement {
  return el("div", "details-markdown", ...readMarkdown(text).map(blockView));
}

function blockView(block: Block): HTMLElement {
  switch (block.type) {
    case "heading": {
      const heading = el("div", `details-heading details-heading-${block.level}`, ...block.spans.map(spanView));
      heading.setAttribute("role", "heading");
      // The page's own headings are above.
      heading.setAttribute("aria-level", String(block.level + 2));
      return heading;
    }
    case "paragraph":
      return el("p", "", ...block.spans.map(spanView));
    case "quote":
      return el("blockquote", "", ...block.spans.map(spanView));
    case "item": {
      const item = el("div", "details-item", el("span", "details-item-mark", block.mark), el("span", "", ...block.spans.map(spanView)));
      item.style.marginLeft = `${block.indent * 16}px`;
      return item;
    }
    case "code":
      return el("pre", "", escapeLines(block.text));
    case "rule":
      return el("hr", "");
    default:
      return assertNever(block);
  }
}

function spanView(span: Span): HTMLElement {
  switch (span.type) {
    case "text":
      return el("span", "", escapeLines(span.text));
    case "code":
      return el("code", "", escapeText(span.text));
    case "strong":
      return el("strong", "", escapeLines(span.text));
    case "emphasis":
      return el("em", "", escapeLines(span.text));
    case "link":
    case "image":
      return el("span", "", el("span", "details-link", escapeText(span.type === "image" ? `[picture: ${span.text}]` : span.text)), el("span", "details-target", ` (${escapeText(span.target)})`));
    default:
      return assertNever(span);
  }
}
