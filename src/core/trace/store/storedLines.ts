import type { RowLines } from "../rowColumns";
import type { Columns } from "./columns";

/** Neighbouring rows whose bytes lie together. */
export class StoredLines implements RowLines {
  /** Where each row begins and ends; taken from the columns when somebody asks, and then all at once. */
  private places: { readonly starts: Float64Array; readonly lengths: Uint32Array } | undefined = undefined;

  /** @param offset where `bytes` begins in the trace */
  constructor(
    private readonly columns: Columns,
    readonly bytes: Uint8Array,
    private readonly offset: number,
    readonly first: number,
    readonly next: number,
  ) {}

  start(seq: number): number {
    return (this.taken().starts[seq - this.first] ?? 0) - this.offset;
  }

  end(seq: number): number {
    return this.start(seq) + (this.taken().lengths[seq - this.first] ?? 0);
  }

  private taken(): NonNullable<StoredLines["places"]> {
    if (this.places) return this.places;
    const starts = new Float64Array(this.next - this.first);
    const lengths = new Uint32Array(this.next - this.first);
    let at = 0;
    for (const { block, from, to } of this.columns.pieces(this.first, this.next)) {
      starts.set(block.offsets.subarray(from, to), at);
      lengths.set(block.lengths.subarray(from, to), at);
      at += to - from;
    }
    return (this.places = { starts, lengths });
  }
}
