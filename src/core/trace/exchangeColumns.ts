import type { Disposable } from "../base/disposable";
import type { ExchangeStatus } from "./exchange";

/** All exchanges of a trace as columns, numbered in the order of their requests; numbers begin again when the trace is cleared. */
export interface ExchangeColumns {
  /** Exchanges `[first, next)` are held. */
  readonly first: number;
  readonly next: number;
  /** The rows before this one are not folded, and will not be. */
  readonly firstRow: number;
  /** Folds the rows up to this one; what is asked for below is known only of folded rows. */
  catchUp(next: number): void;
  /** The first exchange whose request row is not before `seq`; `next` when there is none. */
  numberFrom(seq: number): number;
  /** Copies, for each of the rows `[first, next)`, one more than the number of the exchange that it belongs to, or 0. */
  copyOwners(first: number, next: number, to: Uint32Array): void;
  request(number: number): number;
  /** Copies exchanges `[first, next)`, to index `at` on; see `ExchangeCopy`. */
  copy(first: number, next: number, to: ExchangeCopy, at: number): void;
  /** Follows what changes from now on. */
  watch(): ExchangeWatch;
}

/** Room for the columns of exchanges. */
export interface ExchangeCopy {
  /** Sequences of the requests. */
  readonly requests: Float64Array;
  /** The rows that ended them: answers, cancellations or the ends of their links; -1 while they are pending. */
  readonly enders: Float64Array;
  /** The place in `EXCHANGE_STATUSES`, and bits; see `ASKED_BY_SERVER` and `ANSWERED_LATE`. */
  readonly states: Uint8Array;
}

/** Statuses by their code. */
export const EXCHANGE_STATUSES = ["pending", "ok", "tool-error", "error", "malformed", "cancelled", "closed"] as const satisfies readonly ExchangeStatus[];
/** The server asked. */
export const ASKED_BY_SERVER = 16;
/** It was answered once more, or after it was given up. */
export const ANSWERED_LATE = 32;

/** Which exchanges have changed since somebody looked. */
export interface ExchangeWatch extends Disposable {
  /** Only those before this number are of interest; 0 at first, and again when the trace is cleared. */
  below: number;
  /** Hands over the numbers, in no order, and begins again. */
  take(): readonly number[];
}
