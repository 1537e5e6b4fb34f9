/** Rows of a block: large enough to cost nothing by itself, small enough to be let go piece by piece. */
export const BLOCK_SHIFT = 14;
export const BLOCK_ROWS = 1 << BLOCK_SHIFT;
export const BLOCK_MASK = BLOCK_ROWS - 1;
/** Words of 32 bits that hold a bit for each row. */
export const BLOCK_WORDS = BLOCK_ROWS >>> 5;

/** In `RowBlock.owners`: the row does not belong to the exchange but was caused by it. */
export const CAUSED = 0x80000000;
/** In `RowBlock.ids`: the id did not come with the row. */
const NO_ID = 0xffffffff;

/** What blocks without any owners have in common; never written. */
const NO_OWNERS = new Uint32Array(BLOCK_ROWS);

/** Neighbouring rows as columns, by their place in the block; those that did not arrive yet, or have left, are of class 0. */
export class RowBlock {
  readonly times = new Float64Array(BLOCK_ROWS);
  readonly sizes = new Uint32Array(BLOCK_ROWS);
  readonly ids = new Uint32Array(BLOCK_ROWS);
  readonly classes = new Uint32Array(BLOCK_ROWS);
  /** One more than the number of the exchange that the row belongs to or, with `CAUSED`, was caused by; 0 for none. Not to be written but through `setOwner`. */
  owners = NO_OWNERS;
  /** A bit for each entry that has been counted. */
  readonly settled = new Uint32Array(BLOCK_WORDS);
  /** A bit for each entry that the view matches. */
  readonly matched = new Uint32Array(BLOCK_WORDS);
  /** A bit for each of these that has a line of its own, being nested in none that is matched. */
  readonly top = new Uint32Array(BLOCK_WORDS);
  topCount = 0;
  /** Rows are there before this place. */
  filledTo = 0;
  /** From where on the calls on their way have to be followed anew; `BLOCK_ROWS` when they need not. */
  dirtyFrom = 0;
  /** They were followed up to here. */
  followedTo = 0;
  /** Those that were on their way when the block began; `undefined` until that is known. */
  callsBefore: readonly number[] | undefined = undefined;
  /** Those that were at `followedTo`. */
  callsAfter: readonly number[] = [];
  /** Owners have changed of rows that had their place already. */
  replace = false;
  /** Ids that are no small numbers, as JSON, each ended by a line feed; one text, since a million small ones would be costly. */
  private listed = "";

  /** Something is new at a row that bears on what follows. */
  soil(index: number): void {
    if (index < this.dirtyFrom) this.dirtyFrom = index;
  }

  setOwner(index: number, owner: number): void {
    if (this.owners === NO_OWNERS) this.owners = new Uint32Array(BLOCK_ROWS);
    this.owners[index] = owner;
  }

  /** Writes neighbouring owners at once. */
  setOwners(index: number, owners: Uint32Array): void {
    if (this.owners === NO_OWNERS) this.owners = new Uint32Array(BLOCK_ROWS);
    this.owners.set(owners, index);
  }

  /** The id is in no list until `list` says so. */
  unlist(index: number): void {
    this.ids[index] = NO_ID;
  }

  /** Keeps ids of rows that have been taken. */
  list(ids: readonly (readonly [index: number, id: string | number])[]): void {
    let at = this.listed.length;
    const texts = ids.map(([index, id]) => {
      const text = `${JSON.stringify(id)}\n`;
      this.ids[index] = at;
      at += text.length;
      return text;
    });
    this.listed += texts.join("");
  }

  listedId(index: number): string | number | undefined {
    const at = this.ids[index] ?? NO_ID;
    if (at === NO_ID) return undefined;
    const id: unknown = JSON.parse(this.listed.slice(at, this.listed.indexOf("\n", at)));
    return typeof id === "string" || typeof id === "number" ? id : undefined;
  }
}

export function hasBit(bits: Uint32Array, index: number): boolean {
  return (((bits[index >>> 5] ?? 0) >>> (index & 31)) & 1) !== 0;
}

export function setBit(bits: Uint32Array, index: number): void {
  const word = index >>> 5;
  bits[word] = (bits[word] ?? 0) | (1 << (index & 31));
}

/** Sets the bits `[from, to)`. */
export function setBits(bits: Uint32Array, from: number, to: number): void {
  const [first, last] = [from >>> 5, (to - 1) >>> 5];
  const [low, high] = [-1 << (from & 31), -1 >>> (31 - ((to - 1) & 31))];
  if (first === last) {
    bits[first] = (bits[first] ?? 0) | (low & high);
    return;
  }
  bits[first] = (bits[first] ?? 0) | low;
  bits.fill(-1, first + 1, last);
  bits[last] = (bits[last] ?? 0) | high;
}

export function clearBit(bits: Uint32Array, index: number): void {
  const word = index >>> 5;
  bits[word] = (bits[word] ?? 0) & ~(1 << (index & 31));
}

/** How many bits of a word are set. */
export function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Calls `visit` with the place of every bit that is set, in order. */
export function eachBit(bits: Uint32Array, visit: (index: number) => void, from = 0): void {
  for (let word = from >>> 5; word < bits.length; word++) {
    let rest = bits[word] ?? 0;
    if (word === from >>> 5) rest &= -1 << (from & 31);
    for (; rest !== 0; rest &= rest - 1) visit((word << 5) + 31 - Math.clz32(rest & -rest));
  }
}
