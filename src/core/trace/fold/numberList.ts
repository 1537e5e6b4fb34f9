/** Numbers of a block; a list grows by whole blocks, so that growing never copies anything. */
const BLOCK = 8192;

type Numbers = Float64Array | Uint32Array | Uint8Array;

/** A list of numbers that grows at its end and shrinks at its start, in typed blocks; an index is never used again. */
export class NumberList {
  private readonly blocks: Numbers[] = [];
  /** Index of the first number of `blocks[0]`. */
  private base: number;
  private start: number;
  private end: number;

  /** @param first index of the first number that will be added */
  constructor(
    private readonly make: (length: number) => Numbers,
    first = 0,
  ) {
    this.base = first;
    this.start = first;
    this.end = first;
  }

  /** Numbers `[first, next)` are held. */
  get first(): number {
    return this.start;
  }

  get next(): number {
    return this.end;
  }

  get length(): number {
    return this.end - this.start;
  }

  push(value: number): void {
    const at = this.end++ - this.base;
    let block = this.blocks[Math.floor(at / BLOCK)];
    if (!block) this.blocks.push((block = this.make(BLOCK)));
    block[at % BLOCK] = value;
  }

  /** Adds the same number, or as many that follow it, again and again. */
  pushRun(value: number, count: number, step: 0 | 1): void {
    for (let done = 0; done < count; ) {
      const at = this.end - this.base;
      let block = this.blocks[Math.floor(at / BLOCK)];
      if (!block) this.blocks.push((block = this.make(BLOCK)));
      const from = at % BLOCK;
      const room = Math.min(count - done, BLOCK - from);
      if (step === 0) block.fill(value, from, from + room);
      else for (let index = 0; index < room; index++) block[from + index] = value + done + index;
      done += room;
      this.end += room;
    }
  }

  /** The number at an index that is held. */
  at(index: number): number {
    const at = index - this.base;
    return this.blocks[Math.floor(at / BLOCK)]?.[at % BLOCK] ?? 0;
  }

  set(index: number, value: number): void {
    const at = index - this.base;
    const block = this.blocks[Math.floor(at / BLOCK)];
    if (block) block[at % BLOCK] = value;
  }

  dropBefore(index: number): void {
    this.start = Math.min(Math.max(this.start, index), this.end);
    while (this.blocks.length > 0 && this.base + BLOCK <= this.start) {
      this.blocks.shift();
      this.base += BLOCK;
    }
  }
}

export const float64 = (length: number): Numbers => new Float64Array(length);
export const uint32 = (length: number): Numbers => new Uint32Array(length);
export const uint8 = (length: number): Numbers => new Uint8Array(length);
