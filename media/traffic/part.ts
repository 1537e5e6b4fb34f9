import type { Event } from "../../src/core/base/event";
import type { Sort, TrafficModel } from "../../src/core/feed/model/trafficModel";
import type { FeedAction } from "../../src/core/feed/protocol";
import type { PageRequests } from "./hostRows";
import type { SavedFilterList } from "./filterBar/savedFilterList";

/** A piece of the page: it owns its element and everything in it. */
export interface Part {
  readonly element: HTMLElement;
  /** Shows the model as it is now; called at most once a frame, and only after something changed. */
  render(): void;
  dispose(): void;
}

/** What a person set; it survives that the page is hidden, moved and reloaded. */
export interface PageState {
  /** The session that `selected`, `expanded`, `scroll` and `range` are about; of several, the first one that has numbers. */
  readonly session: string | undefined;
  /** Further sessions that have numbers, in the order of these. */
  readonly beside: readonly string[];
  /** All sessions stand one below the other, each in a group. */
  readonly grouped: boolean;
  /** Sessions whose group a person has expanded or collapsed. */
  readonly groups: Readonly<Record<string, boolean>>;
  readonly filter: string;
  /** Earlier filters, the newest first. */
  readonly recentFilters: readonly string[];
  /** Filters that an earlier version kept here; once they are in the settings there are none. */
  readonly savedFilters: readonly string[];
  /** Saved filters with a colour give it to the rows that match. */
  readonly colorRows: boolean;
  readonly sort: Sort;
  /** Columns in their order, with their widths in CSS pixels. */
  readonly columns: readonly { readonly id: string; readonly width: number; readonly hidden: boolean }[];
  /** Sequence of the entry that the cursor is at; it is always selected. */
  readonly selected: number | undefined;
  /** Sequences of the entries that are selected besides it; a change of `selected` by itself empties them. */
  readonly alsoSelected: readonly number[];
  readonly expanded: readonly number[];
  /** The newest line stays in sight. */
  readonly follow: boolean;
  /** Sequence of the topmost entry in sight, -1 for the first of all. */
  readonly scroll: number;
  readonly range: { readonly from: number; readonly to: number } | undefined;
  /** CSS pixels of the details below the table, and beside it; 0: as many as there is room for. */
  readonly detailsHeight: number;
  readonly detailsWidth: number;
  /** Share of the request beside its answer, percent. */
  readonly detailsSplit: number;
  /** Which message is shown where there is room for one only; undefined: the answer as soon as there is one. */
  readonly detailsMessage: "request" | "answer" | undefined;
  readonly detailsOpen: boolean;
  /** What the side of the details shows. */
  readonly tab: string;
  /** The statistics of what is shown stand in the place of the table. */
  readonly statistics: boolean;
}

/** What every part gets. */
export interface Page {
  readonly model: TrafficModel;
  readonly state: PageState;
  readonly savedFilters: SavedFilterList;
  /** What is selected and shown, in the order of the table: what is done with the selection is done with these. With the cursor at the line of a session it is that line. */
  selection(): readonly number[];
  /** Changes what a person set, keeps it and has the page rendered. */
  change(state: Partial<PageState>): void;
  readonly onChange: Event<ReadonlySet<keyof PageState>>;
  /** Asks the host; rejects with an `Error` whose message is for people. */
  ask<K extends keyof PageRequests>(name: K, ask: PageRequests[K]["ask"]): Promise<PageRequests[K]["answer"]>;
  act(action: FeedAction, seqs: readonly number[], text?: string): void;
  /** Has the page rendered in the next frame. */
  invalidate(): void;
  /** Narrows the filter: `add` is one more term, such as `tool:echo` or `-kind:stderr`. */
  narrow(add: string): void;
  /** Tells people who listen. */
  announce(text: string): void;
  /** Tells all people that something could not be done, and what to do. */
  warn(text: string): void;
}
