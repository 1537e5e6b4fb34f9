import { decodeUtf8 } from "../../base/text";
import type { RowColumns, RowLines } from "../rowColumns";
import { parseJson } from "../../wire/parseJson";
import { findSubject, type Span } from "./findSubject";
import { Words } from "./words";

/** Bytes of a request that are looked through: a name that comes after more than that is not found. */
const LOOKED_AT = 64 * 1024;
/** Bytes that are read together, since requests come in flocks. */
const PIECE = 64 * 1024;
const BACKSLASH = 0x5c;
/** Rows of a block, as a power of two. */
const BLOCK_SHIFT = 13;
/** In a block, a row that was looked at and is about nothing; 0 is one that was not. */
const NOTHING = 0xffff;

/**
 * The tools, prompts and resources that the requests of a trace are about, read off their bytes and remembered as codes: a
 * page begins anew whenever it is shown, and to read all requests again would cost more than all the rest.
 */
export class Subjects {
  private readonly words = new Words();
  private readonly blocks = new Map<number, Uint16Array>();

  constructor(private readonly columns: RowColumns) {}

  /** What a code stands for. */
  text(code: number): string {
    return this.words.text(code);
  }

  /** Gives the codes of requests, 0 where one names nothing or its bytes are gone. To be used within one turn, for rows before `next` in ascending order. */
  reader(next: number): (seq: number) => number {
    let piece: RowLines | undefined;
    const pieceOf = (seq: number): RowLines | undefined => {
      if (!piece || seq < piece.first || seq >= piece.next) piece = this.columns.lines(seq, next, PIECE);
      return piece;
    };
    return (seq) => {
      const block = this.block(seq);
      const place = seq & (2 ** BLOCK_SHIFT - 1);
      const known = block[place] ?? 0;
      if (known !== 0) return known === NOTHING ? 0 : known;
      const code = this.look(seq, pieceOf);
      block[place] = code === 0 ? NOTHING : code;
      return code;
    };
  }

  /** Forgets the rows before this one. */
  dropBefore(seq: number): void {
    for (const number of this.blocks.keys()) if (number < Math.floor(seq / 2 ** BLOCK_SHIFT)) this.blocks.delete(number);
  }

  private block(seq: number): Uint16Array {
    const number = Math.floor(seq / 2 ** BLOCK_SHIFT);
    let block = this.blocks.get(number);
    if (!block) this.blocks.set(number, (block = new Uint16Array(2 ** BLOCK_SHIFT)));
    return block;
  }

  private look(seq: number, pieceOf: (seq: number) => RowLines | undefined): number {
    if (this.columns.size(seq) > LOOKED_AT) {
      const head = this.columns.part(seq, 0, LOOKED_AT);
      return head ? this.read(head, 0, head.length) : 0;
    }
    const piece = pieceOf(seq);
    return piece ? this.read(piece.bytes, piece.start(seq), piece.end(seq)) : 0;
  }

  private read(bytes: Uint8Array, start: number, end: number): number {
    const span = findSubject(bytes, start, end);
    return span ? this.words.codeOf(bytes, span.from, span.to, () => textOf(bytes, span)) : 0;
  }
}

/** The text of a JSON string between its quotes. */
function textOf(bytes: Uint8Array, { from, to }: Span): string {
  const spelt = bytes.subarray(from, to);
  if (!spelt.includes(BACKSLASH)) return decodeUtf8(spelt);
  const parsed = parseJson(bytes.subarray(from - 1, to + 1));
  return typeof parsed === "string" ? parsed : decodeUtf8(spelt);
}
