import * as vscode from "vscode";
import { formatCount, formatDay } from "../format";
import type { History } from "../history/history";
import type { TrafficSource } from "../history/trafficSource";

/** A session that can be compared. */
export interface KnownSession {
  readonly id: string;
  readonly title: string;
  /** What it holds, for people. */
  readonly about: string;
  /** Milliseconds since the epoch; of recordings the first row. */
  readonly started: number;
  readonly icon: string;
  /** Its traffic, for as long as `use` needs it; rejects with what the system says. */
  read<T>(use: (source: TrafficSource) => Promise<T>): Promise<T>;
}

/** All sessions there are: this window's, open recordings, and the earlier ones of the workspace, newest first. */
export function knownSessions({ live, library }: History): readonly KnownSession[] {
  const now = Date.now();
  const held = (source: TrafficSource): Pick<KnownSession, "id" | "started" | "read"> => {
    const { trace, session } = source;
    return { id: session, started: trace.first < trace.next ? trace.columns.time(trace.first) : now, read: (use) => use(source) };
  };
  return [
    { ...held(live), title: vscode.l10n.t("This Window"), about: "", icon: "window" },
    ...library.lent.map((source) => ({ ...held(source), title: source.title, about: vscode.l10n.t("recording"), icon: "file" })),
    ...library.sessions.map((session): KnownSession => ({
      id: session.id,
      title: formatDay(session.started, now),
      about: session.summary ? [session.summary.servers.join(", "), vscode.l10n.t("{0} messages", formatCount(session.summary.messages))].filter((part) => part !== "").join(" · ") : "",
      started: session.started,
      icon: "history",
      read: (use) => library.read(session, use),
    })),
  ];
}
