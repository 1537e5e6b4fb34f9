import type { Frame, FrameKind } from "../wire/frame";
import type { JsonRpcId } from "../wire/message";

/** The columns of the rows that a trace holds: a look at one costs next to nothing and makes no object. Asking for a row that is not held is a bug and throws. */
export interface RowColumns {
  kind(seq: number): FrameKind;
  from(seq: number): Frame["from"];
  link(seq: number): number;
  /** Milliseconds since the epoch. */
  time(seq: number): number;
  method(seq: number): string | undefined;
  /** Of requests, results and errors. */
  id(seq: number): JsonRpcId | undefined;
  /** The progress token that a request asks for, or the token or id that a progress or cancel notification is about. */
  token(seq: number): string | number | undefined;
  /** A result that says of itself that the tool failed (`isError: true`). */
  toolError(seq: number): boolean;
  /** Where the rows that begin with this one stop being alike in link, kind, sender, method and faults; at most `next`, and sometimes earlier than need be. */
  alike(seq: number, next: number): number;
  /** Junk, or a message with a fault. */
  suspect(seq: number): boolean;
}
