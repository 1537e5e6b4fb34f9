import { Emitter, type Event } from "../../src/core/base/event";
import type { FeedMessage, FeedSession } from "../../src/core/feed/protocol";

/** What the host says beside the traffic: which sessions there are, how much is still to come, and what time it is there. */
export class FeedStatus {
  private readonly opens = new Emitter<FeedSession>();
  private clock: { readonly host: number; readonly page: number } | undefined;
  sessions: readonly FeedSession[] = [];
  /** Id of the session that is shown. */
  shown: string | undefined;
  /** Rows that are known and not here yet; `undefined` before anything has come. */
  behind: number | undefined;

  /** A session is shown from its beginning. */
  readonly onOpen: Event<FeedSession> = this.opens.event;

  take(message: FeedMessage): void {
    switch (message.type) {
      case "sessions":
        this.sessions = message.sessions;
        this.shown = message.shown;
        break;
      case "open":
        this.shown = message.session.id;
        this.behind = message.next - message.first;
        this.opens.fire(message.session);
        break;
      case "end":
        this.behind = message.behind;
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
