import { decodeUtf8, encodeUtf8, isValidUtf8 } from "../../base/text";
import { latin1 } from "./latin1";
import { OVERLAP, type Redactor, wholeCharacters } from "./redactor";

/** Bytes that are decoded in one go: those of a long line together would be felt. */
const WINDOW = 1024 * 1024;

/** A part of a text, without its secrets. */
export interface Stretch {
  readonly text: string;
  /** The bytes are UTF-8; else each character is a byte. */
  readonly isText: boolean;
  readonly isLast: boolean;
}

/**
 * Bytes as text, stretch by stretch, each of about `length` UTF-16 units, of which a window must hold several. Where they are
 * no UTF-8 there is a character for each byte: patterns are ASCII, and every byte comes back as it was.
 * @param redactor hides what must not be seen; without, everything is as it was sent
 */
export function* stretches(bytes: Uint8Array, length: number, redactor: Redactor | undefined): Generator<Stretch> {
  const isText = isValidUtf8(bytes);
  for (let from = 0; ; ) {
    const isRest = bytes.length - from <= WINDOW;
    const window = isRest ? bytes.subarray(from) : bytes.subarray(from, isText ? characterEnd(bytes, from + WINDOW) : from + WINDOW);
    const text = isText ? decodeUtf8(window) : latin1(window);
    // What would be looked at without enough of what follows is looked at in the next window.
    const limit = isRest ? text.length : text.length - length - OVERLAP;
    let at = 0;
    do {
      const taken: { readonly text: string; readonly next: number } = redactor?.stretch(text, at, length) ?? stretchOf(text, at, length);
      at = taken.next;
      yield { text: taken.text, isText, isLast: isRest && at >= text.length };
    } while (at < limit);
    if (isRest) return;
    from += text.length === window.length ? at : encodeUtf8(text.slice(0, at)).length;
  }
}

/** A place at or before this one that is not within a character. */
function characterEnd(bytes: Uint8Array, at: number): number {
  let end = at;
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return end;
}

function stretchOf(text: string, at: number, length: number): { readonly text: string; readonly next: number } {
  const next = Math.min(text.length, wholeCharacters(text, at + length));
  return { text: at === 0 && next === text.length ? text : text.slice(at, next), next };
}
