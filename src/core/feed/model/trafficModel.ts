import type { Event } from "../../base/event";
import type { FrameKind } from "../../wire/frame";
import type { JsonRpcId } from "../../wire/message";
import type { EntryKind, EntryStatus, Facts } from "../../trace/filter/facts";
import type { LinkInfo } from "../../trace/trace";
import type { FeedMessage, FeedSession } from "../protocol";

/**
 * A line of the table, made for the few that are on the screen: a request with its answers, a row that belongs to none, a
 * notification about an exchange (nested under it), or a batch. What an entry is says `Facts`, for the host and the page alike.
 */
export interface Entry {
  /** Sequence of the entry's first row. */
  readonly seq: number;
  readonly kind: EntryKind;
  readonly link: LinkInfo | undefined;
  readonly from: "client" | "server" | "host";
  readonly method: string | undefined;
  readonly subject: string | undefined;
  readonly id: JsonRpcId | undefined;
  readonly status: EntryStatus | undefined;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** When the answer came; `undefined` while it is pending, and where there is nothing to wait for. */
  readonly ended: number | undefined;
  readonly requestSize: number;
  readonly answerSize: number | undefined;
  /** The row with the answer, of a batch to its first request; where the request was given up, the first result or error that came late. */
  readonly answer: number | undefined;
  /** Junk, or a message with a fault. */
  readonly suspect: boolean;
  readonly marked: boolean;
  readonly comment: string | undefined;
  /** Entries that this one caused: progress, logs and requests of the server while it was the only call on its way. */
  readonly children: number;
  /** 0 for an entry with a line of its own, 1 for one that is nested under the entry that caused it. */
  readonly depth: 0 | 1;
  /** Sequence of the entry that caused this one, whatever the view shows. */
  readonly parent?: number | undefined;
}

/**
 * The line of a session above its entries, where the sessions stand one below the other. It has a number among those of its
 * session's rows that no row has.
 */
export interface Group {
  readonly seq: number;
  readonly kind: "session";
  readonly session: FeedSession;
  /** Its entries are shown, as far as they are here. */
  readonly expanded: boolean;
  readonly state: GroupState;
  /** Names of the servers whose traffic is in it, as far as it is open. */
  readonly servers: readonly string[];
  /** Its entries, those that match the view, and those with something wrong, as far as it is open. */
  readonly entries: number;
  readonly shown: number;
  readonly bad: number;
}

/** Whether a session's traffic is in the page: one that nobody has expanded is closed and costs nothing. */
export type GroupState = { readonly type: "closed" | "opening" | "open" } | { readonly type: "failed"; readonly message: string };

/** A row by itself, whatever entry it belongs to. */
export interface RowFacts {
  readonly seq: number;
  readonly kind: FrameKind;
  readonly from: "client" | "server" | "host";
  readonly link: LinkInfo | undefined;
  readonly method: string | undefined;
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly size: number;
}

export type SortColumn = "time" | "server" | "method" | "subject" | "status" | "duration" | "size" | "id";

export interface Sort {
  readonly column: SortColumn;
  readonly descending: boolean;
}

/**
 * Which entries are shown, and how. An entry that was caused by another one is nested under it where that one matches, and
 * has a line of its own where it does not, so that no filter hides what matches.
 */
export interface View {
  /** `undefined`: all. What it answers follows from the facts that it reads; it is not asked for every entry. */
  readonly matches: ((facts: Facts) => boolean) | undefined;
  readonly sort: Sort;
  /** Only entries that began between these times, milliseconds since the epoch. */
  readonly range: { readonly from: number; readonly to: number } | undefined;
  /** Entries whose children are shown, by sequence. */
  readonly expanded: ReadonlySet<number>;
}

/** How many entries begin in each piece of a stretch of time, for an overview. */
export interface Histogram {
  readonly from: number;
  readonly to: number;
  readonly all: Uint32Array;
  readonly shown: Uint32Array;
  /** Errors, junk and the like. */
  readonly bad: Uint32Array;
}

