import { formatBytes, formatDuration } from "../../../src/core/base/quantity";
import type { Entry } from "../../../src/core/feed/model/trafficModel";
import { timeOfDay } from "../format";
import { t } from "../l10n";
import type { ColumnId } from "./columns";
import { shownText } from "./shownText";
import { KIND_WORDS, STATUS_WORDS } from "./wordings";

/** The text of an entry in a column; "" where there is nothing to say. `now`: the time at the host. */
export function cellText(column: ColumnId, entry: Entry, now: number): string {
  switch (column) {
    case "time":
      return timeOfDay(entry.time);
    case "server":
      return shownText(entry.link?.name ?? "");
    case "direction":
      return entry.from === "client" ? "→" : entry.from === "server" ? "←" : "•";
    case "kind":
      return KIND_WORDS[entry.kind];
    case "method":
      return entry.method === undefined ? KIND_WORDS[entry.kind] : shownText(entry.method);
    case "subject":
      return entry.subject === undefined ? "" : shownText(entry.subject);
    case "id":
      return entry.id === undefined ? "" : shownText(String(entry.id));
    case "status":
      return entry.status === undefined ? (entry.suspect ? t("faulty") : "") : STATUS_WORDS[entry.status];
    case "duration":
      return durationText(entry, now);
    case "size":
      return entry.kind === "state" ? "" : formatBytes(entry.requestSize + (entry.answerSize ?? 0));
    case "waterfall":
      return "";
  }
}

function durationText(entry: Entry, now: number): string {
  if (entry.status === "pending") return formatDuration(now - entry.time);
  return entry.ended === undefined ? "" : formatDuration(entry.ended - entry.time);
}
