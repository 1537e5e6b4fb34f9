import { Segment, type Slot } from "./segment";

/** Room for bytes: they go to `segment.bytes` from `at` on and are found again by `offset`. */
export interface Place {
  readonly segment: Segment;
  readonly at: number;
  readonly offset: number;
}

/** Who decides how much memory there is and what leaves it. */
export interface RingOwner {
  /** Bytes of a new slot. */
  slotBytes(): number;
  /** Slots that may be in use at once, at least two. */
  slotLimit(): number;
  /** The segment will not be written to any more. */
  sealed(segment: Segment): void;
  /** Lets the rows of the oldest segments leave, up to the end of this one. False when they must stay. */
  evict(segment: Segment): boolean;
}

/**
 * The bytes of a trace in memory: slots of equal size that are filled one after the other and used again, oldest first.
 * What would not fit well gets a buffer of its own. A slot is never used again while it is still being written to disk:
 * then one more is taken, and `overdrawn` says so until it has been given back.
 */
export class ByteRing {
  /** Oldest first; the last one is being filled, unless it is a buffer of its own. */
  private readonly segments: Segment[] = [];
  private readonly free: Slot[] = [];
  private slots = 0;
  private slotTotal = 0;
  private ownTotal = 0;
  private end = 0;

  constructor(private readonly owner: RingOwner) {}

  /** Memory taken, free slots included. */
  get bytes(): number {
    return this.slotTotal + this.ownTotal;
  }

  /** Buffers of their own that are held. */
  get ownBytes(): number {
    return this.ownTotal;
  }

  /** More slots are in use than there should be. */
  get overdrawn(): boolean {
    return this.slots - this.free.length > this.owner.slotLimit();
  }

  /** Offset after the last byte. */
  get next(): number {
    return this.end;
  }

  /** The segment that is being filled. */
  get current(): Segment | undefined {
    return this.segments.at(-1);
  }

  get oldest(): Segment | undefined {
    return this.segments[0];
  }

  /**
   * The bytes before this offset may leave now: when all slots are in use, as much of the oldest as is written of the last
   * one. So the rows of a slot leave a few at a time while another is filled, and not all at once when it is used again.
   */
  get outgoing(): number {
    const { oldest, current } = this;
    if (!oldest?.slot || !current?.slot || oldest.slot === current.slot) return 0;
    if (this.slots - this.free.length < this.owner.slotLimit()) return 0;
    return oldest.base + Math.floor((oldest.used * current.used) / current.bytes.length);
  }

  /** Room for `size` bytes that belong together; they count as written. */
  place(size: number): Place {
    const segment = this.segmentFor(size);
    const at = segment.used;
    segment.used += size;
    this.end += size;
    return { segment, at, offset: segment.base + at };
  }

  /** The bytes `[offset, offset + length)` where they lie, or `undefined` when they are not in memory. Not to be kept. */
  view(offset: number, length: number): Uint8Array | undefined {
    const segment = this.find(offset);
    // After its end lie bytes of the slot's earlier use.
    if (!segment || offset + length > segment.end) return undefined;
    const at = offset - segment.base;
    return segment.bytes.subarray(at, at + length);
  }

  /** The same as bytes that never change: a copy, unless they lie in a buffer of their own. */
  bytesAt(offset: number, length: number): Uint8Array | undefined {
    const segment = this.find(offset);
    const view = segment && this.view(offset, length);
    return segment?.slot ? view && new Uint8Array(view) : view;
  }

  /** Gives back all segments that end before `offset`, but for the one that is being filled. */
  dropBefore(offset: number): void {
    while (this.segments.length > 1 && (this.oldest?.end ?? offset) <= offset) this.drop(0);
  }

  /** Gives everything back. */
  clear(): void {
    const current = this.current;
    if (current) this.owner.sealed(current);
    while (this.segments.length > 0) this.drop(0);
  }

  /** Gives back what is not needed any more once it is on disk: buffers of their own, and slots beyond the limit. */
  saved(): void {
    for (let index = this.segments.length - 1; index >= 0; index--) {
      const segment = this.segments[index];
      if (segment && !segment.slot && segment.isSaved) this.drop(index);
    }
    while (this.overdrawn && this.segments.length > 1 && this.oldest?.isSaved) this.drop(0);
  }

  /** A write has ended: the segment may have been waiting for it to be given back. */
  released(segment: Segment): void {
    segment.writes--;
    if (segment.writes === 0 && !this.segments.includes(segment)) this.giveBack(segment);
  }

  private find(offset: number): Segment | undefined {
    for (let index = this.segments.length - 1; index >= 0; index--) {
      const segment = this.segments[index];
      if (segment && offset >= segment.base) return offset < segment.end ? segment : undefined;
    }
    return undefined;
  }

  private segmentFor(size: number): Segment {
    const { current } = this;
    if (current?.slot && current.end === this.end && current.bytes.length - current.used >= size) return current;
    if (current) this.owner.sealed(current);
    const segment = size > this.owner.slotBytes() / 2 ? this.ownSegment(size) : this.slotSegment(size);
    this.segments.push(segment);
    return segment;
  }

  private ownSegment(size: number): Segment {
    this.ownTotal += size;
    return new Segment(new Uint8Array(size), this.end, undefined);
  }

  /** A segment in what is left of the last slot, when a buffer of its own came in between, or else in another slot. */
  private slotSegment(size: number): Segment {
    const before = this.segments.findLast((segment) => segment.slot);
    const room = before?.bytes.subarray(before.used);
    if (before?.slot && room && room.length >= size) {
      before.slot.segments++;
      return new Segment(room, this.end, before.slot);
    }
    const slot = this.nextSlot();
    slot.segments++;
    return new Segment(slot.bytes, this.end, slot);
  }

  private nextSlot(): Slot {
    const size = this.owner.slotBytes();
    while (this.slots - this.free.length >= this.owner.slotLimit() && this.makeRoom());
    for (let slot = this.free.pop(); slot; slot = this.free.pop()) {
      if (slot.bytes.length === size) return slot;
      this.forget(slot);
    }
    this.slots++;
    this.slotTotal += size;
    return { bytes: new Uint8Array(size), segments: 0 };
  }

  /** Gives the oldest segment back; false when its bytes are nowhere else and must stay. */
  private makeRoom(): boolean {
    const { oldest } = this;
    if (!oldest || !(oldest.isSaved || this.owner.evict(oldest))) return false;
    if (this.oldest === oldest) this.drop(0);
    return true;
  }

  private drop(index: number): void {
    const [segment] = this.segments.splice(index, 1);
    if (segment && segment.writes === 0) this.giveBack(segment);
  }

  private giveBack({ slot, bytes }: Segment): void {
    if (!slot) {
      this.ownTotal -= bytes.length;
      return;
    }
    if (--slot.segments > 0) return;
    if (slot.bytes.length === this.owner.slotBytes() && this.slots <= this.owner.slotLimit()) this.free.push(slot);
    else this.forget(slot);
  }

  private forget(slot: Slot): void {
    this.slots--;
    this.slotTotal -= slot.bytes.length;
  }
}
