/** Bytes of a session on disk, addressed by their running offset over all its files. Reads are synchronous (local disk). */
export interface SpillReader {
  /** Bytes `[first, next)` can be read. */
  readonly first: number;
  readonly next: number;
  /** Exactly `length` bytes, which are the caller's; throws when they are not all there. */
  read(offset: number, length: number): Uint8Array;
}

/** A session on disk that is being written, by one writer. */
export interface SpillWriter extends SpillReader {
  /**
   * Appends one block, which is never split over two files. `offset` is known at once; `written` settles when the block
   * can be read back, and rejects when the disk refuses, after which nothing is accepted. The parts must not change until then.
   */
  append(parts: readonly Uint8Array[]): { readonly offset: number; readonly written: Promise<void> };
  /** Nothing before `offset` is needed any more: at most the end of what was accepted, and of what was written once the disk has refused. */
  discard(offset: number): void;
}
