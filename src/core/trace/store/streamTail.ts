import { Fragments } from "../../wire/fragments";

const LF = 0x0a;
const CR = 0x0d;

/** What is known of a line beside its bytes when it is longer than the cap. */
export interface LongLine {
  /** The head that was kept, at most as long as the cap. */
  readonly bytes: Uint8Array;
  readonly crlf: boolean;
  /** Bytes after the head that were not kept. */
  readonly dropped: number;
}

/**
 * The unfinished last line of a stream, as the pieces that came (2025-11-25, basic/transports, stdio). LF ends a line
 * and a CR right before it belongs to the terminator; every other byte, a lone CR, NUL, a byte order mark or half a
 * character too, is data.
 */
export class StreamTail {
  private readonly head = new Fragments();
  /** Bytes since the last LF, kept or not. */
  private length = 0;
  /** The last of them. */
  private lastByte = -1;

  /** @param cap bytes kept of one line; the rest is counted */
  constructor(private readonly cap: number) {}

  get size(): number {
    return this.length;
  }

  /** Whether a line that goes on with so many bytes could grow beyond the cap. */
  couldOverflow(more: number): boolean {
    return this.length + more > this.cap;
  }

  add(part: Uint8Array): void {
    if (part.length === 0) return;
    this.head.add(part.subarray(0, Math.max(0, this.cap - this.head.size)));
    this.length += part.length;
    this.lastByte = part.at(-1) ?? -1;
  }

  /** Moves the pieces of a line within the cap to their place; gives the position after them. */
  moveTo(target: Uint8Array, at: number): number {
    if (this.length === 0) return at;
    const end = this.head.moveTo(target, at);
    this.length = 0;
    return end;
  }

  /** Takes a whole line, of whatever length. */
  take(terminated: boolean): LongLine {
    const crlf = terminated && this.length > 0 && this.lastByte === CR;
    // The CR may be the one byte over the cap, so it is taken off before anything is called dropped.
    const length = crlf ? this.length - 1 : this.length;
    const bytes = this.head.take().subarray(0, length);
    this.length = 0;
    return { bytes, crlf, dropped: Math.max(0, length - this.cap) };
  }

  /** Cuts a chunk into the lines that it completes, the unfinished one first, and keeps the rest. */
  *cut(chunk: Uint8Array): Generator<LongLine> {
    let start = 0;
    for (let lf = chunk.indexOf(LF); lf !== -1; lf = chunk.indexOf(LF, start)) {
      this.add(chunk.subarray(start, lf));
      start = lf + 1;
      yield this.take(true);
    }
    this.add(chunk.subarray(start));
  }
}
