import type { Closed } from "./closed";
import type { JsonRpcId, JunkReason, MessageFault, MessageKind } from "./message";

/** What the host itself saw or did on a link; a row of its own in the trace. */
export type HostEvent =
  | { readonly type: "spawned"; readonly pid: number; readonly command: string; readonly args: readonly string[]; readonly cwd: string }
  /** Something about this run that explains what follows, for example where the server's environment comes from. */
  | { readonly type: "note"; readonly message: string }
  | { readonly type: "stdin-closed" }
  /** A signal sent to the process group, by the stop ladder or by Kill. */
  | { readonly type: "signal"; readonly signal: string }
  /** Processes that outlived the server: killed with it, or out of reach because they left its group. */
  | { readonly type: "survivors"; readonly pids: readonly number[]; readonly ended: boolean }
  /** Writing to the server failed, for example EPIPE. */
  | { readonly type: "send-failed"; readonly message: string }
  | { readonly type: "closed"; readonly closed: Closed };

export type FrameKind = MessageKind | "junk" | "stderr" | "host";

/** How a line ended: `none` is a last line without terminator. */
export type LineEnding = "lf" | "crlf" | "none";

/**
 * One immutable row of a trace: a line that crossed the wire, or an event of the host.
 * `bytes`, `text` and `message` are decoded when somebody asks, and not before.
 */
export interface Frame {
  /** Position in the trace, from 0, never reused. */
  readonly seq: number;
  /** Arrival (or sending), milliseconds since the epoch. Lines of one chunk share it. */
  readonly time: number;
  /** Which link; see Trace.link. */
  readonly link: number;
  readonly from: "client" | "server" | "host";
  readonly kind: FrameKind;
  /** Of requests, results and errors; `undefined` where there is none. */
  readonly id: JsonRpcId | undefined;
  /** Of requests and notifications. */
  readonly method: string | undefined;
  readonly fault: MessageFault | undefined;
  readonly junk: JunkReason | undefined;
  readonly event: HostEvent | undefined;
  readonly ending: LineEnding;
  /** Bytes of the line as it crossed the wire, without its terminator. */
  readonly size: number;
  /** Bytes that were over the line cap and not kept; 0 almost always. */
  readonly dropped: number;
  /** False once the row has left the trace; its bytes are empty then, while the other columns stay. */
  readonly held: boolean;
  /** The line exactly as it crossed the wire, without its terminator; empty for host events. Never changes, so it may be kept. */
  bytes(): Uint8Array;
  /** `bytes` as UTF-8; invalid sequences show as U+FFFD. */
  text(): string;
  /** The parsed line, or `undefined` when it is not JSON. */
  message(): unknown;
}

/**
 * Consecutive new rows of one link, as columns: cheap to look over by the thousand, while iterating makes a `Frame` of
 * each. They are there to be read while they are announced; a frame made of one may be kept.
 */
export interface Rows extends Iterable<Frame> {
  readonly link: number;
  /** Where all of them come from. A host event is always a row by itself. */
  readonly source: "stdout" | "stderr" | "sent" | "host";
  /** The rows are `[first, next)`; none when both are the same. */
  readonly first: number;
  readonly next: number;
  /** Arrival (or sending) of all of them, milliseconds since the epoch. */
  readonly time: number;
  /** How many of them are suspect. */
  readonly suspects: number;
  kind(seq: number): FrameKind;
  method(seq: number): string | undefined;
  from(seq: number): Frame["from"];
  /** The next row that may differ from this one in kind, sender, method or faults, so that a flood can be passed over in one step. */
  alike(seq: number): number;
  /** Junk, or a message with a fault. */
  suspect(seq: number): boolean;
  /** Whether rows `[from, to)`, or all of them, are UTF-8; looked at only when asked. */
  isUtf8(from?: number, to?: number): boolean;
  /** Of a request, result or error. */
  id(seq: number): JsonRpcId | undefined;
  /** The parsed line, or `undefined` when it is not JSON. */
  message(seq: number): unknown;
  at(seq: number): Frame;
}

/** What is done about new rows, between their being written down and their being announced. */
export type Act = (rows: Rows) => void;

/**
 * Where a tapped transport writes before anybody acts; the trace implements it. Append, act, announce: when `act` is
 * called the rows are in the trace, and all who watch the trace hear of them right after it, in the same turn. So no
 * bookkeeping stands between a message and what comes of it. Each call returns the rows it made; without any, `act` is
 * not called.
 */
export interface FrameWriter {
  readonly link: number;
  stdout(chunk: Uint8Array, act?: Act): Rows;
  stderr(chunk: Uint8Array): Rows;
  end(stream: "stdout" | "stderr", act?: Act): Rows;
  /** One line without its terminator; the bytes are the caller's again when it returns. */
  sent(line: Uint8Array, act?: Act): Rows;
  host(event: HostEvent): Frame;
  /** Settles when the store has caught up with its disk; `undefined` when it has, which is nearly always. */
  readonly congestion: Promise<void> | undefined;
}
