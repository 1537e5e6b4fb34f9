import type { Event } from "../base/event";
import type { JsonRpcId } from "../wire/message";
import type { ExchangeColumns } from "./exchangeColumns";

/**
 * Where a request stands. `tool-error`: a result with `isError: true`. `malformed`: an answer that is no valid
 * JSON-RPC answer. `cancelled`: the sender gave up (a cancel notification crossed the wire). `closed`: the link ended first.
 */
export type ExchangeStatus = "pending" | "ok" | "tool-error" | "error" | "malformed" | "cancelled" | "closed";

/** A request with its answer, progress and cancellation, folded from frames; keyed by (link, sender, typed id). */
export interface Exchange {
  readonly link: number;
  readonly sender: "client" | "server";
  readonly id: JsonRpcId;
  readonly method: string;
  /** Tool, prompt or resource the request is about (`params.name` or `params.uri`). */
  readonly subject: string | undefined;
  readonly status: ExchangeStatus;
  /** Sequence of the request row. */
  readonly request: number;
  /** Sequence of the first answer. */
  readonly answer: number | undefined;
  /** Further answers to the same id: duplicates, or one that came after the cancellation. */
  readonly extraAnswers: readonly number[];
  /** Sequences of progress and cancel notifications that belong to it. */
  readonly notes: readonly number[];
  readonly started: number;
  /** Arrival of the answer, or of the end of the link. */
  readonly ended: number | undefined;
  /** Short reason for error, tool-error and malformed, for a label. */
  readonly reason: string | undefined;
}

/** One line of a traffic list: an exchange at the place of its request, or a frame that belongs to no exchange. */
export type TrafficRow =
  | { readonly type: "exchange"; readonly seq: number; readonly exchange: Exchange }
  | { readonly type: "frame"; readonly seq: number };

/** The traffic of a trace, folded; rows leave when their frame is evicted. */
export interface Exchanges {
  /** The newest `limit` rows of a link, newest first, and how many there are in all. */
  rows(link: number, limit: number): { readonly rows: readonly TrafficRow[]; readonly total: number };
  /** The exchange that a frame belongs to. */
  of(seq: number): Exchange | undefined;
  /** The exchange of a number in `columns`. */
  numbered(number: number): Exchange | undefined;
  /** Requests of a link that have no answer yet, oldest first. */
  pending(link: number): readonly Exchange[];
  /** The same as columns, for those who look at many. */
  readonly columns: ExchangeColumns;
  /** The links whose rows changed; at most one call per appended batch. */
  readonly onChange: Event<ReadonlySet<number>>;
}
