import { Breather } from "../breather";
import type { JsonIndex } from "./jsonIndex";
import { laidOutPieces } from "./layOutJson";

/** What a value is copied as: a string as the text that it means, anything else laid out. Large ones are made in slices. */
export async function valueText(index: JsonIndex, node: number): Promise<string> {
  if (index.kind(node) === "string") return index.stringValue(node);
  const pieces: string[] = [];
  const breather = new Breather();
  for (const piece of laidOutPieces(index, node)) {
    pieces.push(piece);
    await breather.breathe();
  }
  return pieces.join("");
}

/** At least the first `limit` UTF-16 units of it, and whether that is all. */
export function valueHead(index: JsonIndex, node: number, limit: number): { readonly text: string; readonly whole: boolean } {
  if (index.kind(node) === "string") return { text: index.stringValue(node), whole: true };
  let text = "";
  for (const piece of laidOutPieces(index, node)) {
    if (text.length > limit) return { text, whole: false };
    text += piece;
  }
  return { text, whole: true };
}
