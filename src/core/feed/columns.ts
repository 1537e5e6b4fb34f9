import { ColumnPacker } from "./packing/columnPacker";
import { ColumnReader, type PackedColumn, type PackedTimes } from "./packing/columnReader";
import type { Packing } from "./packing/packing";
import type { FeedExchanges, FeedRows } from "./protocol";

/** The columns of `FeedRows`. */
export interface FeedRowColumns {
  /** Milliseconds since the epoch. */
  readonly times: Float64Array;
  readonly sizes: Uint32Array;
  /** What an id means is in the flags (`Form`). */
  readonly ids: Uint32Array;
  /** Those of the store (`rowFlags`). */
  readonly flags: Uint32Array;
  /** One more than the number of the exchange that the row belongs to, or 0. */
  readonly exchanges: Uint32Array;
  /** Codes of words; see `FeedWords`. */
  readonly links: Uint32Array;
  readonly methods: Uint32Array;
  readonly subjects: Uint32Array;
}

/** The columns of `FeedExchanges`. */
export interface FeedExchangeColumns {
  readonly numbers: Uint32Array;
  /** Rows after the first. */
  readonly requests: Uint32Array;
  /** One more than the rows after the first; 0 while it is pending. */
  readonly enders: Uint32Array;
  /** The place in `EXCHANGE_STATES`; plus 16 when the server asked, plus 32 when an answer came late or twice. */
  readonly states: Uint32Array;
}

/** Room for so many rows. */
export function feedRowColumns(count: number): FeedRowColumns {
  return {
    times: new Float64Array(count),
    sizes: new Uint32Array(count),
    ids: new Uint32Array(count),
    flags: new Uint32Array(count),
    exchanges: new Uint32Array(count),
    links: new Uint32Array(count),
    methods: new Uint32Array(count),
    subjects: new Uint32Array(count),
  };
}

/** Room for so many exchanges. */
export function feedExchangeColumns(count: number): FeedExchangeColumns {
  return { numbers: new Uint32Array(count), requests: new Uint32Array(count), enders: new Uint32Array(count), states: new Uint32Array(count) };
}

/** The first rows of these columns as they travel. @param room for as many whole numbers */
export function packedRows(columns: FeedRowColumns, count: number, room: Uint32Array = new Uint32Array(count)): Pick<FeedRows, "count" | "columns" | "packing"> {
  const packer = new ColumnPacker();
  const pack = (values: Uint32Array): Packing => packer.column(values.subarray(0, count));
  const packing = {
    times: packer.times(columns.times.subarray(0, count), room),
    sizes: pack(columns.sizes),
    ids: pack(columns.ids),
    flags: pack(columns.flags),
    exchanges: pack(columns.exchanges),
    links: pack(columns.links),
    methods: pack(columns.methods),
    subjects: pack(columns.subjects),
  };
  return { count, columns: packer.buffer(), packing };
}

/** All of these exchanges as they travel. */
export function packedExchanges(columns: FeedExchangeColumns): Pick<FeedExchanges, "count" | "columns" | "packing"> {
  const packer = new ColumnPacker();
  const packing = {
    numbers: packer.column(columns.numbers),
    requests: packer.column(columns.requests),
    enders: packer.column(columns.enders),
    states: packer.column(columns.states),
  };
  return { count: columns.numbers.length, columns: packer.buffer(), packing };
}

/** Packed columns where they lie, by their names. */
export type Placed<Columns> = { readonly [Name in keyof Columns]: Columns[Name] extends Float64Array ? PackedTimes : PackedColumn };

/** Finds the columns of rows that came; throws when they are not as this build packs them. */
export function placedRows({ count, columns, packing }: FeedRows): Placed<FeedRowColumns> {
  const reader = new ColumnReader(columns, count);
  const placed = {
    times: reader.times(packing.times),
    sizes: reader.column(packing.sizes),
    ids: reader.column(packing.ids),
    flags: reader.column(packing.flags),
    exchanges: reader.column(packing.exchanges),
    links: reader.column(packing.links),
    methods: reader.column(packing.methods),
    subjects: reader.column(packing.subjects),
  };
  reader.end();
  return placed;
}

/** Finds the columns of exchanges in the same way. */
export function placedExchanges({ count, columns, packing }: FeedExchanges): Placed<FeedExchangeColumns> {
  const reader = new ColumnReader(columns, count);
  const placed = {
    numbers: reader.column(packing.numbers),
    requests: reader.column(packing.requests),
    enders: reader.column(packing.enders),
    states: reader.column(packing.states),
  };
  reader.end();
  return placed;
}
