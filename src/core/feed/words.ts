/** Codes are two bytes; the highest one stands for every word that came after them. */
const MOST = 0xfffe;
/** Longest word that is kept whole, in UTF-16 units: a resource may have a megabyte for its address. */
const LONGEST = 1000;
/** What stands for the rest, of a word or of all words. */
const REST = "…";

/** A dictionary that grows: words as numbers of two bytes. The first word has code 1; 0 is none, and 65,535 is never one. */
export class Words {
  private readonly codes = new Map<string, number>();
  private readonly texts: string[] = [""];
  private taken = 1;

  code(word: string): number {
    const known = this.codes.get(word);
    if (known !== undefined) return known;
    if (this.texts.length >= MOST) return this.rest();
    const code = this.add(word.length > LONGEST ? `${word.slice(0, LONGEST)}${REST}` : word);
    this.codes.set(word, code);
    return code;
  }

  /** Hands over the words that are new since the last time. */
  take(): readonly string[] {
    const fresh = this.texts.slice(this.taken);
    this.taken = this.texts.length;
    return fresh;
  }

  private rest(): number {
    if (this.texts.length === MOST) this.add(REST);
    return MOST;
  }

  private add(word: string): number {
    return this.texts.push(word) - 1;
  }
}
