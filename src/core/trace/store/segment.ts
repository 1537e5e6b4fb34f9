/** A buffer that is used again and again; every segment in it must be gone before it is. */
export interface Slot {
  readonly bytes: Uint8Array;
  /** Segments that lie in it and are held. */
  segments: number;
}

/** A run of bytes of the trace that lie together in memory. */
export class Segment {
  /** Bytes written so far. */
  used = 0;
  /** First row after those that lie in it. */
  next = 0;
  /** The bytes before this offset can be read from disk. */
  saved: number;
  /** Writes that still read from it. */
  writes = 0;

  /**
   * @param bytes room for the segment
   * @param base offset of its first byte in the trace
   * @param slot what it lies in; without, the buffer is its own and is never used again
   */
  constructor(
    readonly bytes: Uint8Array,
    readonly base: number,
    readonly slot: Slot | undefined,
  ) {
    this.saved = base;
  }

  /** Offset after its last byte. */
  get end(): number {
    return this.base + this.used;
  }

  get isSaved(): boolean {
    return this.saved === this.end && this.writes === 0;
  }
}
