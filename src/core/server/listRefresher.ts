import type { Clock } from "../base/clock";
import type { Disposable } from "../base/disposable";
import { messageOf } from "../base/failure";
import type { ListName, Session } from "../mcp/session";
import type { Offer } from "../mcp/types";

/** Shortest pause between two readings of the same list, milliseconds: a server may announce changes without end. */
const PAUSE = 250;

/** Where the news goes. */
export interface RefreshTarget {
  refreshed(part: Partial<Offer>): void;
  /** `message` says which list could not be read again and why. */
  refreshFailed(name: ListName, message: string): void;
}

/** Reads lists again when the server says that they have changed; one reading at a time for each list. */
export class ListRefresher implements Disposable {
  private readonly busy = new Set<ListName>();
  private readonly again = new Set<ListName>();
  private readonly pauses = new Map<ListName, Disposable>();
  private readonly ready = new Set<ListName>();
  private disposed = false;

  constructor(
    private readonly session: Session,
    private readonly clock: Clock,
    private readonly target: RefreshTarget,
  ) {}

  /** The first listing of `name` is there: a change that was announced before this call waited for it. */
  start(name: ListName): void {
    this.ready.add(name);
    if (this.again.delete(name)) this.changed(name);
  }

  changed(name: ListName): void {
    if (this.disposed) return;
    if (!this.ready.has(name) || this.busy.has(name)) this.again.add(name);
    else void this.load(name);
  }

  dispose(): void {
    this.disposed = true;
    for (const pause of this.pauses.values()) pause.dispose();
    this.pauses.clear();
  }

  private async load(name: ListName): Promise<void> {
    this.busy.add(name);
    try {
      const part = await this.session.list(name);
      if (!this.disposed) this.target.refreshed(part);
    } catch (error) {
      if (!this.disposed) this.target.refreshFailed(name, `The server said that its ${name} have changed, but they could not be listed again: ${messageOf(error)}`);
    }
    if (!this.disposed) this.pauses.set(name, this.clock.after(PAUSE, () => this.afterPause(name)));
  }

  private afterPause(name: ListName): void {
    this.pauses.delete(name);
    this.busy.delete(name);
    if (this.again.delete(name)) void this.load(name);
  }
}
