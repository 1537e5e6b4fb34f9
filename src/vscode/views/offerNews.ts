import type { Clock } from "../../core/base/clock";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import { Emitter } from "../../core/base/event";
import type { OfferChange } from "../../core/mcp/offerChange";
import type { Offer } from "../../core/mcp/types";
import type { Registry } from "../../core/server/registry";
import type { Server } from "../../core/server/server";

/** How long a change counts as news, milliseconds. */
const FRESH = 60_000;

/** The newest change of one list. */
export interface OfferNewsItem {
  readonly change: OfferChange;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** What changed last in the lists of every server, and whether that is still new to a person. */
export class OfferNews implements Disposable {
  private readonly store = new DisposableStore();
  private readonly subscriptions = new Map<Server, Disposable>();
  private readonly news = new Map<Server, Map<keyof Offer, OfferNewsItem>>();
  private readonly alarms = new Map<Server, Disposable>();
  private readonly changed = new Emitter<Server>();

  /** There is news of a server, or its news got old. */
  readonly onChange = this.changed.event;

  constructor(
    private readonly registry: Registry,
    private readonly clock: Clock,
  ) {
    this.store.add(registry.onChange((server) => {
      if (!server || !this.subscriptions.has(server)) this.followServers();
    }));
    this.followServers();
  }

  /** The newest change of each list of a server that has changed at all. */
  of(server: Server): readonly OfferNewsItem[] {
    return [...(this.news.get(server)?.values() ?? [])];
  }

  /** The newest change of a list, while it is news. */
  fresh(server: Server, list: keyof Offer): OfferChange | undefined {
    const item = this.news.get(server)?.get(list);
    return item && this.clock.now() - item.at < FRESH ? item.change : undefined;
  }

  dispose(): void {
    this.store.dispose();
    for (const held of [...this.subscriptions.values(), ...this.alarms.values()]) held.dispose();
    this.changed.dispose();
  }

  private followServers(): void {
    const servers = new Set(this.registry.servers);
    for (const [server, subscription] of this.subscriptions) {
      if (servers.has(server)) continue;
      subscription.dispose();
      this.subscriptions.delete(server);
      this.news.delete(server);
      this.alarms.get(server)?.dispose();
      this.alarms.delete(server);
    }
    for (const server of servers) {
      if (!this.subscriptions.has(server)) this.subscriptions.set(server, server.onOfferChanged((changes) => this.took(server, changes)));
    }
  }

  private took(server: Server, changes: readonly OfferChange[]): void {
    const lists = this.news.get(server) ?? new Map<keyof Offer, OfferNewsItem>();
    for (const change of changes) lists.set(change.list, { change, at: this.clock.now() });
    this.news.set(server, lists);
    this.alarms.get(server)?.dispose();
    this.alarms.set(server, this.clock.after(FRESH, () => this.changed.fire(server)));
    this.changed.fire(server);
  }
}
