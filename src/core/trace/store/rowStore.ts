import type { JsonRpcId } from "../../wire/message";
import type { Frame, FrameKind } from "../../wire/frame";
import { isValidUtf8 } from "../../base/text";
import { classify } from "../../wire/classify";
import { parseJson } from "../../wire/parseJson";
import type { RowColumns, RowCopy, RowLines } from "../rowColumns";
import { subjectReader } from "../subjects/subjectReader";
import type { Topic } from "../topic";
import type { Columns } from "./columns";
import { IdentityCache } from "./identityCache";
import { Form, FORM_BITS, fromOf, Kind, kindBits, kindOf, METHOD_SPELT, SUSPECT, TOKEN_IS_ID, TOKEN_LISTED, TOOL_ERROR } from "./rowFlags";
import { StoredFrame } from "./storedFrame";
import { StoredLines } from "./storedLines";

/** Where the bytes of rows are found. */
export interface ByteSource {
  /** The bytes for use at once, or `undefined` when they are gone or cannot be read. */
  view(offset: number, length: number): Uint8Array | undefined;
  /** The same bytes, to be kept: they never change. */
  bytesAt(offset: number, length: number): Uint8Array | undefined;
}

/** Frames that were made last are kept for those who ask for the same row in the same turn: a weak reference costs several times as much as a frame. */
const RECENT = 32;
const NO_BYTES = new Uint8Array(0);

/** The rows of a trace read back from their columns and bytes; frames are made when asked for, and those given by `at` are the same object as long as somebody holds one. */
export class RowStore implements RowColumns {
  private readonly frames = new IdentityCache<StoredFrame>();
  private readonly recent: (StoredFrame | undefined)[] = Array.from({ length: RECENT }, () => undefined);

  constructor(
    readonly columns: Columns,
    readonly bytes: ByteSource,
    private readonly topics: { topic(code: number): Topic },
  ) {}

  holds(seq: number): boolean {
    return seq >= this.columns.first && seq < this.columns.next;
  }

  at(seq: number): Frame | undefined {
    return Number.isInteger(seq) && this.holds(seq) ? this.frames.get(seq, () => this.frame(seq)) : undefined;
  }

  glance(seq: number): Frame | undefined {
    return Number.isInteger(seq) && this.holds(seq) ? this.frame(seq) : undefined;
  }

  /** A frame of a row that is held. */
  frame(seq: number): StoredFrame {
    const place = seq % RECENT;
    const known = this.recent[place];
    return known?.seq === seq ? known : (this.recent[place] = new StoredFrame(this, seq));
  }

  /** The parsed line of a row that is held, for who needs nothing else of it. */
  message(seq: number): unknown {
    const known = this.recent[seq % RECENT];
    if (known?.seq === seq) return known.message();
    const bytes = this.bytes.view(this.offset(seq), this.length(seq));
    return bytes && parseJson(bytes);
  }

  alike(seq: number, next: number): number {
    return (this.flags(seq) & METHOD_SPELT) === 0 ? this.columns.alike(seq, next) : seq + 1;
  }

  flags(seq: number): number {
    return this.columns.block(seq).flags[this.columns.row(seq)] ?? 0;
  }

  kind(seq: number): FrameKind {
    return kindOf(this.flags(seq));
  }

  from(seq: number): Frame["from"] {
    return fromOf(this.flags(seq));
  }

  suspect(seq: number): boolean {
    return (this.flags(seq) & SUSPECT) !== 0;
  }

  toolError(seq: number): boolean {
    return (this.flags(seq) & TOOL_ERROR) !== 0;
  }

  link(seq: number): number {
    return this.columns.block(seq).links[this.columns.row(seq)] ?? 0;
  }

  time(seq: number): number {
    return this.columns.block(seq).times[this.columns.row(seq)] ?? 0;
  }

  /** Bytes that are kept of the row: of its line, or of the JSON of its event. */
  length(seq: number): number {
    return this.columns.block(seq).lengths[this.columns.row(seq)] ?? 0;
  }

  /** Bytes that are kept of the lines of rows `[from, to)`, events of the host not counted. */
  lineBytes(from: number, to: number): number {
    let total = 0;
    for (const { block: { flags, lengths }, from: first, to: end } of this.columns.pieces(from, to)) {
      for (let row = first; row < end; row++) if (kindBits(flags[row] ?? 0) !== Kind.host) total += lengths[row] ?? 0;
    }
    return total;
  }

