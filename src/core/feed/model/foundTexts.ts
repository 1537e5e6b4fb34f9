import { BLOCK_MASK, BLOCK_SHIFT, BLOCK_WORDS, hasBit, setBit } from "./rowBlock";

/** As many texts are remembered; a person who types asks for a new one with every key. */
const KEPT = 16;

/** What was found of a text: entries, as bits in blocks of rows, and rows whose entry is not known yet. */
interface Found {
  readonly bits: Map<number, Uint32Array>;
  waiting: readonly number[];
}

/** What the host has found of each text; upper and lower case are the same. Everything is by place. */
export class FoundTexts {
  private readonly texts = new Map<string, Found>();
  /** The text that was asked for last, since a filter asks for the same one a million times. */
  private asked = "";
  private answer: Found | undefined = undefined;

  /** @param rows that hold the text; `resolve` finds out which entries these are */
  set(text: string, rows: readonly number[]): void {
    const key = text.toLowerCase();
    this.texts.delete(key);
    this.texts.set(key, { bits: new Map(), waiting: rows });
    for (const oldest of this.texts.keys()) {
      if (this.texts.size <= KEPT) break;
      this.texts.delete(oldest);
    }
    this.asked = "";
    this.answer = undefined;
  }

  /**
   * Looks again for the entries of rows that have none yet; gives those that were found.
   * @param entryOf the entry of a row, -1 when it is not known
   */
  resolve(entryOf: (row: number) => number): readonly number[] {
    const found: number[] = [];
    for (const text of this.texts.values()) {
      if (text.waiting.length === 0) continue;
      text.waiting = text.waiting.filter((row) => {
        const entry = entryOf(row);
        if (entry < 0) return true;
        setIn(text.bits, entry);
        found.push(entry);
        return false;
      });
    }
    return found;
  }

  has(text: string, place: number): boolean {
    if (text !== this.asked) {
      this.asked = text;
      this.answer = this.texts.get(text.toLowerCase());
    }
    const words = this.answer?.bits.get(place >>> BLOCK_SHIFT);
    return words !== undefined && hasBit(words, place & BLOCK_MASK);
  }

  /** Forgets what was found in rows before a place, by blocks. */
  evict(place: number): void {
    for (const text of this.texts.values()) {
      for (const block of text.bits.keys()) if ((block + 1) << BLOCK_SHIFT <= place) text.bits.delete(block);
      if (text.waiting.length > 0) text.waiting = text.waiting.filter((row) => row >= place);
    }
  }
}

function setIn(bits: Found["bits"], place: number): void {
  const block = place >>> BLOCK_SHIFT;
  let words = bits.get(block);
  if (!words) bits.set(block, (words = new Uint32Array(BLOCK_WORDS)));
  setBit(words, place & BLOCK_MASK);
}
