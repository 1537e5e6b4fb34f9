import * as vscode from "vscode";
import { formatCount as groupedBy } from "../core/base/quantity";

export { formatBytes, formatDuration } from "../core/base/quantity";

/** Local time of day with milliseconds: `14:03:07.125`. */
export function formatTime(time: number): string {
  const date = new Date(time);
  return `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, "0")}`;
}

/** A moment for a label, in local time: `Today, 14:03`, `Yesterday, 09:12`, `Nov 18, 17:03`. */
export function formatDay(time: number, now: number): string {
  const [date, today] = [new Date(time), new Date(now)];
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  const named = isSameDay(date, today) ? vscode.l10n.t("Today") : isSameDay(date, yesterday) ? vscode.l10n.t("Yesterday") : date.toLocaleDateString(vscode.env.language, { month: "short", day: "numeric" });
  return `${named}, ${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

function isSameDay(one: Date, other: Date): boolean {
  return one.toDateString() === other.toDateString();
}

/** `1 line`, `2 lines`, `1,204 lines`: for logs, which are English. What is translated needs a whole sentence for each case. */
export function plural(count: number, singular: string, several = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : several}`;
}

/** `1,204`; other languages than English get a thin space, which none misreads. The first use of Intl would stop the host for 10 ms and more. */
export function formatCount(count: number): string {
  const separator = vscode.env.language.startsWith("en") ? "," : "\u202F";
  return groupedBy(count, separator);
}

/** The beginning of a text on one line, at most `length` characters. */
export function oneLine(text: string, length: number): string {
  // Cut first: a line may have megabytes.
  const head = text.slice(0, length * 2).replace(/\s+/g, " ").trim();
  return head.length > length || text.length > length * 2 ? `${head.slice(0, length - 1)}…` : head;
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
