import type { EntryKind, EntryStatus } from "../../../src/core/trace/filter/facts";

export const STATUS_WORDS: { readonly [status in EntryStatus]: string } = {
  pending: "pending",
  ok: "ok",
  "tool-error": "tool error",
  error: "error",
  malformed: "malformed",
  cancelled: "cancelled",
  closed: "closed",
  late: "late",
};

/** What a status means, for a tooltip. */
export const STATUS_MEANINGS: { readonly [status in EntryStatus]: string } = {
  pending: "No answer yet",
  ok: "Answered with a result",
  "tool-error": "Answered with a result that says the tool failed (isError)",
  error: "Answered with a JSON-RPC error",
  malformed: "Answered with something that is no valid JSON-RPC answer",
  cancelled: "Given up by the sender",
  closed: "The connection ended before an answer came",
  late: "Answered after it was given up, or answered twice",
};

export const KIND_WORDS: { readonly [kind in EntryKind]: string } = {
  request: "request",
  notification: "notification",
  answer: "answer",
  batch: "batch",
  junk: "junk",
  stderr: "stderr",
  state: "event",
};
