import type { SpillWriter } from "../../src/core/trace/spill";

interface Write {
  readonly offset: number;
  readonly bytes: Buffer;
  readonly parts: readonly Uint8Array[];
  readonly settle: (error?: Error) => void;
}

/** A disk in memory. What is written can be held back, and it can refuse; it checks that parts stay as they were given. */
export class FakeDisk implements SpillWriter {
  first = 0;
  next = 0;
  /** Offsets of everything that was ever appended, and how long it was. */
  readonly blocks: { readonly offset: number; readonly length: number }[] = [];
  private readonly waiting: Write[] = [];
  private bytes = Buffer.alloc(0);
  private accepted = 0;
  private refusal: Error | undefined;

  /** @param slow writes wait for `finish` */
  constructor(public slow = false) {}

  get pending(): number {
    return this.waiting.length;
  }

  append(parts: readonly Uint8Array[]): { readonly offset: number; readonly written: Promise<void> } {
    const offset = this.accepted;
    if (this.refusal) return { offset, written: Promise.reject(this.refusal) };
    const bytes = Buffer.concat(parts);
    this.accepted += bytes.length;
    this.blocks.push({ offset, length: bytes.length });
    const written = new Promise<void>((resolve, reject) => {
      this.waiting.push({ offset, bytes, parts, settle: (error) => (error ? reject(error) : resolve()) });
    });
    if (!this.slow) this.finish();
    return { offset, written };
  }

  /** Lets the oldest writes end. */
  finish(count = this.waiting.length): void {
    for (const write of this.waiting.splice(0, count)) {
      if (!Buffer.concat(write.parts).equals(write.bytes)) throw new Error(`Parts of the block at ${write.offset} changed before it was written.`);
      this.write(write);
      this.next = write.offset + write.bytes.length;
      write.settle();
    }
  }

  /** From now on nothing is accepted; what waits is refused, so that what was written is all there is. */
  refuse(message = "no space left"): void {
    this.refusal = new Error(message);
    this.accepted = this.next;
    this.first = Math.min(this.first, this.next);
    for (const write of this.waiting.splice(0)) write.settle(this.refusal);
  }

  discard(offset: number): void {
    if (offset < this.first || offset > this.accepted) throw new RangeError(`Nothing at ${offset} to discard up to; there is [${this.first}, ${this.accepted}).`);
    this.first = offset;
  }

  read(offset: number, length: number): Uint8Array {
    if (offset < this.first || offset + length > this.next) throw new RangeError(`[${offset}, ${offset + length}) is not in [${this.first}, ${this.next}).`);
    return new Uint8Array(this.bytes.subarray(offset, offset + length));
  }

  private write({ offset, bytes }: Write): void {
    const size = offset + bytes.length;
    if (size > this.bytes.length) this.bytes = Buffer.concat([this.bytes, Buffer.alloc(Math.max(size, 2 * this.bytes.length) - this.bytes.length)]);
    this.bytes.set(bytes, offset);
  }
}
