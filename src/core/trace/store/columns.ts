import { ColumnBlock } from "./columnBlock";
import { type ColumnSlice, copyColumns, ROW_BYTES, sliceColumns } from "./columnSlice";

/** Rows of a block, as a power of two: 16 Ki rows are 557 KB, which is allocated in well under a millisecond. */
const BLOCK_SHIFT = 14;

/** All rows that a trace holds, as columns in blocks of equal size, so that growing never copies anything. */
export class Columns {
  private blocks: ColumnBlock[] = [];
  /** Number of the first row of `blocks[0]`. */
  private base: number;
  private held: number;
  private end: number;
  /** The block that the next row goes to, as long as it has room. */
  private open: ColumnBlock | undefined;
  private openRow = 0;
  private total = 0;
  /** A block to be used again: so much memory given up and taken again and again would make the garbage collector stop everything. */
  private spare: ColumnBlock | undefined;
  private readonly blockRows: number;

  /** @param first number of the first row that will be added */
  constructor(
    private readonly blockShift = BLOCK_SHIFT,
    first = 0,
  ) {
    this.blockRows = 2 ** blockShift;
    this.base = first;
    this.held = first;
    this.end = first;
  }

  /** Rows `[first, next)` are held. */
  get first(): number {
    return this.held;
  }

  get next(): number {
    return this.end;
  }

  /** Memory of all blocks that hold rows. */
  get bytes(): number {
    return this.total;
  }

  /** Memory of a block without what is listed in it. */
  get blockBytes(): number {
    return this.blockRows * ROW_BYTES;
  }

  /** The first row after the oldest block: up to it rows have to leave before memory is given back. */
  get endOfOldest(): number {
    return Math.min(this.base + this.blockRows, this.end);
  }

  /** The block of a row that is held. */
  block(seq: number): ColumnBlock {
    const block = this.blocks[(seq - this.base) >>> this.blockShift];
    if (!block || seq < this.held || seq >= this.end) throw new RangeError(`Row ${seq} is not held; the rows are [${this.held}, ${this.end}).`);
    return block;
  }

  /** Place of a row in its block. */
  row(seq: number): number {
    return (seq - this.base) & (this.blockRows - 1);
  }

  /** Where the rows that begin with this one stop being alike in link, flags and topic; at most `next`, and at the end of a block. */
  alike(seq: number, next: number): number {
    const { flags, topics, links } = this.block(seq);
    const first = this.row(seq);
    const [flag, topic, link] = [flags[first], topics[first], links[first]];
    const end = Math.min(first + next - seq, this.blockRows);
    let row = first + 1;
    while (row < end && flags[row] === flag && topics[row] === topic && links[row] === link) row++;
    return seq + row - first;
  }

  /** Adds a row; what does not fit into its columns is listed before. */
  push(time: number, offset: number, length: number, link: number, flags: number, id: number, topic: number): void {
    const block = this.open ?? this.grow();
    const row = this.openRow++;
    block.times[row] = time;
    block.offsets[row] = offset;
    block.lengths[row] = length;
    block.links[row] = link;
    block.flags[row] = flags;
    block.ids[row] = id;
    block.topics[row] = topic;
    this.end++;
    if (this.openRow === this.blockRows) this.open = undefined;
  }

  /** Lists an id of the next row; gives what its column is to hold. */
  listId(id: string | number): number {
    const block = this.open ?? this.grow();
    this.total += block.listId(id);
    return block.listedIds.length - 1;
  }

  /** Lists the token of the next row. */
  listToken(token: string | number): void {
    this.total += (this.open ?? this.grow()).listToken(this.openRow, token);
  }

  /** Lists how many bytes of the next row's line were not kept. */
  listDropped(bytes: number): void {
    this.total += (this.open ?? this.grow()).listDropped(this.openRow, bytes);
  }

  /** Adds rows that come as columns; what is listed for them is put into the blocks by `place`, which is told where they went. */
  append(rows: ColumnSlice, placed: (block: ColumnBlock, row: number, from: number, count: number) => void): void {
    const count = rows.flags.length;
    for (let from = 0; from < count; ) {
      const block = this.open ?? this.grow();
      const row = this.openRow;
      const to = Math.min(count, from + this.blockRows - row);
      copyColumns(sliceColumns(rows, from, to), block, row);
      const before = block.bytes;
      placed(block, row, from, to - from);
      this.total += block.bytes - before;
      this.openRow += to - from;
      this.end += to - from;
      if (this.openRow === this.blockRows) this.open = undefined;
      from = to;
    }
  }

  /** Where the rows `[from, to)` lie, block by block. */
  *pieces(from: number, to: number): Generator<{ readonly block: ColumnBlock; readonly from: number; readonly to: number }> {
    for (let seq = from; seq < to; ) {
      const row = this.row(seq);
      const count = Math.min(to - seq, this.blockRows - row);
      yield { block: this.block(seq), from: row, to: row + count };
      seq += count;
    }
  }

  /**
   * Lets every row before `seq` leave.
   * @param unread the columns of the rows before it are read by nobody any more, such as a write under way
   */
  dropBefore(seq: number, unread: number): void {
    this.held = Math.max(this.held, Math.min(seq, this.end));
    while (this.blocks.length > 0 && this.base + this.blockRows <= this.held) {
      const block = this.blocks.shift();
      this.total -= block?.bytes ?? 0;
      this.base += this.blockRows;
      if (this.base <= unread) this.spare ??= block;
    }
  }

  /** Lets every row leave; numbers go on, from `first` if it is given. */
  clear(first = this.end): void {
    this.blocks = [];
    this.open = undefined;
    this.total = 0;
    this.base = first;
    this.held = first;
    this.end = first;
  }

  private grow(): ColumnBlock {
    const block = this.spare ?? new ColumnBlock(this.blockRows);
    this.spare = undefined;
    block.reset();
    this.blocks.push(block);
    this.total += block.bytes;
    this.open = block;
    this.openRow = 0;
    return block;
  }
}
