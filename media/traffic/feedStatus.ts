import { Emitter, type Event } from "../../src/core/base/event";
import type { FeedSession } from "../../src/core/feed/protocol";
import type { FedMessage, SessionList } from "./port";

/** What the host says beside the traffic: which sessions there are, how much is still to come, and what time it is there. */
export class FeedStatus {
  private readonly opens = new Emitter<FeedSession>();
  private clock: { readonly host: number; readonly page: number } | undefined;
  /** Rows of each session that are known and not here yet. */
  private readonly missing = new Map<string, number>();
  sessions: readonly FeedSession[] = [];
  /** Ids of the sessions that are shown, the one that came first before all others. */
  shown: readonly string[] = [];

  /** A session is shown from its beginning, in the place of everything that was shown. */
  readonly onOpen: Event<FeedSession> = this.opens.event;

  /** Rows that are known and not here yet; `undefined` before anything has come. */
  get behind(): number | undefined {
    return this.missing.size === 0 ? undefined : [...this.missing.values()].reduce((sum, each) => sum + each, 0);
  }

  listed({ sessions, shown }: SessionList): void {
    this.sessions = sessions;
    this.shown = shown;
    for (const id of this.missing.keys()) if (!shown.includes(id)) this.missing.delete(id);
  }

  /** @param alone it takes the place of everything that was shown */
  take(message: FedMessage, alone: boolean): void {
    switch (message.type) {
      case "open":
        this.missing.set(message.of, message.next - message.first);
        if (alone) this.opens.fire(message.session);
        break;
      case "end":
        this.missing.set(message.of, message.behind);
        this.clock = { host: message.now, page: performance.now() };
        break;
      case "rows":
      case "exchanges":
      case "evicted":
      case "cleared":
      case "marks":
        break;
    }
  }

  /** The time at the host, milliseconds since the epoch; what is pending is measured by it. */
  now(): number {
    return this.clock ? this.clock.host + (performance.now() - this.clock.page) : Date.now();
  }
}
