import { Emitter, type Event } from "../../src/core/base/event";
import { onUnexpectedError } from "../../src/core/base/unexpected";
import { narrowFilter } from "../../src/core/trace/filter/narrowFilter";
import type { TrafficModel } from "../../src/core/feed/model/trafficModel";
import type { FeedAction } from "../../src/core/feed/protocol";
import type { Announcer } from "./announcer";
import { SavedFilterList } from "./filterBar/savedFilterList";
import { takeOver } from "./filterBar/takeOver";
import type { HostRows, PageRequests } from "./hostRows";
import type { Page, PageState } from "./part";
import type { HostApi, Port } from "./port";
import { shownSelection } from "./selection/shownSelection";
import { readState } from "./state";
import { StateKeeper } from "./stateKeeper";

/** What the parts share: the model, what a person set, and the way to the extension. */
export class TrafficPage implements Page {
  private readonly changes = new Emitter<ReadonlySet<keyof PageState>>();
  private current: PageState;
  private readonly keeper: StateKeeper;
  private isTakingOver = false;
  readonly savedFilters: SavedFilterList;

  readonly onChange: Event<ReadonlySet<keyof PageState>> = this.changes.event;

  constructor(
    readonly model: TrafficModel,
    host: Pick<HostApi, "getState" | "setState">,
    port: Port,
    private readonly rows: HostRows,
    private readonly announcer: Announcer,
    readonly invalidate: () => void,
  ) {
    this.current = readState(host.getState());
    this.keeper = new StateKeeper(() => host.setState(this.current));
    this.savedFilters = new SavedFilterList({ save: (filters) => this.ask("saveFilters", { filters }), changed: invalidate, warn: (text) => announcer.warn(text) });
    port.onSavedFilters((filters) => {
      this.savedFilters.take(filters);
      this.takeOverFilters().catch(onUnexpectedError);
    });
  }

  get state(): PageState {
    return this.current;
  }

  selection(): readonly number[] {
    return shownSelection(this.model, this.current);
  }

  change(change: Partial<PageState>): void {
    const isAlone = "selected" in change && change.alsoSelected === undefined && this.current.alsoSelected.length > 0;
    const state: Partial<PageState> = isAlone ? { ...change, alsoSelected: [] } : change;
    const names = (Object.keys(state) as (keyof PageState)[]).filter((name) => state[name] !== this.current[name]);
    if (names.length === 0) return;
    this.current = { ...this.current, ...state };
    this.keeper.changed(names);
    this.changes.fire(new Set(names));
    // Where the table stands it has drawn already.
    if (names.some((name) => name !== "scroll")) this.invalidate();
  }

  /** Keeps at once what has changed; for when the page may be about to go. */
  keep(): void {
    this.keeper.keep();
  }

  ask<K extends keyof PageRequests>(name: K, ask: PageRequests[K]["ask"]): Promise<PageRequests[K]["answer"]> {
    return this.rows.ask(name, ask);
  }

  act(action: FeedAction, seqs: readonly number[], text?: string): void {
    this.rows.act(action, seqs, text).catch((error: unknown) => this.announcer.warn(error instanceof Error ? error.message : String(error)));
  }

  narrow(add: string): void {
    this.change({ filter: narrowFilter(this.current.filter, add) });
  }

  announce(text: string): void {
    this.announcer.say(text);
  }

  warn(text: string): void {
    this.announcer.warn(text);
  }

  /** Filters that an earlier version kept with the view belong into the person's own settings; they stay here until they are there. */
  private async takeOverFilters(): Promise<void> {
    const { savedFilters } = this.current;
    if (savedFilters.length === 0 || this.isTakingOver) return;
    this.isTakingOver = true;
    try {
      await this.ask("adoptFilters", { filters: takeOver(this.savedFilters.all, savedFilters) });
      this.change({ savedFilters: [] });
    } catch (error) {
      this.announcer.warn(error instanceof Error ? error.message : String(error));
    } finally {
      this.isTakingOver = false;
    }
  }
}
