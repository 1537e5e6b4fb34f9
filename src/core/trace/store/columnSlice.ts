/** Bytes that a row takes in its columns. */
export const ROW_BYTES = 34;

/** The columns of a run of rows, in the order in which they are on disk. */
export interface ColumnSlice {
  /** Arrival, milliseconds since the epoch. */
  readonly times: Float64Array;
  /** Where the row's bytes begin, counted over all bytes of the trace. */
  readonly offsets: Float64Array;
  readonly lengths: Uint32Array;
  readonly ids: Uint32Array;
  readonly links: Uint32Array;
  readonly flags: Uint32Array;
  /** What `Topic` its message is about. */
  readonly topics: Uint16Array;
}

/** A column of any type. */
export type Column = Float64Array | Uint32Array | Uint16Array;

/** The columns one by one, in their order. */
export function columnsOf({ times, offsets, lengths, ids, links, flags, topics }: ColumnSlice): readonly Column[] {
  return [times, offsets, lengths, ids, links, flags, topics];
}

/** Columns for so many rows: in a new buffer, or those that are in a given one. */
export function layOutColumns(rows: number, buffer: ArrayBufferLike = new ArrayBuffer(rows * ROW_BYTES), start = 0): ColumnSlice {
  let next = start;
  const take = (bytes: number): number => {
    const at = next;
    next += bytes * rows;
    return at;
  };
  return {
    times: new Float64Array(buffer, take(8), rows),
    offsets: new Float64Array(buffer, take(8), rows),
    lengths: new Uint32Array(buffer, take(4), rows),
    ids: new Uint32Array(buffer, take(4), rows),
    links: new Uint32Array(buffer, take(4), rows),
    flags: new Uint32Array(buffer, take(4), rows),
    topics: new Uint16Array(buffer, take(2), rows),
  };
}

/** Rows `[from, to)`, where they lie. */
export function sliceColumns(columns: ColumnSlice, from: number, to: number): ColumnSlice {
  return {
    times: columns.times.subarray(from, to),
    offsets: columns.offsets.subarray(from, to),
    lengths: columns.lengths.subarray(from, to),
    ids: columns.ids.subarray(from, to),
    links: columns.links.subarray(from, to),
    flags: columns.flags.subarray(from, to),
    topics: columns.topics.subarray(from, to),
  };
}

/** Copies rows to their place, which has room for them. */
export function copyColumns(from: ColumnSlice, to: ColumnSlice, at: number): void {
  to.times.set(from.times, at);
  to.offsets.set(from.offsets, at);
  to.lengths.set(from.lengths, at);
  to.ids.set(from.ids, at);
  to.links.set(from.links, at);
  to.flags.set(from.flags, at);
  to.topics.set(from.topics, at);
}

/** A column as whole numbers, for its checksum. */
export function numbersOf(column: Column): Uint32Array | Uint16Array {
  return column instanceof Float64Array ? new Uint32Array(column.buffer, column.byteOffset, column.length * 2) : column;
}

export function bytesOf(column: Column): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}
