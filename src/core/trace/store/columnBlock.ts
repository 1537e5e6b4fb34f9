import { type ColumnSlice, layOutColumns, ROW_BYTES } from "./columnSlice";

/** What a listed value costs beside its characters, roughly. */
const LISTED_BYTES = 48;

/** The columns of a run of rows, allocated at once; rows are written one after the other and not changed while they are held. */
export class ColumnBlock implements ColumnSlice {
  readonly times: Float64Array;
  readonly offsets: Float64Array;
  readonly lengths: Uint32Array;
  readonly ids: Uint32Array;
  readonly links: Uint32Array;
  readonly flags: Uint32Array;
  readonly topics: Uint16Array;
  /** Ids that are no small numbers, in the order of their rows; the id column holds the index. */
  readonly listedIds: (string | number)[] = [];
  /** Progress tokens that are not the id of their request, by the row's place in the block. */
  readonly tokens = new Map<number, string | number>();
  /** Bytes of a line that were not kept, by the row's place in the block. */
  readonly dropped = new Map<number, number>();
  private listedBytes = 0;

  constructor(private readonly capacity: number) {
    const { times, offsets, lengths, ids, links, flags, topics } = layOutColumns(capacity);
    this.times = times;
    this.offsets = offsets;
    this.lengths = lengths;
    this.ids = ids;
    this.links = links;
    this.flags = flags;
    this.topics = topics;
  }

  /** Memory that the block takes, roughly where it is not typed. */
  get bytes(): number {
    return this.capacity * ROW_BYTES + this.listedBytes;
  }

  /** Makes it ready for other rows; the columns are written anew as these come. */
  reset(): void {
    this.listedIds.length = 0;
    this.tokens.clear();
    this.dropped.clear();
    this.listedBytes = 0;
  }

  /** Each of these gives the memory that it took. */
  listId(id: string | number): number {
    this.listedIds.push(id);
    return this.took(id);
  }

  listToken(row: number, token: string | number): number {
    this.tokens.set(row, token);
    return this.took(token);
  }

  listDropped(row: number, bytes: number): number {
    this.dropped.set(row, bytes);
    return this.took(bytes);
  }

  private took(value: string | number): number {
    const bytes = LISTED_BYTES + (typeof value === "string" ? value.length : 0);
    this.listedBytes += bytes;
    return bytes;
  }
}
