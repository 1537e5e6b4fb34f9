import type { Trace } from "../trace";
import { TextMatcher } from "./textMatcher";

/** Bytes that are looked through together. */
const PIECE = 256 * 1024;
/** Rows of a block, as a power of two. */
const BLOCK_SHIFT = 12;
const BLOCK_MASK = 2 ** BLOCK_SHIFT - 1;

/** What is known of a row; 0 is nothing. */
const WITHOUT = 1;
const WITH = 2;

/**
 * Tells row by row whether its line holds a text as it was sent, upper and lower case being the same. Lines are looked
 * through by pieces and what was seen is remembered, so that asking about all rows costs one pass over their bytes. Events of
 * the host are no lines and hold nothing.
 */
export class RowSearch {
  private readonly matcher: TextMatcher;
  private readonly blocks = new Map<number, Uint8Array>();

  /** @param text at least one character */
  constructor(
    private readonly trace: Trace,
    text: string,
  ) {
    this.matcher = new TextMatcher(text);
  }

  /** Whether a row holds it; false when it is not held any more. */
  has(seq: number): boolean {
    const known = this.known(seq);
    if (known !== 0) return known === WITH;
    if (seq < this.trace.first || seq >= this.trace.next) return false;
    this.look(seq);
    return this.known(seq) === WITH;
  }

  private known(seq: number): number {
    return this.blocks.get(Math.floor(seq / 2 ** BLOCK_SHIFT))?.[seq & BLOCK_MASK] ?? 0;
  }

  private note(seq: number, known: number): void {
    const number = Math.floor(seq / 2 ** BLOCK_SHIFT);
    let block = this.blocks.get(number);
    if (!block) this.blocks.set(number, (block = new Uint8Array(2 ** BLOCK_SHIFT)));
    block[seq & BLOCK_MASK] = known;
  }

  /** Looks through a row and those that lie behind it. */
  private look(seq: number): void {
    const { columns, next } = this.trace;
    if (columns.size(seq) > PIECE) return this.note(seq, this.isInLong(seq) ? WITH : WITHOUT);
    const lines = columns.lines(seq, next, PIECE);
    for (let row = seq; row < (lines?.next ?? seq + 1); row++) this.note(row, WITHOUT);
    if (!lines) return;
    this.matcher.each(lines, (row) => {
      if (columns.kind(row) !== "host") this.note(row, WITH);
    });
  }

  private isInLong(seq: number): boolean {
    const { columns } = this.trace;
    for (let from = 0; ; from += PIECE) {
      const piece = columns.part(seq, from, from + PIECE + this.matcher.overlap);
      if (!piece) return false;
      if (this.matcher.isIn(piece, 0, piece.length)) return true;
      if (piece.length <= PIECE) return false;
    }
  }
}
