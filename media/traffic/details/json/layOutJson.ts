import type { JsonIndex } from "./jsonIndex";

/** Deeper values are given as they stand: their indents would outweigh them by far. */
const DEEPEST = 64;

/** A value over several lines, with two spaces a level; its literals are those of the text. */
export function layOutJson(index: JsonIndex, node: number): string {
  const parts: string[] = [];
  const open: number[] = [];
  const last = index.next(node);
  const close = (before: number): void => {
    for (let top = open.at(-1); top !== undefined && index.next(top) <= before; top = open.at(-1)) {
      open.pop();
      // What was cut off stays open.
      if (index.complete(top)) parts.push(`\n${"  ".repeat(open.length)}${index.kind(top) === "object" ? "}" : "]"}`);
    }
  };
  for (let at = node; at < last; ) {
    close(at);
    if (at !== node) parts.push(`${index.place(at) > 0 ? "," : ""}\n${"  ".repeat(open.length)}`, prefix(index, at));
    if (index.children(at) === 0 || open.length === DEEPEST) {
      parts.push(index.literal(at));
      at = index.next(at);
    } else {
      parts.push(index.kind(at) === "object" ? "{" : "[");
      open.push(at);
      at++;
    }
  }
  close(last);
  return parts.join("");
}

function prefix(index: JsonIndex, node: number): string {
  const name = index.nameLiteral(node);
  return name === undefined ? "" : `${name}: `;
}
