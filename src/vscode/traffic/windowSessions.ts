import * as vscode from "vscode";
import { Emitter } from "../../core/base/event";
import type { Clock } from "../../core/base/clock";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import type { FeedSessions } from "../../core/feed/feedHost";
import type { FeedSession } from "../../core/feed/protocol";
import { formatDay, formatDuration } from "../format";
import type { Archive } from "../history/archive";
import type { EarlierSession } from "../history/earlierSession";
import type { History } from "../history/history";
import { sessionGone } from "../history/sessionGone";
import type { TrafficSource } from "../history/trafficSource";

/** This window's session, and the earlier ones of its workspace, newest first. */
export class WindowSessions implements FeedSessions<TrafficSource>, Disposable {
  private readonly store = new DisposableStore();
  private readonly changes = this.store.add(new Emitter<void>());
  /** Those that are shown. */
  private readonly opened = new Set<Archive>();

  readonly onChange = this.changes.event;

  constructor(
    private readonly history: History,
    private readonly clock: Clock,
  ) {
    this.store.add(history.library.onChange(() => this.changes.fire()));
  }

  list(): readonly FeedSession[] {
    const { live, library } = this.history;
    const now = this.clock.now();
    return [
      { id: live.session, title: vscode.l10n.t("This Window"), live: true },
      ...library.sessions.map((session) => ({ id: session.id, title: titleOf(session, now), live: false })),
    ];
  }

  /** An earlier session is opened for this page alone, so that nobody else closes it. */
  async open(id: string): Promise<TrafficSource> {
    const { live, library } = this.history;
    if (id === live.session) return live;
    const session = library.sessions.find((each) => each.id === id);
    if (!session) throw sessionGone();
    const archive = await library.begin(session);
    this.opened.add(archive);
    return archive;
  }

  close(source: TrafficSource): void {
    for (const archive of this.opened) if (archive === source) this.release(archive);
  }

  /** The list is looked after as long as somebody sees it. */
  setVisible(visible: boolean): void {
    this.history.library.follow(this, visible);
  }

  dispose(): void {
    this.setVisible(false);
    for (const archive of this.opened) this.release(archive);
    this.store.dispose();
  }

  private release(archive: Archive): void {
    this.opened.delete(archive);
    archive.dispose();
  }
}

/** Names shown of a session's servers. */
const NAMES = 3;

function titleOf({ started, ended, summary }: EarlierSession, now: number): string {
  const servers = summary?.servers ?? [];
  const more = servers.length > NAMES ? ["…"] : [];
  return [`${formatDay(started, now)} (${formatDuration(ended - started)})`, [...servers.slice(0, NAMES), ...more].join(", ")].filter((part) => part !== "").join(" · ");
}
