/** So many characters at the beginning tell texts apart. */
const HEAD = 3;

/** Finds many texts in others in one pass, at a cost that hardly depends on how many they are. */
export class KnownTexts {
  /** What `roll` makes of the heads. */
  private readonly marks = new Uint8Array(1 << 16);
  private readonly heads = new Map<string, string[]>();

  /** @param texts of at least three characters */
  constructor(texts: Iterable<string>) {
    for (const text of texts) {
      let mark = 0;
      for (let at = 0; at < HEAD; at++) mark = roll(mark, text.charCodeAt(at));
      this.marks[mark] = 1;
      const head = text.slice(0, HEAD);
      const alike = this.heads.get(head);
      if (alike) alike.push(text);
      else this.heads.set(head, [text]);
    }
    // The longest first: one may be the beginning of another.
    for (const alike of this.heads.values()) alike.sort((one, other) => other.length - one.length);
  }

  /** Whether any is in a text. */
  isIn(text: string): boolean {
    return this.next(text, 0) !== undefined;
  }

  /** Where they are in a text; one that begins within another is passed over. */
  *find(text: string): Generator<{ readonly start: number; readonly end: number }> {
    for (let found = this.next(text, 0); found; found = this.next(text, found.end)) yield found;
  }

  private next(text: string, from: number): { readonly start: number; readonly end: number } | undefined {
    if (this.heads.size === 0) return undefined;
    const { marks } = this;
    const { length } = text;
    let mark = 0;
    for (let at = from; at < length; at++) {
      mark = roll(mark, text.charCodeAt(at));
      if (marks[mark] === 0 || at - from < HEAD - 1) continue;
      const start = at - HEAD + 1;
      const known = this.heads.get(text.slice(start, at + 1))?.find((each) => text.startsWith(each, start));
      if (known !== undefined) return { start, end: start + known.length };
    }
    return undefined;
  }
}

/** A number for the last three characters: those before are shifted out. */
function roll(mark: number, unit: number): number {
  return ((mark << 6) ^ unit) & 0xffff;
}
