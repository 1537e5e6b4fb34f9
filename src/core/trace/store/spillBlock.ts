import { encodeUtf8 } from "../../base/text";
import { namesSubject } from "../subject";
import type { Topic } from "../topic";
import type { LinkInfo } from "../trace";
import { Checksum } from "./checksum";
import type { ColumnBlock } from "./columnBlock";
import { bytesOf, columnsOf, type ColumnSlice, numbersOf, sliceColumns } from "./columnSlice";
import type { Columns } from "./columns";
import { DROPPED, Form, FORM_BITS, TOKEN_LISTED } from "./rowFlags";
import { type BlockHeader, type BlockWords, encodeHeader, HEADER_BYTES, padded, type WrittenNumber } from "./spillFormat";

/** What rows refer to. */
export interface Dictionary {
  topic(code: number): Topic;
  link(link: number): LinkInfo | undefined;
}

/** The last parts of a block are its data and what pads it. */
export const DATA_PARTS = 2;

type Facts = Omit<BlockHeader, "rows" | "wordBytes" | "checksum">;

/**
 * The parts of a block with the rows `[facts.first, next)` and their bytes. Columns and data are given where they lie:
 * rows are never changed once they were added, and the bytes must stay until they were written.
 */
export function blockParts(columns: Columns, next: number, dictionary: Dictionary, data: Uint8Array, facts: Facts): readonly Uint8Array[] {
  const pieces: Piece[] = [...columns.pieces(facts.first, next)];
  const words = encodeUtf8(JSON.stringify(wordsOf(pieces, dictionary)));
  const front = new Uint8Array(HEADER_BYTES + padded(words.length));
  front.set(words, HEADER_BYTES);
  const rows = next - facts.first;
  const header = { ...facts, rows, wordBytes: words.length };
  front.set(encodeHeader({ ...header, checksum: 0 }));
  const sum = new Checksum();
  sum.add(new Uint32Array(front.buffer));
  const parts = columnParts(pieces, sum);
  front.set(encodeHeader({ ...header, checksum: sum.value }));
  return [front, ...parts, padding(parts), data, padding([data])];
}

/** Rows that lie together. */
export interface Piece {
  readonly block: ColumnBlock;
  /** Places in the block. */
  readonly from: number;
  readonly to: number;
}

/** Column after column, each as the pieces that it lies in. */
function columnParts(pieces: readonly Piece[], sum: Checksum): Uint8Array[] {
  const slices: ColumnSlice[] = pieces.map(({ block, from, to }) => sliceColumns(block, from, to));
  const all = slices.map(columnsOf);
  const parts: Uint8Array[] = [];
  for (let column = 0; column < (all[0]?.length ?? 0); column++) {
    for (const columns of all) {
      const part = columns[column];
      if (!part) continue;
      sum.add(numbersOf(part));
      parts.push(bytesOf(part));
    }
  }
  return parts;
}

function padding(parts: readonly Uint8Array[]): Uint8Array {
  const size = parts.reduce((total, part) => total + part.length, 0);
  return new Uint8Array(padded(size) - size);
}

function wordsOf(pieces: readonly Piece[], dictionary: Dictionary): BlockWords {
  const topics = new Set<number>();
  const links = new Set<number>();
  const words: Mutable = { ids: [], tokens: [], dropped: [] };
  let start = 0;
  for (const { block, from, to } of pieces) {
    collect(block.topics, from, to, topics);
    collect(block.links, from, to, links);
    addListed(words, block, from, to, start);
    start += to - from;
  }
  return {
    methods: [...topics].filter((code) => code !== 0).map((code) => writtenTopic(code, dictionary.topic(code))),
    links: [...links].flatMap((link) => dictionary.link(link) ?? []),
    ...words,
  };
}

/** Most rows have what the row before has. */
function collect(column: Uint16Array | Uint32Array, from: number, to: number, found: Set<number>): void {
  let last = -1;
  for (let row = from; row < to; row++) {
    const value = column[row] ?? 0;
    if (value === last) continue;
    last = value;
    found.add(value);
  }
}

type Mutable = { readonly [list in "ids" | "tokens" | "dropped"]: BlockWords[list][number][] };

/** @param start place in the block on disk of the row at `from` */
function addListed(words: Mutable, block: ColumnBlock, from: number, to: number, start: number): void {
  if (block.listedIds.length + block.tokens.size + block.dropped.size === 0) return;
  for (let row = from; row < to; row++) {
    const flags = block.flags[row] ?? 0;
    const place = start + row - from;
    if ((flags & FORM_BITS) === Form.listed) words.ids.push(written(block.listedIds[block.ids[row] ?? 0] ?? ""));
    if ((flags & TOKEN_LISTED) !== 0) words.tokens.push([place, written(block.tokens.get(row) ?? "")]);
    if ((flags & DROPPED) !== 0) words.dropped.push([place, block.dropped.get(row) ?? 0]);
  }
}

function writtenTopic(code: number, { method = "", subject, isOpen }: Topic): BlockWords["methods"][number] {
  if (subject !== undefined) return [code, method, subject];
  return isOpen || !namesSubject(method) ? [code, method] : [code, method, null];
}

function written(value: string | number): string | WrittenNumber {
  if (typeof value === "string") return value;
  return [Object.is(value, -0) ? "-0" : String(value)];
}
