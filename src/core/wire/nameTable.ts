import { decodeUtf8, encodeUtf8 } from "../base/text";

/** The code of a name that is not in the table because it is too long or the table is full. */
export const UNLISTED = 0;

const PROBES = 16;

/** What a table takes. */
export interface NameTableSize {
  /** Codes are below this power of two, at most 65,536. */
  readonly most: number;
  /** Longest name, in bytes. */
  readonly longest: number;
  /** As many of a name's last bytes are hashed. */
  readonly hashed: number;
}

/** Methods differ in their ends if anywhere, and a table that is looked up for every message cannot afford all bytes. */
const OF_METHODS: NameTableSize = { most: 4096, longest: 128, hashed: 8 };

/**
 * Names that come again and again, such as methods, as small numbers; a hit is checked byte by byte. Bounded: a server
 * that makes up names leaves the later ones unlisted, and whoever wants those reads them off the bytes.
 */
export class NameTable {
  /** Twice as many places as names, so that a search is short. */
  private readonly slots: Uint16Array;
  private readonly most: number;
  private readonly longest: number;
  private readonly hashed: number;
  private readonly spelt: Uint8Array[] = [new Uint8Array(0)];
  private readonly texts: string[] = [""];

  constructor({ most, longest, hashed } = OF_METHODS) {
    this.slots = new Uint16Array(2 * most);
    this.most = most;
    this.longest = longest;
    this.hashed = hashed;
  }

  /** Codes before this one stand for names; 0 for none. */
  get next(): number {
    return this.texts.length;
  }

  /** The code of the name in bytes `[start, end)`; unknown names are added. */
  code(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    const { slots, hashed } = this;
    if (length > this.longest) return UNLISTED;
    let hash = length;
    for (let at = length > hashed ? end - hashed : start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
    hash ^= hash >>> 15;
    for (let probe = 0; probe < PROBES; probe++) {
      const slot = (hash + probe) & (slots.length - 1);
      const code = slots[slot] ?? UNLISTED;
      if (code === UNLISTED) return this.texts.length < this.most ? this.add(slot, new Uint8Array(bytes.subarray(start, end))) : UNLISTED;
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
