/** Numbers of a block; a list grows by whole blocks, so that growing never copies anything. */
const BLOCK = 8192;

type Numbers = Float64Array | Uint32Array | Uint8Array;

/** A block whose numbers are all the same, or each one more than the one before: it needs no memory for them. */
interface Run {
  readonly value: number;
  readonly step: 0 | 1;
  /** Numbers in it so far. */
  count: number;
}

type Block = Numbers | Run;

/**
 * A list of numbers that grows at its end and shrinks at its start, in blocks; an index is never used again. What follows
 * a simple rule throughout a block, as in a flood, takes no room.
 */
export class NumberList {
  private readonly blocks: Block[] = [];
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

  /** Bytes that its numbers take; the tests of its memory read it. */
  get bytes(): number {
    return this.blocks.reduce((bytes, block) => bytes + (isRun(block) ? 0 : block.byteLength), 0);
  }

  push(value: number): void {
    const at = this.end - this.base;
    const block = this.blocks[Math.floor(at / BLOCK)];
    // By far the most common, and worth its line: many a list gets a number a row.
    if (block && !isRun(block)) {
      block[at % BLOCK] = value;
      this.end++;
    } else {
      this.pushRun(value, 1, 0);
    }
  }

  /** Adds the same number, or as many that follow it, again and again. */
  pushRun(value: number, count: number, step: 0 | 1): void {
    for (let done = 0; done < count; ) {
      const from = (this.end - this.base) % BLOCK;
      const room = Math.min(count - done, BLOCK - from);
      this.put(from, value + done * step, room, step);
      done += room;
      this.end += room;
    }
  }

  /** The number at an index that is held. */
  at(index: number): number {
    const at = index - this.base;
    const block = this.blocks[Math.floor(at / BLOCK)];
    if (!block) return 0;
    return isRun(block) ? block.value + (at % BLOCK) * block.step : (block[at % BLOCK] ?? 0);
  }

  set(index: number, value: number): void {
    const at = index - this.base;
    if (this.at(index) !== value) this.spelt(Math.floor(at / BLOCK))[at % BLOCK] = value;
  }

  /** Copies the numbers `[first, next)`, which are held, by whole blocks, to index `at` on. */
  copy(first: number, next: number, to: Numbers, at = 0): void {
    for (let index = first; index < next; ) {
      const from = (index - this.base) % BLOCK;
      const count = Math.min(next - index, BLOCK - from);
      const block = this.blocks[Math.floor((index - this.base) / BLOCK)];
      if (block && !isRun(block)) to.set(block.subarray(from, from + count), at + index - first);
      else if (block) fill(to, at + index - first, block.value + from * block.step, count, block.step);
      index += count;
    }
  }

  dropBefore(index: number): void {
    this.start = Math.min(Math.max(this.start, index), this.end);
    while (this.base + BLOCK <= this.start) {
      this.blocks.shift();
      this.base += BLOCK;
    }
  }

  /** Writes a run into the last block, from its place `from` on; a new one begins at 0. */
  private put(from: number, value: number, count: number, step: 0 | 1): void {
    const number = Math.floor((this.end - this.base) / BLOCK);
    const block = this.blocks[number];
    if (!block) this.blocks.push({ value, step, count });
    else if (isRun(block) && goesOn(block, value, count, step)) block.count += count;
    else fill(this.spelt(number), from, value, count, step);
  }

  /** The block with room for any numbers. */
  private spelt(number: number): Numbers {
    const block = this.blocks[number];
    if (block && !isRun(block)) return block;
    const numbers = this.make(BLOCK);
    if (block) fill(numbers, 0, block.value, block.count, block.step);
    this.blocks[number] = numbers;
    return numbers;
  }
}

function isRun(block: Block): block is Run {
  return "step" in block;
}

function goesOn(run: Run, value: number, count: number, step: 0 | 1): boolean {
  return value === run.value + run.count * run.step && (step === run.step || count === 1);
}

function fill(numbers: Numbers, from: number, value: number, count: number, step: 0 | 1): void {
  if (step === 0) numbers.fill(value, from, from + count);
  else for (let index = 0; index < count; index++) numbers[from + index] = value + index;
}

export const float64 = (length: number): Numbers => new Float64Array(length);
export const uint32 = (length: number): Numbers => new Uint32Array(length);
export const uint8 = (length: number): Numbers => new Uint8Array(length);
