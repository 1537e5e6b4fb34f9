import { assertNever } from "../../../src/core/base/assertNever";
import { formatBytes } from "../../../src/core/base/quantity";
import type { Entry } from "../../../src/core/feed/model/trafficModel";
import type { EntryKind, EntryStatus } from "../../../src/core/trace/filter/facts";
import { timeOfDay } from "../format";
import type { Subject } from "./messagePane";

/** What the two panes show of an entry; one is enough for what has no answer. */
export function subjectsOf(entry: Entry): { readonly first: Subject; readonly second: Subject | undefined } {
  const first: Subject = { seq: entry.seq, title: KINDS[entry.kind], facts: `${timeOfDay(entry.time)} · ${formatBytes(entry.requestSize)}` };
  if (entry.kind !== "request") return { first: entry.kind === "state" ? { ...first, facts: timeOfDay(entry.time) } : first, second: undefined };
  if (entry.answer === undefined) return { first, second: { title: "Answer", words: noAnswer(entry.status) } };
  const facts = [...(entry.ended === undefined ? [] : [timeOfDay(entry.ended)]), ...(entry.answerSize === undefined ? [] : [formatBytes(entry.answerSize)])].join(" · ");
  return { first, second: { seq: entry.answer, title: "Answer", facts } };
}

export const KINDS: { readonly [kind in EntryKind]: string } = {
  request: "Request",
  notification: "Notification",
  answer: "Answer to an unknown request",
  batch: "Batch",
  junk: "Stray line",
  stderr: "Line on stderr",
  state: "Event",
};

export function statusWords(status: EntryStatus): string {
  switch (status) {
    case "pending":
      return "pending";
    case "ok":
      return "ok";
    case "tool-error":
      return "tool error";
    case "error":
      return "error";
    case "malformed":
      return "malformed answer";
    case "cancelled":
      return "cancelled";
    case "closed":
      return "connection ended";
    case "late":
      return "answered late";
    default:
      return assertNever(status);
  }
}

function noAnswer(status: EntryStatus | undefined): string {
  switch (status) {
    case "cancelled":
      return "The request was cancelled, and no answer came.";
    case "closed":
      return "The connection ended before an answer came.";
    case "pending":
      return "No answer yet.";
    default:
      return "The answer is not among the rows that are held.";
  }
}
