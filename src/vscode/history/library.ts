import { setTimeout as sleep } from "node:timers/promises";
import type * as vscode from "vscode";
import { type Disposable, DisposableStore, toDisposable } from "../../core/base/disposable";
import { Emitter } from "../../core/base/event";
import { KeptOpen } from "../../core/base/keptOpen";
import { messageOf } from "../../core/base/failure";
import { onUnexpectedError } from "../../core/base/unexpected";
import { isGone } from "../../node/sessions/fileErrors";
import { listSessions, type StoredSession } from "../../node/sessions/listSessions";
import { SessionReader } from "../../node/sessions/sessionReader";
import { type Archive, beginTraffic, openTraffic, whole } from "./archive";
import type { EarlierSession } from "./earlierSession";
import { sessionGone } from "./sessionGone";
import type { TrafficSource } from "./trafficSource";

/** How often the list is looked at while it is shown: other windows end without a word. */
const LOOK = 5000;
/** After a reload, the window before may still be writing what it did last. */
const HANDOVER = 10_000;
const HANDOVER_LOOK = 250;

/** Archives that are kept open although nobody shows them. */
const SPARE = 2;

/** Names a row among all that were ever recorded. */
export interface RowRef {
  readonly session: string;
  readonly seq: number;
}

/** Traffic that is not of this workspace, and what people call it. */
export type NamedSource = TrafficSource & { readonly title: string };

export interface LibraryOptions {
  /** The folder of all workspaces. */
  readonly root: string;
  readonly workspaceKey: string;
  /** This window's own. */
  readonly live: TrafficSource;
  readonly log: vscode.LogOutputChannel;
}

/** The earlier sessions of the open workspace: which there are, and their traffic when somebody asks for it. */
export class Library implements Disposable {
  private readonly store = new DisposableStore();
  private readonly archives = this.store.add(new KeptOpen<Archive>(SPARE));
  private readonly changes = this.store.add(new Emitter<void>());
  private stored: readonly StoredSession[] = [];
  /** What had to be counted because its window was killed. */
  private readonly counted = new Map<string, NonNullable<EarlierSession["summary"]>>();
  private counting: Promise<void> | undefined;
  private looking: Promise<void> | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;
  /** Who shows the list. */
  private readonly viewers = new Set<unknown>();
  /** Traffic that is not of this workspace, such as a recording that is open, by session. */
  private readonly guests = new Map<string, NamedSource>();

  /** The list, or what is told of one of them, has changed. */
  readonly onChange = this.changes.event;

  constructor(private readonly options: LibraryOptions) {
    this.store.add({ dispose: () => clearInterval(this.timer) });
  }

  /** Newest first. */
  get sessions(): readonly EarlierSession[] {
    return this.stored.map((session) => this.describe(session));
  }

  /** Keeps the list up to date while it is seen. */
  setVisible(visible: boolean): void {
    this.follow(this, visible);
    if (!visible) this.archives.unpinAll();
  }

  /** The same for another who shows the list. */
  follow(viewer: unknown, visible: boolean): void {
    if (visible) this.viewers.add(viewer);
    else this.viewers.delete(viewer);
    clearInterval(this.timer);
    if (this.viewers.size === 0) return;
    this.timer = setInterval(() => void this.refresh(), LOOK);
    if (visible) void this.refresh();
  }

  /** Looks at the disk again. */
  refresh(): Promise<void> {
    this.looking ??= this.relist().finally(() => {
      this.looking = undefined;
    });
    return this.looking;
  }

  /** The traffic of a session, which stays open as long as it is shown; rejects with what the system says. */
  show(session: EarlierSession): Promise<Archive> {
    return this.archive(session, true);
  }

  /** The traffic of a session for whoever keeps it as long as they like, and disposes of it; rejects with what the system says, or that it is gone. */
  async open(session: EarlierSession): Promise<Archive> {
    return whole(await this.begin(session));
  }

  /** The same before its exchanges are folded, for whoever shows it piece by piece. */
  async begin({ id, folder }: EarlierSession): Promise<Archive> {
    try {
      return beginTraffic(await SessionReader.open(folder), id, true);
    } catch (error) {
      throw isGone(error) ? sessionGone(error) : error;
    }
  }