  /** Whether the lines of rows `[from, to)` are UTF-8 throughout; asked of neighbours together, most of which lie together too. */
  isUtf8(from: number, to: number): boolean {
    const start = this.offset(from);
    const length = this.offset(to - 1) + this.length(to - 1) - start;
    const view = this.bytes.view(start, length);
    if (view?.length === length) return isValidUtf8(view);
    return to - from === 1 || (this.isUtf8(from, from + 1) && this.isUtf8(from + 1, to));
  }

  offset(seq: number): number {
    return this.columns.block(seq).offsets[this.columns.row(seq)] ?? 0;
  }

  /** The first row whose bytes begin at or after an offset; rows lie in the order in which they were added. */
  rowFrom(offset: number): number {
    let { first: low, next: high } = this.columns;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.offset(middle) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  size(seq: number): number {
    return this.kind(seq) === "host" ? 0 : this.length(seq) + this.dropped(seq);
  }

  copy(first: number, next: number, to: RowCopy): void {
    let at = 0;
    for (const { block, from, to: end } of this.columns.pieces(first, next)) {
      to.times.set(block.times.subarray(from, end), at);
      to.lengths.set(block.lengths.subarray(from, end), at);
      to.ids.set(block.ids.subarray(from, end), at);
      to.flags.set(block.flags.subarray(from, end), at);
      to.links.set(block.links.subarray(from, end), at);
      to.topics.set(block.topics.subarray(from, end), at);
      at += end - from;
    }
  }

  topicOf(code: number): Topic {
    return this.topics.topic(code);
  }

  topic(seq: number): Topic {
    return this.topics.topic(this.columns.block(seq).topics[this.columns.row(seq)] ?? 0);
  }

  subject(seq: number): string | undefined {
    if (kindBits(this.flags(seq)) !== Kind.request) return undefined;
    const { subject, isOpen } = this.topic(seq);
    return isOpen ? subjectReader(this, seq + 1)(seq) : subject;
  }

  part(seq: number, from: number, to: number): Uint8Array | undefined {
    const end = Math.min(to, this.length(seq));
    return from >= end ? NO_BYTES : this.bytes.view(this.offset(seq) + from, end - from);
  }

  lines(seq: number, next: number, most: number): RowLines | undefined {
    const start = this.offset(seq);
    // Rows lie in the order of their offsets, so the last one that fits is found without a look at those before it.
    let end = Math.min(next, this.rowFrom(start + most + 1));
    while (end > seq + 1 && this.offset(end - 1) + this.length(end - 1) - start > most) end--;
    // A piece of memory, or a block on disk, may end before.
    for (end = Math.max(end, seq + 1); end > seq; end = seq + Math.floor((end - seq) / 2)) {
      const length = this.offset(end - 1) + this.length(end - 1) - start;
      const bytes = length === 0 ? NO_BYTES : this.bytes.view(start, length);
      if (bytes?.length === length) return new StoredLines(this.columns, bytes, start, seq, end);
    }
    return undefined;
  }

  dropped(seq: number): number {
    return this.columns.block(seq).dropped.get(this.columns.row(seq)) ?? 0;
  }

  method(seq: number): string | undefined {
    return (this.flags(seq) & METHOD_SPELT) === 0 ? this.topic(seq).method : this.spelt(seq)?.method;
  }

  id(seq: number): JsonRpcId | undefined {
    return kindBits(this.flags(seq)) === Kind.notification ? undefined : this.listed(seq);
  }

  token(seq: number): string | number | undefined {
    const flags = this.flags(seq);
    if ((flags & TOKEN_LISTED) !== 0) return this.columns.block(seq).tokens.get(this.columns.row(seq));
    const about = kindBits(flags) === Kind.notification || (flags & TOKEN_IS_ID) !== 0 ? this.listed(seq) : undefined;
    return about ?? undefined;
  }

  /** The id column, whatever it means. */
  private listed(seq: number): JsonRpcId | undefined {
    const block = this.columns.block(seq);
    const row = this.columns.row(seq);
    switch ((block.flags[row] ?? 0) & FORM_BITS) {
      case Form.number:
        return block.ids[row];
      case Form.null:
        return null;
      case Form.listed:
        return block.listedIds[block.ids[row] ?? 0];
      case Form.spelt:
        return this.spelt(seq)?.id;
      default:
        return undefined;
    }
  }

  /** What the columns had no room for, read off the bytes. */
  private spelt(seq: number): { readonly id: JsonRpcId | undefined; readonly method: string | undefined } | undefined {
    const bytes = this.bytes.view(this.offset(seq), this.length(seq));
    const verdict = bytes && classify(bytes);
    return verdict?.kind === "junk" ? undefined : verdict;
  }
}
