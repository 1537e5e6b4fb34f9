import type { Frame, FrameKind } from "../wire/frame";
import type { JsonRpcId } from "../wire/message";
import type { Topic } from "./topic";

/** The columns of the rows that a trace holds: a look at one costs next to nothing and makes no object. Asking for a row that is not held is a bug and throws. */
export interface RowColumns {
  kind(seq: number): FrameKind;
  from(seq: number): Frame["from"];
  link(seq: number): number;
  /** Milliseconds since the epoch. */
  time(seq: number): number;
  method(seq: number): string | undefined;
  /** The tool, prompt or resource that a request names, be it in the first 64 KB of its line; nothing for a request whose method has none. */
  subject(seq: number): string | undefined;
  /** Of requests, results and errors. */
  id(seq: number): JsonRpcId | undefined;
  /** The progress token that a request asks for, or the token or id that a progress or cancel notification is about. */
  token(seq: number): string | number | undefined;
  /** A result that says of itself that the tool failed (`isError: true`). */
  toolError(seq: number): boolean;
  /** Where the rows that begin with this one stop being alike in link, kind, sender, method, subject and faults; at most `next`, and sometimes earlier than need be. */
  alike(seq: number, next: number): number;
  /** Junk, or a message with a fault. */
  suspect(seq: number): boolean;
  /** Bytes of the line as it crossed the wire, without its terminator; 0 of host events. */
  size(seq: number): number;
  /** Copies rows `[first, next)` by whole columns; see `RowCopy`. */
  copy(first: number, next: number, to: RowCopy): void;
  /** What a code of `RowCopy.topics` stands for. */
  topicOf(code: number): Topic;
  /** Bytes `[from, to)` of the line, or fewer when it ends before; `undefined` when they are gone. To be used at once, not kept. */
  part(seq: number, from: number, to: number): Uint8Array | undefined;
  /**
   * The row and as many of its successors before `next` as lie with it in one piece of at most `most` bytes; `undefined`
   * when its bytes are gone. A row that is longer comes by itself.
   */
  lines(seq: number, next: number, most: number): RowLines | undefined;
}

/** Room for the columns of rows, from index 0 on. */
export interface RowCopy {
  /** Milliseconds since the epoch. */
  readonly times: Float64Array;
  /** Bytes that are kept; those of lines that were cut are less than `size`, and host events have some. */
  readonly lengths: Uint32Array;
  /** What it means is in the flags (`Form`). */
  readonly ids: Uint32Array;
  /** As `rowFlags` reads them. */
  readonly flags: Uint32Array;
  readonly links: Uint32Array;
  /** Codes for `topicOf`; 0 when there is no method, or when it has to be read off the row (`METHOD_SPELT`). */
  readonly topics: Uint16Array;
}

/** Neighbouring rows where their bytes lie together; to be used at once, not kept. */
export interface RowLines {
  /** Rows `[first, next)`. */
  readonly first: number;
  readonly next: number;
  /** From the first byte of the first row to the last one of the last; what lies between two rows belongs to none. */
  readonly bytes: Uint8Array;
  /** Where a row's bytes are in `bytes`. */
  start(seq: number): number;
  end(seq: number): number;
}
