import type { JsonRpcId } from "../../wire/message";
import type { ExchangeStatus } from "../exchange";

/**
 * What an entry of the traffic is: `request` is a request with its answers, `answer` a result or error that belongs to none,
 * `batch` several messages in one row, `state` an event of the host such as the end of a server.
 */
export type EntryKind = "request" | "notification" | "answer" | "batch" | "junk" | "stderr" | "state";

/** Where a request stands; `late`: its answer came after it was given up. */
export type EntryStatus = ExchangeStatus | "late";

/**
 * An entry of the traffic as the table, filters, statistics and the selection of exports see it. Every row begins one, but
 * for a result or error that belongs to an exchange, which is part of the entry at its request. So progress and cancellations
 * are entries by themselves, also where they are nested below a call, and a batch is one entry whatever it holds: it stands
 * as what is most worth knowing of its requests, its size is that of its row and of the answer to its first request, and it
 * has lasted until the last of them was answered. It may be a cursor that is moved on, so it is to be read at once.
 */
export interface Facts {
  /** Sequence of the entry's first row. */
  readonly seq: number;
  readonly kind: EntryKind;
  /** Name of the server that people read. */
  readonly server: string;
  /** Who sent the request or the row. */
  readonly from: "client" | "server" | "host";
  readonly method: string | undefined;
  /** Tool, prompt or resource that a request is about. */
  readonly subject: string | undefined;
  readonly id: JsonRpcId | undefined;
  /** Of requests that something can answer, and of batches that begin with one. */
  readonly status: EntryStatus | undefined;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** Milliseconds from request to answer, so far while it is pending; `undefined` where there is nothing to wait for. */
  readonly duration: number | undefined;
  /** Bytes of the request and its answer, or of the row. The answer of one that was given up is the first result or error that came late. */
  readonly size: number;
  /** It, or the row with its answer, was marked. */
  readonly marked: boolean;
  /** Whether a line of the entry holds this text as it was sent; upper and lower case are the same. */
  contains(text: string): boolean;
}
