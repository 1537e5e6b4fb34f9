import * as vscode from "vscode";
import { Failure } from "../../core/base/failure";
import { factsOf } from "../../core/trace/entries/factsOf";
import { compileFilter } from "../../core/trace/filter/compileFilter";
import { parseFilter } from "../../core/trace/filter/parseFilter";
import { allRows, rowsOf } from "../../core/trace/recording/rowsOf";
import { Pause } from "../../node/recordings/pause";
import { formatCount, oneLine } from "../format";
import type { TrafficSource } from "../history/trafficSource";
import { withLateProgress } from "../lateProgress";

/** What a person may want of a session. */
export interface RowChoice {
  readonly source: TrafficSource;
  /** Rows that they have selected, if any. */
  readonly seqs: readonly number[];
  /** The filter that they see it through, if any. */
  readonly filter: string;
  readonly isMarked: (seq: number) => boolean;
}

type Item = vscode.QuickPickItem & { readonly rows: () => Promise<readonly number[] | undefined> };

export interface ChosenRows {
  /** `undefined` stands for all that the trace holds. */
  readonly rows: readonly number[] | undefined;
}

/** Asks what of a session is meant, when there is a choice; `undefined` when the person changed their mind. */
export async function chooseRows(choice: RowChoice, title: string): Promise<ChosenRows | undefined> {
  const { source: { trace, exchanges }, seqs, filter } = choice;
  const items: Item[] = [{ label: vscode.l10n.t("Everything"), description: vscode.l10n.t("{0} messages and lines", formatCount(trace.next - trace.first)), rows: () => Promise.resolve(undefined) }];
  if (filter.trim() !== "") items.unshift({ label: vscode.l10n.t("What the filter shows"), description: oneLine(filter, 80), rows: () => filtered(choice) });
  if (seqs.length > 0) items.unshift({ label: seqs.length === 1 ? vscode.l10n.t("The selected entry") : vscode.l10n.t("The {0} selected entries", formatCount(seqs.length)), description: vscode.l10n.t("calls with their answers"), rows: () => Promise.resolve(rowsOf(trace, exchanges, seqs)) });
  const [only] = items;
  const picked = items.length === 1 ? only : await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t("Choose what to take") });
  return picked && { rows: await picked.rows() };
}

/** Goes over all entries as the page does, with breaks. */
async function filtered({ source: { trace, exchanges }, filter: text, isMarked }: RowChoice): Promise<readonly number[]> {
  const { filter } = parseFilter(text);
  if (!filter) return [...allRows(trace)];
  const matches = compileFilter(filter);
  return withLateProgress(vscode.l10n.t("Filtering the traffic..."), async (cancel) => {
    const seqs: number[] = [];
    const pause = new Pause();
    for (const facts of factsOf(trace, exchanges, { isMarked })) {
      if (matches(facts)) seqs.push(facts.seq);
      if (!pause.isDue) continue;
      if (cancel.cancelled) throw new Failure("cancelled", "Cancelled.");
      await pause.take();
    }
    return rowsOf(trace, exchanges, seqs);
  });
}
