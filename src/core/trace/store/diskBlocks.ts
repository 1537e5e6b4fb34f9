import { Sequence } from "../../base/sequence";
import type { SpillReader } from "../spill";

/** Where a block of rows lies on disk. */
export interface DiskBlock {
  /** Offset on disk of the block, and of its data. */
  readonly at: number;
  readonly data: number;
  /** Offsets in the trace of the data. */
  readonly base: number;
  readonly end: number;
  /** Sequence after its last row. */
  readonly next: number;
}

/** The blocks of a trace on disk, by the offsets of their data. */
export class DiskBlocks {
  private readonly blocks = new Sequence<DiskBlock>();

  constructor(private readonly reader: SpillReader) {}

  get oldest(): DiskBlock | undefined {
    return this.blocks.at(this.blocks.first);
  }

  add(block: DiskBlock): void {
    this.blocks.push(block);
  }

  /** Forgets the blocks whose rows are all before `seq`. */
  dropBefore(seq: number): void {
    for (let block = this.oldest; block && block.next <= seq; block = this.oldest) this.blocks.shift();
  }

  clear(): void {
    this.blocks.clear();
  }

  /** The bytes of a row, which lie in one block; `undefined` when there is none with them. Throws what the disk throws. */
  read(offset: number, length: number): Uint8Array | undefined {
    const block = this.find(offset);
    return block && offset + length <= block.end ? this.reader.read(block.data + offset - block.base, length) : undefined;
  }

  private find(offset: number): DiskBlock | undefined {
    let low = this.blocks.first;
    let high = this.blocks.next;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((this.blocks.at(middle)?.end ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const block = this.blocks.at(low);
    return block && offset >= block.base ? block : undefined;
  }
}
