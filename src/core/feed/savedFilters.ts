import type { Event } from "../base/event";
import type { SavedFilter } from "../trace/filter/savedFilter";

/** The filters that people keep under names, for all pages alike; who keeps them decides where. */
export interface SavedFilters {
  /** In their order: the first one with a colour that matches an entry gives it its colour. */
  list(): readonly SavedFilter[];
  /** Keeps these and no others; rejects with an `Error` whose message is for people. `onChange` comes before it resolves. */
  save(filters: readonly SavedFilter[]): Promise<void>;
  /** Adds those that are not there yet to the person's own, wherever those of `list` come from; rejects in the same way. */
  adopt(filters: readonly SavedFilter[]): Promise<void>;
  readonly onChange: Event<void>;
}
