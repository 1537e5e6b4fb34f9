/**
 * Rows of a trace, in order. They are bits, so that a million of them are put in without a pause, and gone through as often
 * as need be.
 */
export class RowSet implements Iterable<number> {
  private readonly bits: Uint8Array;
  /** Rows that had left the trace already, or came only later; hardly any. */
  private readonly others = new Set<number>();

  /** @param first of most rows; `next` is the one after the last of these */
  constructor(
    private readonly first: number,
    private readonly next: number,
  ) {
    this.bits = new Uint8Array(Math.max(0, next - first));
  }

  add(seq: number): void {
    if (seq >= this.first && seq < this.next) this.bits[seq - this.first] = 1;
    else this.others.add(seq);
  }

  has(seq: number): boolean {
    return this.bits[seq - this.first] === 1 || this.others.has(seq);
  }

  *[Symbol.iterator](): Generator<number> {
    const { bits, first } = this;
    const others = [...this.others].sort((one, other) => one - other);
    yield* others.filter((seq) => seq < first);
    for (let at = bits.indexOf(1); at !== -1; at = bits.indexOf(1, at + 1)) yield first + at;
    yield* others.filter((seq) => seq >= first);
  }
}
