import type { LinkInfo } from "../trace";
import { ROW_BYTES } from "./columnSlice";

/** "WLTR" in the first bytes of a block. */
const MAGIC = 0x52544c57;
/** Raised with every change that an older reader would misread. */
const VERSION = 1;

/** The parts of a block are multiples of this, so that columns lie where typed arrays want them. */
const ALIGN = 8;

/**
 * What is known of a block before its rows are read. On disk a block is: this header, the words (JSON), the columns one
 * after the other, the data. All numbers are little-endian.
 */
export interface BlockHeader {
  readonly rows: number;
  /** Sequence of the first row. */
  readonly first: number;
  /** Offset of the first byte of the data, counted over all bytes of the trace. */
  readonly base: number;
  readonly wordBytes: number;
  readonly dataBytes: number;
  /** Rows before this one had left the trace when the block was written. */
  readonly floor: number;
  /** Rows and bytes that had been evicted when the block was written. */
  readonly lostFrames: number;
  readonly lostBytes: number;
  /** Over the header, the words and the columns. */
  readonly checksum: number;
}

/** A number as text in an array, because JSON cannot say all of them. */
export type WrittenNumber = readonly [text: string];

/** What a block says in words: everything that its numbers refer to, so that it can be read without those before it. */
export interface BlockWords {
  /**
   * Topics by their code, as far as its rows have them: the method, and after it the subject or `null` for none, where
   * requests with this topic have been looked at. Earlier versions never wrote it, and do not read it.
   */
  readonly methods: readonly (readonly [code: number, method: string, subject?: string | null])[];
  readonly links: readonly LinkInfo[];
  /** Listed ids in the order of their rows. */
  readonly ids: readonly (string | WrittenNumber)[];
  /** By the row's place in the block. */
  readonly tokens: readonly (readonly [row: number, token: string | WrittenNumber])[];
  readonly dropped: readonly (readonly [row: number, bytes: number])[];
}

export const HEADER_BYTES = 72;

/** Bytes up to the next multiple of `ALIGN`. */
export function padded(bytes: number): number {
  return Math.ceil(bytes / ALIGN) * ALIGN;
}

/** Bytes of the whole block. */
export function blockBytes(header: BlockHeader): number {
  return frontBytes(header) + padded(header.dataBytes);
}

/** Bytes of a block before its data. */
export function frontBytes({ rows, wordBytes }: BlockHeader): number {
  return HEADER_BYTES + padded(wordBytes) + padded(rows * ROW_BYTES);
}

const UINT = { magic: 0, version: 4, rows: 8, wordBytes: 12, checksum: 16 } as const;
const FLOAT = { first: 24, base: 32, dataBytes: 40, floor: 48, lostFrames: 56, lostBytes: 64 } as const;

export function encodeHeader(header: BlockHeader): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(UINT.magic, MAGIC, true);
  view.setUint32(UINT.version, VERSION, true);
  view.setUint32(UINT.rows, header.rows, true);
  view.setUint32(UINT.wordBytes, header.wordBytes, true);
  view.setUint32(UINT.checksum, header.checksum, true);
  view.setFloat64(FLOAT.first, header.first, true);
  view.setFloat64(FLOAT.base, header.base, true);
  view.setFloat64(FLOAT.dataBytes, header.dataBytes, true);
  view.setFloat64(FLOAT.floor, header.floor, true);
  view.setFloat64(FLOAT.lostFrames, header.lostFrames, true);
  view.setFloat64(FLOAT.lostBytes, header.lostBytes, true);
  return bytes;
}

/** The header in bytes that should begin with one. */
export function decodeHeader(bytes: Uint8Array): BlockHeader | "not-a-block" | { readonly version: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(UINT.magic, true) !== MAGIC) return "not-a-block";
  const version = view.getUint32(UINT.version, true);
  if (version !== VERSION) return { version };
  return {
    rows: view.getUint32(UINT.rows, true),
    wordBytes: view.getUint32(UINT.wordBytes, true),
    checksum: view.getUint32(UINT.checksum, true),
    first: view.getFloat64(FLOAT.first, true),
    base: view.getFloat64(FLOAT.base, true),
    dataBytes: view.getFloat64(FLOAT.dataBytes, true),
    floor: view.getFloat64(FLOAT.floor, true),
    lostFrames: view.getFloat64(FLOAT.lostFrames, true),
    lostBytes: view.getFloat64(FLOAT.lostBytes, true),
  };
}
