import type { Clock } from "../base/clock";
import { DisposableStore } from "../base/disposable";
import { openSession } from "../mcp/clientSession";
import type { Session, SessionOptions } from "../mcp/session";
import type { LogMessage } from "../mcp/types";
import type { Link } from "../wire/link";
import type { Launch } from "./launch";
import { ListRefresher, type RefreshTarget } from "./listRefresher";

/** What a connection tells while its session lives. */
export interface ConnectionTarget extends RefreshTarget {
  logged(message: LogMessage): void;
}

/** One run of a server: its link, and the session on it once there is one. */
export class Connection {
  private readonly store = new DisposableStore();
  private opened: { readonly session: Session; readonly lists: ListRefresher } | undefined;

  /**
   * @param launch what was launched, which the configuration may have left behind since
   * @param since first row of the trace that can belong to the link
   */
  constructor(
    readonly run: number,
    readonly launch: Launch,
    readonly since: number,
    readonly link: Link,
  ) {}

  get session(): Session | undefined {
    return this.opened?.session;
  }

  openSession(options: SessionOptions, clock: Clock, target: ConnectionTarget): Session {
    const session = openSession(this.link, options);
    const lists = this.store.add(new ListRefresher(session, clock, target));
    this.opened = { session, lists };
    this.store.add(session.onLog((message) => target.logged(message)));
    this.store.add(session.onListChanged((name) => lists.changed(name)));
    return session;
  }

  /** From now on lists follow what the server says of them. */
  followLists(): void {
    this.opened?.lists.start();
  }

  /** Rejects what is pending, then lets the server go. */
  close(): void {
    this.release();
    this.opened?.session.dispose();
    this.link.close();
  }

  /** The link has ended. The session learns that by itself, and tells those who still wait how it ended. */
  release(): void {
    this.store.dispose();
  }
}
