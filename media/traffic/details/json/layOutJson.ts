import type { JsonIndex } from "./jsonIndex";

/** Deeper values are given as they stand: their indents would outweigh them by far. */
const DEEPEST = 64;
/** UTF-16 units of a piece, about; a literal that is longer is not divided. */
const PIECE = 64 * 1024;

/** A value over several lines, with two spaces a level; its literals are those of the text. */
export function layOutJson(index: JsonIndex, node: number): string {
  return [...laidOutPieces(index, node)].join("");
}

/** The same in pieces, since a large value takes long. */
export function* laidOutPieces(index: JsonIndex, node: number): Generator<string> {
  let parts: string[] = [];
  let length = 0;
  const open: number[] = [];
  const last = index.next(node);
  const add = (part: string): void => {
    parts.push(part);
    length += part.length;
  };
  const close = (before: number): void => {
    for (let top = open.at(-1); top !== undefined && index.next(top) <= before; top = open.at(-1)) {
      open.pop();
      // What was cut off stays open.
      if (index.complete(top)) add(`\n${"  ".repeat(open.length)}${index.kind(top) === "object" ? "}" : "]"}`);
    }
  };
  for (let at = node; at < last; ) {
    close(at);
    if (at !== node) add(`${index.place(at) > 0 ? "," : ""}\n${"  ".repeat(open.length)}${prefix(index, at)}`);
    if (index.children(at) === 0 || open.length === DEEPEST) {
      add(index.literal(at));
      at = index.next(at);
    } else {
      add(index.kind(at) === "object" ? "{" : "[");
      open.push(at);
      at++;
    }
    if (length < PIECE) continue;
    yield parts.join("");
    parts = [];
    length = 0;
  }
  close(last);
  yield parts.join("");
}

function prefix(index: JsonIndex, node: number): string {
  const name = index.nameLiteral(node);
  return name === undefined ? "" : `${name}: `;
}
