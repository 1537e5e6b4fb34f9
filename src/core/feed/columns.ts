import { FEED_EXCHANGE_BYTES, FEED_ROW_BYTES } from "./protocol";

/** The columns of `FeedRows`, in the order in which they lie: wide ones first, so that each is aligned for any count. */
export interface FeedRowColumns {
  readonly times: Float64Array;
  readonly sizes: Uint32Array;
  readonly ids: Uint32Array;
  readonly flags: Uint32Array;
  readonly exchanges: Uint32Array;
  readonly links: Uint16Array;
  readonly methods: Uint16Array;
  readonly subjects: Uint16Array;
}

/** The columns of `FeedExchanges`, in the order in which they lie. */
export interface FeedExchangeColumns {
  readonly requests: Float64Array;
  readonly enders: Float64Array;
  readonly numbers: Uint32Array;
  readonly states: Uint8Array;
}

/** Columns for so many rows: to be written, in a new buffer that is then sent; or to be read, where a buffer came with them. */
export function feedRowColumns(count: number, buffer: ArrayBuffer = new ArrayBuffer(count * FEED_ROW_BYTES)): FeedRowColumns {
  const take = places(count, buffer, FEED_ROW_BYTES);
  return {
    times: new Float64Array(buffer, take(8), count),
    sizes: new Uint32Array(buffer, take(4), count),
    ids: new Uint32Array(buffer, take(4), count),
    flags: new Uint32Array(buffer, take(4), count),
    exchanges: new Uint32Array(buffer, take(4), count),
    links: new Uint16Array(buffer, take(2), count),
    methods: new Uint16Array(buffer, take(2), count),
    subjects: new Uint16Array(buffer, take(2), count),
  };
}

/** Columns for so many exchanges, in the same way. */
export function feedExchangeColumns(count: number, buffer: ArrayBuffer = new ArrayBuffer(count * FEED_EXCHANGE_BYTES)): FeedExchangeColumns {
  const take = places(count, buffer, FEED_EXCHANGE_BYTES);
  return {
    requests: new Float64Array(buffer, take(8), count),
    enders: new Float64Array(buffer, take(8), count),
    numbers: new Uint32Array(buffer, take(4), count),
    states: new Uint8Array(buffer, take(1), count),
  };
}

/** Gives the byte where the next column begins, one after the other. */
function places(count: number, buffer: ArrayBuffer, bytes: number): (width: number) => number {
  if (buffer.byteLength !== count * bytes) throw new Error(`The columns of ${count} rows of ${bytes} bytes came in ${buffer.byteLength} bytes; host and page must be of the same build.`);
  let next = 0;
  return (width) => {
    const at = next;
    next += width * count;
    return at;
  };
}
