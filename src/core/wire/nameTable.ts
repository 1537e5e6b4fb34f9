import { decodeUtf8, encodeUtf8 } from "../base/text";

/** The code of a name that is not in the table because it is too long or the table is full. */
export const UNLISTED = 0;

const LONGEST = 128;
const MOST = 4096;
/** Twice as many places as names, so that a search is short. */
const SLOTS = 2 * MOST;
const PROBES = 16;

/**
 * Names that come again and again, such as methods, as small numbers; a hit is checked byte by byte. Bounded: a server
 * that makes up names leaves the later ones unlisted, and whoever wants those reads them off the bytes.
 */
export class NameTable {
  private readonly slots = new Uint16Array(SLOTS);
  private readonly spelt: Uint8Array[] = [new Uint8Array(0)];
  private readonly texts: string[] = [""];

  /** The code of the name in bytes `[start, end)`; unknown names are added. */
  code(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    if (length > LONGEST) return UNLISTED;
    // Names differ in their ends if anywhere, and a table that is looked up for every message cannot afford all bytes.
    let hash = length;
    for (let at = length > 8 ? end - 8 : start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
    hash ^= hash >>> 15;
    for (let probe = 0; probe < PROBES; probe++) {
      const slot = (hash + probe) & (SLOTS - 1);
      const code = this.slots[slot] ?? UNLISTED;
      if (code === UNLISTED) return this.add(slot, new Uint8Array(bytes.subarray(start, end)));
      if (this.spells(code, bytes, start, length)) return code;
    }
    return UNLISTED;
  }

  /** The code of a name that is a string already. */
  codeOf(name: string): number {
    const bytes = encodeUtf8(name);
    // A lone surrogate has no bytes of its own, so such a name would come back as another.
    return decodeUtf8(bytes) === name ? this.code(bytes, 0, bytes.length) : UNLISTED;
  }

  text(code: number): string {
    return this.texts[code] ?? "";
  }

  private add(slot: number, spelt: Uint8Array): number {
    const code = this.texts.length;
    if (code >= MOST) return UNLISTED;
    this.slots[slot] = code;
    this.spelt.push(spelt);
    this.texts.push(decodeUtf8(spelt));
    return code;
  }

  private spells(code: number, bytes: Uint8Array, start: number, length: number): boolean {
    const spelt = this.spelt[code];
    if (spelt?.length !== length) return false;
    for (let index = 0; index < length; index++) if (spelt[index] !== bytes[start + index]) return false;
    return true;
  }
}
