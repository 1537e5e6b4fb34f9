import type { Clock } from "../base/clock";
import type { Event } from "../base/event";
import type { Exchanges } from "../trace/exchange";
import type { Trace } from "../trace/trace";
import type { Marks } from "./marks";
import type { FeedAction, FeedSession } from "./protocol";
import type { SavedFilters } from "./savedFilters";

/** The traffic of a session that a page shows. */
export interface FeedSource {
  /** Id of the session. */
  readonly session: string;
  readonly trace: Trace;
  readonly exchanges: Exchanges;
  /** Its newest rows folded by themselves, to be shown until it is `folded`; nothing when that does not take long. */
  readonly newest?: Exchanges | undefined;
  readonly folded?: Promise<void>;
}

/** The sessions that a page can show. */
export interface FeedSessions<S extends FeedSource> {
  /** The one that is shown at first comes first. */
  list(): readonly FeedSession[];
  /** Rejects with an `Error` whose message is for people. Each call is followed by one of `close`. */
  open(id: string): Promise<S>;
  /** It is not shown any more. */
  close(source: S): void;
  readonly onChange: Event<void>;
}

/** Rows of a session that a page shows. */
export interface FeedActRows<S extends FeedSource> {
  readonly source: S;
  readonly seqs: readonly number[];
}

/** What a person chose for rows of a session, and perhaps of others. */
export interface FeedAct<S extends FeedSource> extends FeedActRows<S> {
  readonly action: FeedAction;
  /** Those of further sessions: what cannot be done with several is to be refused. */
  readonly beside: readonly FeedActRows<S>[];
  /** The comment of `comment`; the filter of `export` and `save`. */
  readonly text: string | undefined;
}

/** All that a page needs of its host. */
export interface FeedHost<S extends FeedSource> {
  readonly clock: Clock;
  /** Lets everything else that waits have its turn. */
  readonly pause: () => Promise<void>;
  readonly warn: (message: string) => void;
  readonly sessions: FeedSessions<S>;
  readonly marks: Marks;
  readonly savedFilters: SavedFilters;
  /** Carries out what was chosen; rejects with an `Error` whose message is for people. */
  readonly act: (act: FeedAct<S>) => Promise<void>;
}
