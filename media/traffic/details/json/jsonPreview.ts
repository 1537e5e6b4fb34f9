import { escapeText } from "../../../../src/core/trace/escape";
import type { JsonIndex } from "./jsonIndex";

/** Longest literal on a line, in UTF-16 units. */
const LITERAL = 300;
const NAME = 120;
/** Longest summary of an object or array that is not opened. */
const SUMMARY = 100;

/** A literal as it stands in the text, printable, its end cut off where it is long. */
export function previewLiteral(index: JsonIndex, node: number): string {
  const literal = index.literal(node, LITERAL + 1);
  return literal.length > LITERAL ? `${escapeText(literal.slice(0, LITERAL))}…` : escapeText(literal) + (index.complete(node) ? "" : "…");
}

/** The name of a member, printable; without its quotes where it is a word. */
export function previewName(index: JsonIndex, node: number): string | undefined {
  const literal = index.nameLiteral(node, NAME + 1);
  if (literal === undefined) return undefined;
  if (/^"[\w$./-]{1,120}"$/.test(literal)) return literal.slice(1, -1);
  return literal.length > NAME ? `${escapeText(literal.slice(0, NAME))}…` : escapeText(literal);
}

/** How much is in an object or array: `{3}`, `[200]`. */
export function previewCount(index: JsonIndex, node: number): string {
  const children = index.children(node);
  const more = index.complete(node) ? "" : "+";
  return index.kind(node) === "object" ? `{${children}${more}}` : `[${children}${more}]`;
}

/** The first members of an object or array, on one line. */
export function previewContent(index: JsonIndex, node: number): string {
  const parts: string[] = [];
  let length = 0;
  let child = node + 1;
  for (const last = index.next(node); child < last && length < SUMMARY; child = index.next(child)) {
    const name = previewName(index, child);
    const part = `${name === undefined ? "" : `${name}: `}${childPreview(index, child)}`;
    parts.push(part);
    length += part.length + 2;
  }
  if (child < index.next(node) || !index.complete(node)) parts.push("…");
  const content = parts.join(", ");
  return index.kind(node) === "object" ? `{ ${content} }` : `[ ${content} ]`;
}

function childPreview(index: JsonIndex, node: number): string {
  if (index.isContainer(node)) return index.children(node) === 0 && index.complete(node) ? (index.kind(node) === "object" ? "{}" : "[]") : previewCount(index, node);
  const literal = index.literal(node, 41);
  return literal.length > 40 ? `${escapeText(literal.slice(0, 40))}…` : escapeText(literal);
}
