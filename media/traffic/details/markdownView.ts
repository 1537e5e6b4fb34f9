import { assertNever } from "../../../src/core/base/assertNever";
import { escapeLines, escapeText } from "../../../src/core/trace/escape";
import { t } from "../l10n";
import { el } from "../dom";
import { type Block, type Span, readMarkdown } from "./markdown";

/** Blocks and pieces of lines that are laid out: a browser takes its time for each, however short they are. */
const MOST = 4_000;

/** A Markdown text laid out. Nothing in it is loaded, and links say where they lead instead of leading there. */
export function markdownView(text: string): HTMLElement {
  const view = el("div", "details-markdown");
  let left = MOST;
  for (const block of readMarkdown(text)) {
    left -= 1 + ("spans" in block ? block.spans.length : 0);
    if (left < 0) {
      view.append(el("p", "details-note", t("Not all of it is laid out here; Text has all.")));
      break;
    }
    view.append(blockView(block));
  }
  return view;
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
      return el("span", "", el("span", "details-link", escapeText(span.type === "image" ? t("[picture: {0}]", span.text) : span.text)), el("span", "details-target", ` (${escapeText(span.target)})`));
    default:
      return assertNever(span);
  }
}
