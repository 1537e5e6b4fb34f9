import { decodeUtf8 } from "../../base/text";
import type { RowLines } from "../rowColumns";
import { ByteFinder } from "./byteFinder";

/** The most bytes that UTF-8 has for a UTF-16 unit of a text. */
const BYTES_PER_UNIT = 3;

/**
 * Tells which lines hold a text as it was sent, upper and lower case being the same. Of an ASCII text only the bytes are
 * looked at; of any other its longest part in ASCII is looked for, and the lines that have this are decoded.
 */
export class TextMatcher {
  /** Bytes by which pieces of a long line have to overlap. */
  readonly overlap: number;
  private readonly text: string;
  private readonly finder: ByteFinder | undefined;
  private readonly isExact: boolean;

  /** @param text at least one character */
  constructor(text: string) {
    this.text = text.toLowerCase();
    this.overlap = text.length * BYTES_PER_UNIT + BYTES_PER_UNIT;
    const [longest] = this.text.split(/[^\0-\x7f]+/u).toSorted((one, other) => other.length - one.length);
    this.isExact = longest === this.text;
    this.finder = longest ? new ByteFinder(longest) : undefined;
  }

  /** Whether a line, or a piece of one, holds it. */
  isIn(bytes: Uint8Array, from: number, to: number): boolean {
    return (!this.finder || this.finder.find(bytes, from, to) >= 0) && this.confirms(bytes, from, to);
  }

  /** Tells the rows of a run of lines that hold it, in ascending order. */
  each(lines: RowLines, found: (seq: number) => void): void {
    if (this.finder) this.search(this.finder, lines, found);
    else for (let seq = lines.first; seq < lines.next; seq++) if (this.confirms(lines.bytes, lines.start(seq), lines.end(seq))) found(seq);
  }

  private search(finder: ByteFinder, lines: RowLines, found: (seq: number) => void): void {
    const { bytes, next } = lines;
    let row = lines.first;
    for (let at = finder.find(bytes, 0, bytes.length); at >= 0; ) {
      row = rowAt(lines, row, at);
      const end = lines.end(row);
      // What lies between two rows belongs to none, and a text that begins in one may end in the next.
      const isWithin = at >= lines.start(row) && at + finder.length <= end;
      if (isWithin && this.confirms(bytes, lines.start(row), end)) found(row);
      if (isWithin && ++row === next) return;
      at = finder.find(bytes, isWithin ? lines.start(row) : at + 1, bytes.length);
    }
  }

  private confirms(bytes: Uint8Array, from: number, to: number): boolean {
    return this.isExact || decodeUtf8(bytes.subarray(from, to)).toLowerCase().includes(this.text);
  }
}

/** The last row from `from` on that begins at or before a place; that is mostly near. */
function rowAt(lines: RowLines, from: number, at: number): number {
  let low = from;
  let step = 1;
  while (low + step < lines.next && lines.start(low + step) <= at) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, lines.next);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (lines.start(middle) <= at) low = middle;
    else high = middle;
  }
  return low;
}
