import type { Clock } from "../base/clock";
import { DisposableStore } from "../base/disposable";
import { openSession } from "../mcp/clientSession";
import type { ListName, Session, SessionOptions } from "../mcp/session";
import type { LogMessage, Offer } from "../mcp/types";
import type { Link } from "../wire/link";
import type { Launch } from "./launch";
import { ListRefresher, type RefreshTarget } from "./listRefresher";

const LISTS: readonly (keyof Offer)[] = ["tools", "resources", "templates", "prompts"];

/** Which lists a server means when it says that one has changed. */
const LISTED_TOGETHER: readonly (readonly [name: ListName, parts: readonly (keyof Offer)[]])[] = [
  ["tools", ["tools"]],
  ["resources", ["resources", "templates"]],
  ["prompts", ["prompts"]],
];

/** What a connection tells while its session lives. */
export interface ConnectionTarget extends RefreshTarget {
  logged(message: LogMessage): void;
}

/** One run of a server: its link, and the session on it once there is one. */
export class Connection {
  private readonly store = new DisposableStore();
  private readonly unanswered = new Set<keyof Offer>();
  private reading: Promise<Offer> | undefined;
  private opened: { readonly session: Session; readonly lists: ListRefresher } | undefined;

  /**
   * @param launch as it was configured at the start, which the configuration may have left behind since
   * @param since first row of the trace that can belong to the link
   */
  constructor(
    readonly run: number,
    readonly launch: Launch | undefined,
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

  /** The lists whose first answer is still to come. */
  get awaited(): ReadonlySet<keyof Offer> {
    return this.unanswered;
  }

  /** Settles when every list has been answered or has failed; rejects when the connection ends before. */
  get complete(): Promise<Offer> | undefined {
    return this.reading;
  }

  /** Reads every list for the first time; from its answer on, a list follows what the server says of it. */
  listAll(arrived: (part: Partial<Offer>) => void): Promise<Offer> {
    if (!this.opened) throw new Error("Listing without a session");
    const { session, lists } = this.opened;
    for (const name of LISTS) this.unanswered.add(name);
    this.reading = session.listAll((part) => {
      for (const name of LISTS) if (name in part) this.unanswered.delete(name);
      arrived(part);
      for (const [name, parts] of LISTED_TOGETHER) if (parts.every((each) => !this.unanswered.has(each))) lists.start(name);
    });
    return this.reading;
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
