import { Fragments } from "./fragments";
import type { LineEnding } from "./frame";

/** Bytes of one line that are kept by default. */
export const DEFAULT_LINE_CAP = 256 * 1024 * 1024;

const LF = 0x0a;
const CR = 0x0d;

/** One line as it crossed the wire. */
export interface Line {
  /** Without terminator; at most the cap. Where the line lay in one chunk, a view of that chunk. */
  readonly bytes: Uint8Array;
  readonly ending: LineEnding;
  /** Bytes after the first `cap` ones that were not kept. */
  readonly dropped: number;
}

/**
 * Bytes in, lines out (2025-11-25, basic/transports, stdio). LF ends a line and a CR right before it belongs to the
 * terminator; every other byte, a lone CR, NUL, a byte order mark or half a character too, is data. The lines do not
 * depend on how the bytes were chunked, and each byte is looked at once.
 */
export class LineSplitter {
  private readonly head = new Fragments();
  /** Bytes since the last LF, kept or not. */
  private length = 0;
  /** The last of them. */
  private lastByte = -1;

  /** @param cap bytes kept of one line; the rest is counted, and splitting goes on at the next LF */
  constructor(private readonly cap = DEFAULT_LINE_CAP) {}

  push(chunk: Uint8Array): readonly Line[] {
    const lines: Line[] = [];
    let start = 0;
    for (let lf = chunk.indexOf(LF); lf !== -1; lf = chunk.indexOf(LF, start)) {
      lines.push(this.length === 0 ? this.whole(chunk, start, lf) : this.finish(chunk.subarray(start, lf), true));
      start = lf + 1;
    }
    this.keep(chunk.subarray(start));
    return lines;
  }

  /** The last line, when the stream ended without a terminator. */
  end(): Line | undefined {
    return this.length === 0 ? undefined : this.finish(new Uint8Array(0), false);
  }

  /** A line that lies in one chunk, which is nearly every line. */
  private whole(chunk: Uint8Array, start: number, lf: number): Line {
    // Before an empty line there is another LF or nothing, so this never looks at a CR of the line before.
    const crlf = chunk[lf - 1] === CR;
    const end = crlf ? lf - 1 : lf;
    const dropped = Math.max(0, end - start - this.cap);
    return { bytes: chunk.subarray(start, end - dropped), ending: crlf ? "crlf" : "lf", dropped };
  }

  private finish(tail: Uint8Array, terminated: boolean): Line {
    this.keep(tail);
    const crlf = terminated && this.lastByte === CR;
    // The CR may be the one byte over the cap, so it is taken off before anything is called dropped.
    const length = crlf ? this.length - 1 : this.length;
    const kept = this.head.take();
    this.length = 0;
    return {
      bytes: kept.subarray(0, length),
      ending: crlf ? "crlf" : terminated ? "lf" : "none",
      dropped: Math.max(0, length - this.cap),
    };
  }

  private keep(part: Uint8Array): void {
    const room = this.cap - this.head.size;
    this.head.add(part.subarray(0, room));
    this.length += part.length;
    this.lastByte = part.at(-1) ?? this.lastByte;
  }
}
