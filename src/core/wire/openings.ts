/** Most that are known at a time: the notifications of one server are of very few sorts. */
const MOST = 4;
const LONGEST = 256;
/** Once all places are taken, one of so many strangers is let in. */
const STRANGERS = 16;

/** How messages of one sort begin, up to the brace of their `params`, and what that says about them. */
export interface Opening {
  readonly length: number;
  readonly methodCode: number;
  readonly version: boolean;
}

interface Known extends Opening {
  readonly words: Int32Array;
  /** The bytes after the last whole word. */
  readonly rest: Uint8Array;
}

/**
 * The openings that came lately, such as `{"jsonrpc":"2.0","method":"notifications/message","params":{`. Comparing with
 * a known one, four bytes at a time, costs a tenth of reading it again, and a flood is nearly always of one sort.
 */
export class Openings {
  private readonly known: Known[] = [];
  private oldest = 0;
  private strangers = 0;

  /** The known opening with which the bytes at `start` begin. */
  find(view: DataView, start: number): Opening | undefined {
    for (const opening of this.known) if (begins(opening, view, start)) return opening;
    return undefined;
  }

  add(bytes: Uint8Array, opening: Opening): void {
    const full = this.known.length === MOST;
    if (opening.length > LONGEST || (full && ++this.strangers % STRANGERS !== 0)) return;
    const whole = opening.length >>> 2;
    // Not slice(): that of a Node Buffer is a view.
    const copy = new Uint8Array(bytes);
    const view = new DataView(copy.buffer);
    const words = Int32Array.from({ length: whole }, (_, index) => view.getInt32(index * 4, true));
    this.known[this.oldest] = { ...opening, words, rest: copy.subarray(whole * 4) };
    this.oldest = (this.oldest + 1) % MOST;
  }
}

function begins({ length, words, rest }: Known, view: DataView, start: number): boolean {
  if (start + length > view.byteLength) return false;
  let at = start;
  for (let index = 0; index < words.length; index++, at += 4) if (view.getInt32(at, true) !== words[index]) return false;
  for (let index = 0; index < rest.length; index++, at++) if (view.getUint8(at) !== rest[index]) return false;
  return true;
}
