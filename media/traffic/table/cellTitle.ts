import { formatBytes, formatCount } from "../../../src/core/base/quantity";
import type { Entry } from "../../../src/core/feed/model/trafficModel";
import { dateAndTime } from "../format";
import { t } from "../l10n";
import { cellText } from "./cellText";
import type { ColumnId } from "./columns";
import { STATUS_MEANINGS } from "./wordings";

/** What a cell says when it is pointed at: its text, and more where there is more to say. */
export function cellTitle(column: ColumnId, entry: Entry, now: number): string {
  switch (column) {
    case "time":
      return dateAndTime(entry.time);
    case "status":
      return entry.status === undefined ? cellText(column, entry, now) : STATUS_MEANINGS[entry.status];
    case "size":
      if (entry.kind === "state") return "";
      return entry.answerSize === undefined ? `${formatCount(entry.requestSize)} B` : t("Sent {0}, answered {1} ({2} B)", formatBytes(entry.requestSize), formatBytes(entry.answerSize), formatCount(entry.requestSize + entry.answerSize));
    case "direction":
      return { client: t("To the server"), server: t("From the server"), host: t("Seen by Wirelight") }[entry.from];
    case "server":
      return entry.link ? t("{0}, run {1}", cellText(column, entry, now), entry.link.run) : "";
    case "kind":
    case "method":
    case "subject":
    case "id":
    case "duration":
    case "waterfall":
      return cellText(column, entry, now);
  }
}