  /** Hands over the traffic of a session for as long as `use` needs it: opened for this alone, so that nobody else closes it meanwhile. */
  async read<T>(session: EarlierSession, use: (source: TrafficSource) => Promise<T>): Promise<T> {
    const archive = await this.open(session);
    try {
      return await use(archive);
    } finally {
      archive.dispose();
    }
  }

  /** Other traffic that is lent just now. */
  get lent(): readonly NamedSource[] {
    return [...this.guests.values()];
  }

  /** Has rows of other traffic found, too, until it is taken back. */
  lend(source: NamedSource): Disposable {
    this.guests.set(source.session, source);
    return toDisposable(() => {
      if (this.guests.get(source.session) === source) this.guests.delete(source.session);
    });
  }

  /** A session is not shown any more. */
  hide(id: string): void {
    this.archives.unpin(id);
  }

  /**
   * Hands the traffic of a session of this workspace, this window's too, to whoever wants a row of it; `undefined` when
   * the session is gone. It is to be used at once, not kept.
   */
  async look<T>({ session: id, seq }: RowRef, use: (source: TrafficSource | undefined) => T): Promise<T> {
    const here = id === this.options.live.session ? this.options.live : this.guests.get(id);
    if (here) return use(here);
    for (const end = Date.now() + HANDOVER; ; await sleep(HANDOVER_LOOK)) {
      const session = (await this.list()).find((each) => each.id === id);
      if (!session) return use(undefined);
      const isLast = Date.now() > end;
      try {
        if (session.state !== "live") return use(await this.archive(session));
        const archive = await openTraffic(await SessionReader.open(session.folder), id, false);
        try {
          // The window before may still be closing its servers, but most of what it did lies on the disk already.
          const settled = archive.trace.at(seq) !== undefined && archive.exchanges.of(seq)?.status !== "pending";
          if (settled || isLast) return use(archive);
        } finally {
          archive.dispose();
        }
      } catch (error) {
        // Another window has just removed it, which the next look will show.
        if (!isGone(error) || isLast) throw error;
      }
    }
  }

  /** Counts servers and messages of the sessions that do not tell, one after the other. */
  count(): void {
    this.counting ??= this.countAll().catch(onUnexpectedError).finally(() => {
      this.counting = undefined;
    });
  }

  dispose(): void {
    this.store.dispose();
  }

  private archive({ id, folder }: { readonly id: string; readonly folder: string }, pin = false): Promise<Archive> {
    return this.archives.get(id, async () => openTraffic(await SessionReader.open(folder), id, true), pin);
  }

  private describe(session: StoredSession): EarlierSession {
    const { id, folder, started, changed, bytes, info } = session;
    return { id, folder, started, ended: info?.summary?.ended ?? changed, bytes, complete: info?.summary !== undefined, summary: info?.summary ?? this.counted.get(id) };
  }

  private async relist(): Promise<void> {
    let found: readonly StoredSession[];
    try {
      found = (await this.list()).filter(({ state, bytes }) => state === "ended" && bytes > 0);
    } catch (error) {
      this.options.log.warn(`The earlier sessions in ${this.options.root} cannot be listed: ${messageOf(error)}`);
      return;
    }
    const before = this.stored;
    this.stored = found;
    for (const { id } of before) if (!found.some((session) => session.id === id)) this.archives.close(id);
    if (before.length !== found.length || before.some(({ id, bytes }, index) => id !== found[index]?.id || bytes !== found[index]?.bytes)) this.changes.fire();
  }

  private list(): Promise<StoredSession[]> {
    return listSessions(this.options.root, this.options.workspaceKey);
  }

  private async countAll(): Promise<void> {
    for (const session of this.sessions) {
      if (session.summary) continue;
      try {
        const { servers, messages } = await this.archive(session);
        this.counted.set(session.id, { servers, messages });
      } catch (error) {
        this.options.log.warn(`The session in ${session.folder} cannot be read: ${messageOf(error)}`);
        this.counted.set(session.id, { servers: [], messages: 0 });
      }
      this.changes.fire();
    }
  }
}
