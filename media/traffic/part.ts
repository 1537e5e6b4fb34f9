import type { Event } from "../../src/core/base/event";
import type { Sort, TrafficModel } from "../../src/core/feed/model/trafficModel";
import type { FeedAction, FeedRequestName, FeedRequests } from "../../src/core/feed/protocol";

/** A piece of the page: it owns its element and everything in it. */
export interface Part {
  readonly element: HTMLElement;
  /** Shows the model as it is now; called at most once a frame, and only after something changed. */
  render(): void;
  dispose(): void;
}

/** What a person set; it survives that the page is hidden, moved and reloaded. */
export interface PageState {
  /** The session that `selected`, `expanded`, `scroll` and `range` are about. */
  readonly session: string | undefined;
  readonly filter: string;
  /** Earlier filters, the newest first. */
  readonly recentFilters: readonly string[];
  /** Filters that a person keeps, in the order in which they were kept. */
  readonly savedFilters: readonly string[];
  readonly sort: Sort;
  /** Columns in their order, with their widths in CSS pixels. */
  readonly columns: readonly { readonly id: string; readonly width: number; readonly hidden: boolean }[];
  /** Sequence of the selected entry. */
  readonly selected: number | undefined;
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
  /** Changes what a person set, keeps it and has the page rendered. */
  change(state: Partial<PageState>): void;
  readonly onChange: Event<ReadonlySet<keyof PageState>>;
  /** Asks the host; rejects with an `Error` whose message is for people. */
  ask<K extends FeedRequestName>(name: K, ask: FeedRequests[K]["ask"]): Promise<FeedRequests[K]["answer"]>;
  act(action: FeedAction, seqs: readonly number[], text?: string): void;
  /** Has the page rendered in the next frame. */
  invalidate(): void;
  /** Narrows the filter: `add` is one more term, such as `tool:echo` or `-kind:stderr`. */
  narrow(add: string): void;
  /** Tells people, also those who only listen. */
  announce(text: string): void;
}
