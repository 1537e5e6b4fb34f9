import { Emitter, type Event } from "../../src/core/base/event";
import { narrowFilter } from "../../src/core/trace/filter/narrowFilter";
import type { TrafficModel } from "../../src/core/feed/model/trafficModel";
import type { FeedAction, FeedRequestName, FeedRequests } from "../../src/core/feed/protocol";
import type { Announcer } from "./announcer";
import type { Page, PageState } from "./part";
import type { HostApi, Port } from "./port";
import { readState } from "./state";

/** Longest time that a change is not yet kept, milliseconds: every keeping is a message to the workbench. */
const KEEP_MS = 250;

/** What the parts share: the model, what a person set, and the way to the extension. */
export class TrafficPage implements Page {
  private readonly changes = new Emitter<ReadonlySet<keyof PageState>>();
  private current: PageState;
  private keeping: number | undefined;

  readonly onChange: Event<ReadonlySet<keyof PageState>> = this.changes.event;

  constructor(
    readonly model: TrafficModel,
    private readonly host: Pick<HostApi, "getState" | "setState">,
    private readonly port: Port,
    private readonly announcer: Announcer,
    readonly invalidate: () => void,
  ) {
    this.current = readState(host.getState());
  }

  get state(): PageState {
    return this.current;
  }

  change(state: Partial<PageState>): void {
    const names = (Object.keys(state) as (keyof PageState)[]).filter((name) => state[name] !== this.current[name]);
    if (names.length === 0) return;
    this.current = { ...this.current, ...state };
    this.keeping ??= window.setTimeout(() => this.keep(), KEEP_MS);
    this.changes.fire(new Set(names));
    // Where the table stands it has drawn already.
    if (names.some((name) => name !== "scroll")) this.invalidate();
  }

  /** Keeps at once what has changed; for when the page may be about to go. */
  keep(): void {
    window.clearTimeout(this.keeping);
    this.keeping = undefined;
    this.host.setState(this.current);
  }

  ask<K extends FeedRequestName>(name: K, ask: FeedRequests[K]["ask"]): Promise<FeedRequests[K]["answer"]> {
    return this.port.ask(name, ask);
  }

  act(action: FeedAction, seqs: readonly number[], text?: string): void {
    this.port.ask("act", text === undefined ? { action, seqs } : { action, seqs, text }).catch((error: unknown) => this.announcer.warn(error instanceof Error ? error.message : String(error)));
  }

  narrow(add: string): void {
    this.change({ filter: narrowFilter(this.current.filter, add) });
  }

  announce(text: string): void {
    this.announcer.say(text);
  }
}
