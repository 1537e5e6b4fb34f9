import type { EntryKind, EntryStatus } from "../../../src/core/trace/filter/facts";
import { t } from "../l10n";

export const STATUS_WORDS: { readonly [status in EntryStatus]: string } = {
  pending: t("pending"),
  ok: t("ok"),
  "tool-error": t("tool error"),
  error: t("error"),
  malformed: t("malformed"),
  cancelled: t("cancelled"),
  closed: t("closed"),
  late: t("late"),
};

/** What a status means, for a tooltip. */
export const STATUS_MEANINGS: { readonly [status in EntryStatus]: string } = {
  pending: t("No answer yet"),
  ok: t("Answered with a result"),
  "tool-error": t("Answered with a result that says the tool failed (isError)"),
  error: t("Answered with a JSON-RPC error"),
  malformed: t("Answered with something that is no valid JSON-RPC answer"),
  cancelled: t("Given up by the sender"),
  closed: t("The connection ended before an answer came"),
  late: t("Answered after it was given up, or answered twice"),
};

export const KIND_WORDS: { readonly [kind in EntryKind]: string } = {
  request: t("request"),
  notification: t("notification"),
  answer: t("answer"),
  batch: t("batch"),
  junk: t("junk"),
  stderr: "stderr",
  state: t("event"),
};
