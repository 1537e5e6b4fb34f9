import type { SpillReader } from "../spill";

/** Many blocks are small, and one read for each of them would take longer than reading all there is. */
const WINDOW = 32 * 1024;

/** Reads forward in larger portions than it is asked for. */
export class ReadAhead {
  private window: Uint8Array = new Uint8Array(0);
  private start = 0;

  constructor(private readonly reader: SpillReader) {}

  /** Exactly `length` bytes, as a view or by themselves. Throws what the disk throws. */
  read(offset: number, length: number): Uint8Array {
    if (offset < this.start || offset + length > this.start + this.window.length) {
      this.window = this.reader.read(offset, Math.max(length, Math.min(WINDOW, this.reader.next - offset)));
      this.start = offset;
    }
    const at = offset - this.start;
    return this.window.subarray(at, at + length);
  }
}
