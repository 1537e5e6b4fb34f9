import { assertNever } from "../../../src/core/base/assertNever";
import { formatBytes } from "../../../src/core/base/quantity";
import type { Entry } from "../../../src/core/feed/model/trafficModel";
import type { EntryKind, EntryStatus } from "../../../src/core/trace/filter/facts";
import { timeOfDay } from "../format";
import { t } from "../l10n";
import type { Subject } from "./messagePane";

/** What the two panes show of an entry; one is enough for what has no answer. */
export function subjectsOf(entry: Entry): { readonly first: Subject; readonly second: Subject | undefined } {
  const first: Subject = { seq: entry.seq, title: KINDS[entry.kind], facts: `${timeOfDay(entry.time)} · ${formatBytes(entry.requestSize)}` };
  if (entry.kind !== "request") return { first: entry.kind === "state" ? { ...first, facts: timeOfDay(entry.time) } : first, second: undefined };
  if (entry.answer === undefined) return { first, second: { title: t("Answer"), words: noAnswer(entry.status) } };
  const facts = [...(entry.ended === undefined ? [] : [timeOfDay(entry.ended)]), ...(entry.answerSize === undefined ? [] : [formatBytes(entry.answerSize)])].join(" · ");
  return { first, second: { seq: entry.answer, title: t("Answer"), facts } };
}

export const KINDS: { readonly [kind in EntryKind]: string } = {
  request: t("Request"),
  notification: t("Notification"),
  answer: t("Answer to an unknown request"),
  batch: t("Batch"),
  junk: t("Stray line"),
  stderr: t("Line on stderr"),
  state: t("Event"),
};

export function statusWords(status: EntryStatus): string {
  switch (status) {
    case "pending":
      return t("pending");
    case "ok":
      return t("ok");
    case "tool-error":
      return t("tool error");
    case "error":
      return t("error");
    case "malformed":
      return t("malformed answer");
    case "cancelled":
      return t("cancelled");
    case "closed":
      return t("connection ended");
    case "late":
      return t("answered late");
    default:
      return assertNever(status);
  }
}

function noAnswer(status: EntryStatus | undefined): string {
  switch (status) {
    case "cancelled":
      return t("The request was cancelled, and no answer came.");
    case "closed":
      return t("The connection ended before an answer came.");
    case "pending":
      return t("No answer yet.");
    default:
      return t("The answer is not among the rows that are held.");
  }
}