/**
 * The traffic in the page: columns, no objects, so that a million rows take tens of megabytes and a filter a few
 * milliseconds. Lines are the entries that the view shows, in its order, children below their entry. With several sessions
 * each has a line of its own above its entries, and what is called a sequence here is a number of the page
 * (`SessionNumbers`): nobody but who talks to the host needs to know.
 */
export interface TrafficModel {
  readonly session: FeedSession | undefined;
  /** Rows `[first, next)` are known to exist; those that did not arrive yet are not shown. With several sessions both are sums, so that they count rows and tell when there are others. */
  readonly first: number;
  readonly next: number;
  readonly evicted: { readonly frames: number; readonly bytes: number };
  /** All entries, whatever the view shows, nested ones among them. */
  readonly entries: number;
  /** Entries that match the view, nested ones among them. */
  readonly shown: number;
  /** Entries that match and are not nested, and children that are expanded: the lines of the table. */
  readonly lines: number;
  /** The host's clock, milliseconds since the epoch, as of the last batch. */
  readonly now: number;
  /** The time of the first and the last row that is known. */
  readonly span: { readonly from: number; readonly to: number } | undefined;
  /** The one session that `span` and `histogram` are about, where several are here and there is hardly anything but time between them. */
  readonly overviewed: FeedSession | undefined;
  take(message: FeedMessage): void;
  /** Brings the lines up to date with what was taken; called once a frame. True when they changed. */
  update(): boolean;
  setView(view: View): void;
  readonly view: View;
  entryAt(line: number): Entry | undefined;
  /** The same, and the lines of sessions. */
  lineAt(line: number): Entry | Group | undefined;
  /** Only the sequence of the entry of a line, for who goes over many of them. */
  seqAt(line: number): number | undefined;
  /** The line where what comes next appears; `undefined` when there is none. */
  readonly newestLine: number | undefined;
  /** The session that a row belongs to, or whose line has this number, where sessions have lines. */
  groupOf(seq: number): Group | undefined;
  /** Rows `[first, next)` of the session that a row belongs to are known to exist; `undefined` while the page has none of that session. */
  extentOf(seq: number): { readonly first: number; readonly next: number } | undefined;
  /** The entry that a row belongs to, shown or not. */
  entryOf(seq: number): Entry | undefined;
  /** The line of an entry or a session; `undefined` when the view does not show it. */
  lineOf(seq: number): number | undefined;
  /** A row, for the steps of an exchange and what crossed the wire around it; `undefined` when it is not held or did not arrive yet. */
  rowAt(seq: number): RowFacts | undefined;
  /** Sequences of the rows that belong to an entry, its request first: answers, progress, cancellation. */
  rowsOf(seq: number): readonly number[];
  /** Entries that an entry caused, in order of time; at most `limit` of them. */
  childrenOf(seq: number, limit?: number): readonly Entry[];
  /** Calls `visit` for every entry that matches, nested ones among them, in order of time and with a cursor. */
  each(visit: (facts: Facts) => void): void;
  /**
   * The same in slices that do not stop the page: in order of time, at most `limit` entries from the sequence `from` on, by
   * default from the first. Answers the sequence to go on from, `undefined` at the end.
   */
  eachFrom(from: number | undefined, limit: number, visit: (facts: Facts) => void): number | undefined;
  /** Tells which rows hold a text, once the host has searched; filters that ask for a text without an answer see none. */
  setFound(text: string, rows: Float64Array): void;
  histogram(buckets: number): Histogram | undefined;
  /** Values of a field with how many entries the filter finds by them, most frequent first. */
  values(field: "server" | "method" | "tool" | "prompt" | "resource" | "status" | "kind"): readonly { readonly value: string; readonly count: number }[];
  /** Something was taken. */
  readonly onDirty: Event<void>;
}
