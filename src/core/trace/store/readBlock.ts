import { decodeUtf8 } from "../../base/text";
import { Checksum } from "./checksum";
import type { ColumnBlock } from "./columnBlock";
import { columnsOf, type ColumnSlice, layOutColumns, numbersOf } from "./columnSlice";
import { Form, FORM_BITS } from "./rowFlags";
import { type BlockHeader, type BlockWords, decodeHeader, encodeHeader, frontBytes, blockBytes, HEADER_BYTES, padded, type WrittenNumber } from "./spillFormat";

/** A block without its data. */
export interface ReadBlock {
  readonly header: BlockHeader;
  readonly words: BlockWords;
  readonly columns: ColumnSlice;
  /** Bytes before its data, and in all. */
  readonly front: number;
  readonly size: number;
}

/** Why there is no block at a place. */
export type NoBlock = { readonly problem: "torn" | "not-a-block" } | { readonly problem: "version"; readonly version: number };

/**
 * Reads the block at `offset`, whose data is left where it is.
 * @param end offset after the last byte that there is
 */
export function readBlock(read: (offset: number, length: number) => Uint8Array, offset: number, end: number): ReadBlock | NoBlock {
  if (offset + HEADER_BYTES > end) return { problem: "torn" };
  const header = decodeHeader(read(offset, HEADER_BYTES));
  if (header === "not-a-block") return { problem: "not-a-block" };
  if ("version" in header) return { problem: "version", version: header.version };
  const front = frontBytes(header);
  const size = blockBytes(header);
  // A header that was torn may say anything.
  if (!(size <= end - offset)) return { problem: "torn" };
  const bytes = aligned(read(offset, front));
  const columns = layOutColumns(header.rows, bytes.buffer, bytes.byteOffset + HEADER_BYTES + padded(header.wordBytes));
  if (!isIntact(header, bytes, columns)) return { problem: "torn" };
  // The checksum says that these are the words that were written.
  const words = JSON.parse(decodeUtf8(bytes.subarray(HEADER_BYTES, HEADER_BYTES + header.wordBytes))) as BlockWords;
  return { header, words, columns, front, size };
}

/** Puts what a block lists into the column block that took its rows `[from, from + count)`, the first one at `row`. */
export function placeListed(words: BlockWords, columns: ColumnSlice): (block: ColumnBlock, row: number, from: number, count: number) => void {
  let nextId = 0;
  return (block, row, from, count) => {
    const inReach = ([place]: readonly [number, unknown]): boolean => place >= from && place < from + count;
    for (const [place, token] of words.tokens.filter(inReach)) block.listToken(row + place - from, unwritten(token));
    for (const [place, bytes] of words.dropped.filter(inReach)) block.listDropped(row + place - from, bytes);
    for (let place = from; nextId < words.ids.length && place < from + count; place++) {
      if (((columns.flags[place] ?? 0) & FORM_BITS) !== Form.listed) continue;
      block.ids[row + place - from] = block.listedIds.length;
      block.listId(unwritten(words.ids[nextId++] ?? ""));
    }
  };
}

function unwritten(value: string | WrittenNumber): string | number {
  return typeof value === "string" ? value : Number(value[0]);
}

function isIntact(header: BlockHeader, bytes: Uint8Array, columns: ColumnSlice): boolean {
  const front = bytes.slice(0, HEADER_BYTES + padded(header.wordBytes));
  front.set(encodeHeader({ ...header, checksum: 0 }));
  const sum = new Checksum();
  sum.add(new Uint32Array(front.buffer));
  for (const column of columnsOf(columns)) sum.add(numbersOf(column));
  return sum.value === header.checksum;
}

/** The bytes where typed arrays can lie on them. */
function aligned(bytes: Uint8Array): Uint8Array {
  return bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes);
}
