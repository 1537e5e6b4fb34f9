import type { HostEvent } from "../wire/frame";
import type { SavedFilter } from "../trace/filter/savedFilter";
import type { LinkInfo } from "../trace/trace";
import type { FeedExchangeColumns, FeedRowColumns } from "./columns";
import type { Packing, TimePacking } from "./packing/packing";

// What the host and the Traffic page say to each other. Everything is plain data; columns travel packed, little-endian as both
// sides are, in ArrayBuffers that hold nothing else, since a view would carry the whole buffer behind it.

/** A session that can be shown: this window's, an earlier one, or a recording. */
export interface FeedSession {
  readonly id: string;
  /** What people read. */
  readonly title: string;
  /** It goes on. */
  readonly live: boolean;
}

/**
 * New words of the dictionaries, which begin anew with each `open`. The code of a method or subject is its place, counted from
 * 1 over all that were sent since `open`; 0 is none. That of a link is its number. A word of more than 1,000 characters is cut,
 * and after 65,533 words every further one is "…".
 */
export interface FeedWords {
  readonly methods: readonly string[];
  readonly subjects: readonly string[];
  readonly links: readonly LinkInfo[];
}

/**
 * Rows `[first, first + count)` as columns (`FeedRowColumns`), each packed in a form of its own. A row is sent once, with the
 * words that it needs.
 */
export interface FeedRows {
  readonly type: "rows";
  readonly first: number;
  readonly count: number;
  readonly columns: ArrayBuffer;
  readonly packing: FeedRowPacking;
  /** Ids of requests and answers that are no small number, by sequence; a text of more than 300 characters is cut and ends with "…". */
  readonly listed: readonly (readonly [seq: number, id: string | number])[];
  readonly words: FeedWords;
}

/** How the columns lie in their buffer, in the order in which they do. */
export type FeedRowPacking = { readonly times: TimePacking } & { readonly [Name in Exclude<keyof FeedRowColumns, "times">]: Packing };

/** Exchanges that are new or have changed, as columns (`FeedExchangeColumns`). Their rows are counted from `first`. */
export interface FeedExchanges {
  readonly type: "exchanges";
  readonly first: number;
  readonly count: number;
  readonly columns: ArrayBuffer;
  readonly packing: FeedExchangePacking;
}

/** How the columns lie in their buffer, in the order in which they do. */
export type FeedExchangePacking = { readonly [Name in keyof FeedExchangeColumns]: Packing };
export { ANSWERED_LATE as LATE_BIT, ASKED_BY_SERVER as FROM_SERVER_BIT, EXCHANGE_STATUSES as EXCHANGE_STATES } from "../trace/exchangeColumns";

/** What the host pushes of a session. At most one batch of `rows` and `exchanges` is on its way; the page answers each `end` with `ack`. */
export type FeedMessage =
  /** A session is shown from its beginning; everything that was known is void. The newest rows come first. */
  | { readonly type: "open"; readonly session: FeedSession; readonly first: number; readonly next: number }
  | FeedRows
  | FeedExchanges
  /** The rows before `first` have left; so many had to, counted over the whole session. */
  | { readonly type: "evicted"; readonly first: number; readonly frames: number; readonly bytes: number }
  /** Everything that was known of the rows is void; those in `[first, next)` come anew. */
  | { readonly type: "cleared"; readonly first: number; readonly next: number }
  /** Sequences of the rows that people have marked, with their comments; all of them. */
  | { readonly type: "marks"; readonly marks: readonly { readonly seq: number; readonly comment: string }[] }
  /** End of a batch. `behind`: rows that the page does not have yet. */
  | { readonly type: "end"; readonly batch: number; readonly behind: number; readonly now: number };

/** Rows of one session, by sequence. */
export interface FeedRowsOf {
  readonly session: string;
  readonly seqs: readonly number[];
}

/** What the page asks of the host; each has one answer or fails with a message for people. */
export interface FeedRequests {
  /** The bytes of a row, up to `limit` of them, `from` a place in the line or its beginning. */
  body: { ask: { readonly session: string; readonly seq: number; readonly limit: number; readonly from?: number }; answer: FeedBody };
  /** Sequences (f64), ascending, of the rows whose line holds a text, upper and lower case being the same. To ask again costs no more than the rows that have come since. */
  search: { ask: { readonly session: string; readonly text: string }; answer: { readonly rows: ArrayBuffer } };
  /** Shows a session, beside those that are shown or in their place. */
  show: { ask: { readonly session: string; readonly beside: boolean }; answer: Record<never, never> };
  /** Shows a session no longer. */
  hide: { ask: { readonly session: string }; answer: Record<never, never> };
  /** Keeps these filters in the place of those that the host told; it tells them anew before it answers. */
  saveFilters: { ask: { readonly filters: readonly SavedFilter[] }; answer: Record<never, never> };
  /** Adds these to the filters that are the person's own, which may not be those that the host told. */
  adoptFilters: { ask: { readonly filters: readonly SavedFilter[] }; answer: Record<never, never> };
  /** Carries out what a person chose for rows of at least one session, of which it need not be any; the host knows the commands. What needs a person or a server is answered before it has ended. */
  act: { ask: { readonly action: FeedAction; readonly rows: readonly FeedRowsOf[]; readonly text?: string }; answer: Record<never, never> };
}

export type FeedAction = "open" | "openRaw" | "compare" | "copyJson" | "copyCommandLine" | "copySdkTest" | "sendAgain" | "editAndSend" | "mark" | "unmark" | "comment" | "export" | "clear" | "save";

export interface FeedBody {
  /** `undefined` when the row is not held any more. */
  readonly bytes: ArrayBuffer | undefined;
  /** All bytes of the line. */
  readonly size: number;
  readonly event: HostEvent | undefined;
  /** What is wrong with the line, in words. */
  readonly fault: string | undefined;
}

export type FeedRequestName = keyof FeedRequests;

/** Everything that crosses from the host to the page. */
export type HostToPage =
  /** What is told at once of the session `of`, up to an `end`: each message that crosses by itself costs about as much as its bytes do. */
  | { readonly type: "batch"; readonly of: string; readonly messages: readonly FeedMessage[] }
  /** All sessions that there are, and the ids of those that are shown: nothing more is told of any other. */
  | { readonly type: "sessions"; readonly sessions: readonly FeedSession[]; readonly shown: readonly string[] }
  | { readonly type: "answer"; readonly ask: number; readonly value: unknown }
  | { readonly type: "refusal"; readonly ask: number; readonly message: string }
  /** Something outside wants a row shown, such as Show in Traffic. */
  | { readonly type: "reveal"; readonly session: string; readonly seq: number }
  /** What could not be done although the page did not ask for it, and what to do; for people. */
  | { readonly type: "warning"; readonly message: string }
  /** The filters that people keep under names, all of them; told first, and whenever they change. */
  | { readonly type: "savedFilters"; readonly filters: readonly SavedFilter[] };

/** Everything that crosses from the page to the host. */
export type PageToHost =
  | { readonly type: "ready" }
  /** A batch is taken; the page has worked on it for so many milliseconds. */
  | { readonly type: "ack"; readonly of: string; readonly batch: number; readonly worked: number }
  | { readonly type: "ask"; readonly ask: number; readonly name: FeedRequestName; readonly value: unknown }
  /** A bug in the page, for the log. */
  | { readonly type: "broken"; readonly message: string };
