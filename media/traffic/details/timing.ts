import type { Entry, RowFacts, TrafficModel } from "../../../src/core/feed/model/trafficModel";
import { t } from "../l10n";
import { rowName } from "./rowName";

/** A moment in the course of an entry. */
export interface Step {
  readonly seq: number;
  readonly words: string;
  readonly time: number;
  /** Milliseconds since the entry began, and since the step before. */
  readonly after: number;
  readonly gap: number;
  readonly size: number;
}

export interface Course {
  readonly steps: readonly Step[];
  /** Steps in the middle that are not listed. */
  readonly left: number;
  /** Milliseconds from the first to the last step, or so far. */
  readonly total: number;
  readonly pending: boolean;
  /** The longest time without anything, and the step that ended it, `undefined` where nothing has; `undefined` when there is only one step. */
  readonly longest: { readonly gap: number; readonly until: string | undefined } | undefined;
}

/** Steps at the beginning and at the end that are listed; a call may report its progress ten thousands of times. */
const LISTED = 100;

/** What crossed the wire for an entry, in order. */
export function courseOf(model: Pick<TrafficModel, "rowsOf" | "rowAt" | "now">, entry: Entry): Course {
  const seqs = model.rowsOf(entry.seq);
  const rows = pick(seqs, (seq) => model.rowAt(seq));
  const start = entry.time;
  let before = start;
  let answered = false;
  const steps = rows.map((row): Step => {
    const isAnswer = row.seq !== entry.seq && isAnswerKind(row);
    const words = stepWords(row, entry, isAnswer && answered);
    answered ||= isAnswer;
    const step = { seq: row.seq, words, time: row.time, after: row.time - start, gap: row.time - before, size: row.size };
    before = row.time;
    return step;
  });
  const pending = entry.status === "pending";
  const end = pending ? model.now : Math.max(entry.ended ?? before, before);
  return { steps, left: seqs.length - rows.length, total: Math.max(0, end - start), pending, longest: longestOf(steps, pending ? end - before : 0) };
}

function pick(seqs: readonly number[], rowAt: (seq: number) => RowFacts | undefined): RowFacts[] {
  const wanted = seqs.length <= 2 * LISTED ? seqs : [...seqs.slice(0, LISTED), ...seqs.slice(-LISTED)];
  return wanted.flatMap((seq) => rowAt(seq) ?? []).sort((one, other) => one.seq - other.seq);
}

function longestOf(steps: readonly Step[], waiting: number): Course["longest"] {
  let longest: Course["longest"];
  for (const step of steps.slice(1)) if (!longest || step.gap > longest.gap) longest = { gap: step.gap, until: step.words };
  return waiting > (longest?.gap ?? 0) ? { gap: waiting, until: undefined } : longest;
}

function isAnswerKind(row: RowFacts): boolean {
  return row.kind === "result" || row.kind === "error";
}

function stepWords(row: RowFacts, entry: Entry, further: boolean): string {
  if (row.seq === entry.seq) return entry.kind === "request" ? t("Request") : entry.kind === "state" ? t("Event") : t("Row");
  if (isAnswerKind(row)) return further ? t("Further answer") : row.kind === "error" ? t("Error") : t("Answer");
  if (row.method === "notifications/progress") return t("Progress");
  if (row.method === "notifications/cancelled") return t("Cancelled");
  return rowName(row);
}
