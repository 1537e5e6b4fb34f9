import * as vscode from "vscode";
import { Settings } from "../contributions";
import { formatBytes, formatCount, formatDay, formatDuration } from "../format";
import type { EarlierSession } from "../history/earlierSession";
import { settings } from "../settings";

/** Names shown of a session's servers before the rest is counted. */
const NAMES = 3;

/** The row that holds all earlier sessions. */
export function earlierItem(id: string, sessions: readonly EarlierSession[]): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t("Earlier Sessions"), vscode.TreeItemCollapsibleState.Collapsed);
  const bytes = sessions.reduce((sum, session) => sum + session.bytes, 0);
  item.id = id;
  item.description = String(sessions.length);
  item.iconPath = new vscode.ThemeIcon("archive");
  const count = sessions.length === 1 ? vscode.l10n.t("1 session") : vscode.l10n.t("{0} sessions", formatCount(sessions.length));
  const days = settings.retentionDays() === 1 ? vscode.l10n.t("1 day") : vscode.l10n.t("{0} days", settings.retentionDays());
  item.tooltip = [
    vscode.l10n.t("Traffic of this workspace from before this window was opened or reloaded: {0}, {1} on disk.", count, formatBytes(bytes)),
    vscode.l10n.t("Kept for {0} ({1}) and up to {2} over all windows ({3}).", days, Settings.retentionDays, formatBytes(settings.diskLimit()), Settings.diskLimit),
  ].join(" ");
  item.contextValue = "wirelight.earlier";
  item.accessibilityInformation = { label: vscode.l10n.t("Earlier sessions, {0}", sessions.length) };
  return item;
}

/** An earlier session: when, how long, which servers, how many messages. */
export function sessionItem(id: string, session: EarlierSession, now: number): vscode.TreeItem {
  const { started, ended, bytes, complete } = session;
  const item = new vscode.TreeItem(formatDay(started, now), vscode.TreeItemCollapsibleState.Collapsed);
  const duration = formatDuration(ended - started);
  const words = [duration, ...contents(session)];
  item.id = id;
  item.description = words.join(" · ");
  item.iconPath = new vscode.ThemeIcon("history");
  item.tooltip = [
    vscode.l10n.t("From {0} to {1}, {2} on disk. {3}.", formatDay(started, now), formatDay(ended, now), formatBytes(bytes), contents(session, Number.POSITIVE_INFINITY).join(", ")),
    ...(complete ? [] : [vscode.l10n.t("Its window was closed by force, so what it did in its last moment may be missing.")]),
  ].join(" ");
  item.contextValue = "wirelight.session";
  item.accessibilityInformation = { label: vscode.l10n.t("Session of {0}, {1}", formatDay(started, now), words.join(", ")) };
  return item;
}

/** What cannot be shown, and why. */
export function noticeItem(id: string, label: string, detail: string): vscode.TreeItem {
  const item = new vscode.TreeItem(label);
  item.id = id;
  item.description = detail;
  item.iconPath = detail === "" ? new vscode.ThemeIcon("info") : new vscode.ThemeIcon("warning", new vscode.ThemeColor("problemsWarningIcon.foreground"));
  item.tooltip = detail === "" ? label : `${label}: ${detail}`;
  item.accessibilityInformation = { label: detail === "" ? label : `${label}, ${detail}` };
  return item;
}

function contents({ summary }: EarlierSession, names = NAMES): string[] {
  if (!summary) return [];
  const { servers, messages } = summary;
  const more = servers.length - names;
  const first = servers.slice(0, names).join(", ");
  const list = more > 0 ? vscode.l10n.t("{0} and {1} more", first, more) : first;
  return [...(list === "" ? [] : [list]), messages === 1 ? vscode.l10n.t("1 message") : vscode.l10n.t("{0} messages", formatCount(messages))];
}
