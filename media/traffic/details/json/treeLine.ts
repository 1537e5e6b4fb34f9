import { formatCount } from "../../../../src/core/base/quantity";
import type { JsonIndex } from "./jsonIndex";
import type { TreeLine } from "./jsonTree";
import { previewContent, previewCount, previewLiteral, previewName } from "./jsonPreview";

/** The words of a line of the tree, printable. */
export interface LineWords {
  /** Name of the member, place in the array or piece; `undefined` for the root. */
  readonly name: string | undefined;
  /** `index` and `piece` are ours and not in the text. */
  readonly nameKind: "name" | "index" | "piece";
  readonly value: string;
  readonly valueKind: "string" | "number" | "word" | "summary";
}

export function lineWords(index: JsonIndex, line: TreeLine): LineWords {
  const { node, range } = line;
  if (range) {
    const name = range.to - range.from === 1 ? formatCount(range.from) : `${formatCount(range.from)} … ${formatCount(range.to - 1)}`;
    return { name, nameKind: "piece", value: "", valueKind: "summary" };
  }
  const own = previewName(index, node);
  const name = own ?? (index.parent(node) < 0 ? undefined : String(index.place(node)));
  const nameKind = own === undefined ? "index" : "name";
  if (index.isContainer(node)) {
    const counted = previewCount(index, node);
    const value = line.open === false ? `${counted} ${previewContent(index, node)}` : counted;
    return { name, nameKind, value, valueKind: "summary" };
  }
  const kind = index.kind(node);
  return { name, nameKind, value: previewLiteral(index, node), valueKind: kind === "string" || kind === "number" ? kind : "word" };
}
