import { decodeUtf8 } from "../base/text";

const SLOTS = 256;
const LONGEST = 64;

/** Turns bytes that come again and again, such as method names, into one string each; bounded, and a hit is checked byte by byte. */
export class Interner {
  private readonly slots: ({ readonly bytes: Uint8Array; readonly text: string } | undefined)[] = Array.from({ length: SLOTS });

  get(bytes: Uint8Array, start: number, end: number): string {
    if (end - start > LONGEST) return decodeUtf8(bytes.subarray(start, end));
    let hash = 0x811c9dc5;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
    const slot = (hash >>> 8) % SLOTS;
    const known = this.slots[slot];
    if (known && equals(known.bytes, bytes, start, end)) return known.text;
    // A copy, so that a name does not keep the whole chunk alive.
    const own = bytes.slice(start, end);
    const text = decodeUtf8(own);
    this.slots[slot] = { bytes: own, text };
    return text;
  }
}

function equals(known: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (known.length !== end - start) return false;
  for (let at = 0; at < known.length; at++) if (known[at] !== bytes[start + at]) return false;
  return true;
}
