import type { Clock } from "../../base/clock";
import type { Disposable } from "../../base/disposable";
import type { SpillWriter } from "../spill";
import type { ByteRing } from "./byteRing";
import type { Columns } from "./columns";
import { DiskBlocks } from "./diskBlocks";
import type { Segment } from "./segment";
import { blockParts, DATA_PARTS, type Dictionary } from "./spillBlock";

/** A block is written when so many bytes wait, or so many milliseconds after the first row that waits. */
const BLOCK_BYTES = 1024 * 1024;
const LONGEST_WAIT = 200;

export interface SpillerParts {
  readonly clock: Clock;
  readonly writer: SpillWriter;
  readonly columns: Columns;
  readonly ring: ByteRing;
  readonly dictionary: Dictionary;
  readonly lost: () => { readonly frames: number; readonly bytes: number };
  /** A block was written, or never will be. */
  readonly onSettled: () => void;
  /** The disk refused; nothing is written any more. */
  readonly onRefused: (error: unknown) => void;
}

/** Writes a trace to disk, block by block, so that its bytes may leave memory. */
export class Spiller {
  readonly blocks: DiskBlocks;
  /** Writes under way, and the first row of each. */
  private readonly pending = new Map<Promise<void>, number>();
  /** First row and byte that are in no block yet. */
  private nextRow: number;
  private nextByte: number;
  /** Offset on disk after the last block that was handed to it. */
  private handed: number;
  /** What was given up on disk. */
  private discarded = 0;
  private alarm: Disposable | undefined;
  private refused = false;

  constructor(private readonly parts: SpillerParts) {
    this.blocks = new DiskBlocks(parts.writer);
    this.nextRow = parts.columns.next;
    this.nextByte = parts.ring.next;
    this.handed = parts.writer.next;
  }

  /** Whether the disk takes what it is given. */
  get works(): boolean {
    return !this.refused;
  }

  /** Bytes on disk that are needed. */
  get bytes(): number {
    const { oldest } = this.blocks;
    return oldest ? Math.max(0, this.end - oldest.at) : 0;
  }

  /** Offset on disk after the last block. A disk that refuses has only what was written before, not what waited for it. */
  private get end(): number {
    return this.refused ? Math.min(this.handed, this.parts.writer.next) : this.handed;
  }

  /** The columns of the rows before this one have been written, or never will be. */
  get unread(): number {
    return Math.min(this.refused ? Infinity : this.nextRow, ...this.pending.values());
  }

  /** Rows were added. */
  appended(): void {
    if (this.refused) return;
    if (this.parts.ring.next - this.nextByte >= BLOCK_BYTES) this.cut();
    else this.alarm ??= this.parts.clock.after(LONGEST_WAIT, () => {
      this.alarm = undefined;
      this.cut();
    });
  }

  /** Begins to write what is not written yet. Must be called before bytes go to another segment. */
  cut(): void {
    this.alarm?.dispose();
    this.alarm = undefined;
    const { columns, ring } = this.parts;
    const segment = ring.current;
    if (this.refused || !segment || (columns.next === this.nextRow && ring.next === this.nextByte)) return;
    const data = segment.bytes.subarray(this.nextByte - segment.base, segment.used);
    this.write(data, segment);
  }

  /** Rows before `seq` have left. */
  dropBefore(seq: number): void {
    const before = this.blocks.oldest;
    this.blocks.dropBefore(seq);
    const { oldest } = this.blocks;
    if (before !== oldest) this.discard(oldest?.at ?? this.end);
  }

  /** All rows have left: what follows says so, and nothing before it is needed any more. */
  clear(): void {
    const { columns, ring } = this.parts;
    this.nextRow = columns.next;
    this.nextByte = ring.next;
    this.blocks.clear();
    this.discard(this.refused ? this.end : this.write(new Uint8Array(0), undefined));
  }

  /** Settles when all rows so far are on disk, or the disk has refused them; never rejects. */
  async flush(): Promise<void> {
    this.cut();
    while (this.pending.size > 0) await Promise.all(this.pending.keys());
  }

  /** Nothing on disk before `offset` is needed any more; also of a full disk, which needs the space most. */
  private discard(offset: number): void {
    // The oldest block may be one that was refused, which lies nowhere.
    const upTo = Math.min(offset, this.end);
    if (upTo <= this.discarded) return;
    this.discarded = upTo;
    this.parts.writer.discard(upTo);
  }

  /** Gives the offset on disk of the block. */
  private write(data: Uint8Array, segment: Segment | undefined): number {
    const { columns, dictionary, lost, writer } = this.parts;
    const { frames, bytes } = lost();
    // Rows can have left before they were written.
    const first = Math.max(this.nextRow, columns.first);
    const base = this.nextByte;
    const parts = blockParts(columns, columns.next, dictionary, data, { first, base, dataBytes: data.length, floor: columns.first, lostFrames: frames, lostBytes: bytes });
    this.nextRow = columns.next;
    this.nextByte = base + data.length;
    if (segment) segment.writes++;
    const { offset, written } = writer.append(parts);
    this.handed = offset + sizeOf(parts);
    if (segment) this.blocks.add({ at: offset, data: offset + sizeOf(parts.slice(0, -DATA_PARTS)), base, end: base + data.length, next: columns.next });
    this.track(written, first, segment, base + data.length);
    return offset;
  }

  private track(written: Promise<void>, first: number, segment: Segment | undefined, end: number): void {
    const ending = this.settled(written, segment, end);
    this.pending.set(ending, first);
    void ending.then(() => this.pending.delete(ending));
  }

  /** Never rejects. */
  private async settled(written: Promise<void>, segment: Segment | undefined, end: number): Promise<void> {
    try {
      await written;
      if (segment) segment.saved = Math.max(segment.saved, end);
    } catch (error) {
      this.refuse(error);
    }
    if (segment) this.parts.ring.released(segment);
    this.parts.onSettled();
  }

  private refuse(error: unknown): void {
    if (this.refused) return;
    this.refused = true;
    this.alarm?.dispose();
    this.alarm = undefined;
    this.parts.onRefused(error);
  }
}

function sizeOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((total, part) => total + part.length, 0);
}
