import * as vscode from "vscode";
import { inert } from "../../core/base/inert";
import { factsOf } from "../../core/trace/entries/factsOf";
import { escapeText } from "../../core/trace/escape";
import { compileFilter } from "../../core/trace/filter/compileFilter";
import type { Facts } from "../../core/trace/filter/facts";
import { parseFilter } from "../../core/trace/filter/parseFilter";
import { allRows, collectRows } from "../../core/trace/recording/rowsOf";
import { formatCount, oneLine } from "../format";
import type { TrafficSource } from "../history/trafficSource";
import { inBreaks } from "../inBreaks";
import { withLateProgress } from "../lateProgress";
import { readSavedFilters } from "../traffic/readSavedFilters";

/** What a person may want of a session. */
export interface RowChoice {
  readonly source: TrafficSource;
  /** Rows that they have selected, if any. */
  readonly seqs: readonly number[];
  /** The filter that they see it through; empty when there is none, `undefined` when they want what they have selected and nothing else. */
  readonly filter: string | undefined;
  readonly isMarked: (seq: number) => boolean;
}

type Item = vscode.QuickPickItem & { readonly rows: () => Promise<Iterable<number> | undefined> };

export interface ChosenRows {
  /** `undefined` stands for all that the trace holds. */
  readonly rows: Iterable<number> | undefined;
}

/** Asks what of a session is meant, when there is a choice; `undefined` when the person changed their mind. */
export async function chooseRows(choice: RowChoice, title: string): Promise<ChosenRows | undefined> {
  const { source: { trace }, seqs, filter } = choice;
  const selected = (): Promise<Iterable<number>> => collected(choice, seqs);
  if (filter === undefined && seqs.length > 0) return { rows: await selected() };
  const items: Item[] = [{ label: vscode.l10n.t("Everything"), description: vscode.l10n.t("{0} messages and lines", formatCount(trace.next - trace.first)), rows: () => Promise.resolve(undefined) }];
  if (filter !== undefined && filter.trim() !== "") items.unshift({ label: vscode.l10n.t("What the filter shows"), description: oneLine(filter, 80), rows: () => filtered(choice, filter) });
  if (seqs.length > 0) items.unshift({ label: seqs.length === 1 ? vscode.l10n.t("The selected entry") : vscode.l10n.t("The {0} selected entries", formatCount(seqs.length)), description: vscode.l10n.t("calls with their answers"), rows: selected });
  items.push(...savedItems(choice));
  const [only] = items;
  const picked = items.length === 1 ? only : await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t("Choose what to take"), matchOnDescription: true });
  return picked && { rows: await picked.rows() };
}

/** Filters that are kept under a name, but for those that are wrong: they would take what nobody meant. */
function savedItems(choice: RowChoice): readonly Item[] {
  const { filters } = readSavedFilters();
  const kept = filters.filter(({ filter }) => filter !== choice.filter && parseFilter(filter).problems.length === 0);
  return kept.map(({ name, filter }) => ({ label: inert(oneLine(escapeText(name), 60)), description: inert(oneLine(escapeText(filter), 80)), rows: () => filtered(choice, filter) }));
}

/** Goes over all entries as the page does. */
async function filtered(choice: RowChoice, text: string): Promise<Iterable<number>> {
  const { source: { trace, exchanges }, isMarked } = choice;
  const { filter } = parseFilter(text);
  return filter ? collected(choice, matching(factsOf(trace, exchanges, { isMarked }), compileFilter(filter))) : allRows(trace);
}

/** The rows of some entries, collected with breaks. */
function collected({ source: { trace, exchanges } }: RowChoice, seqs: Iterable<number | undefined>): Promise<Iterable<number>> {
  return withLateProgress(vscode.l10n.t("Filtering the traffic..."), (cancel) => inBreaks(collectRows(trace, exchanges, seqs), cancel));
}

/** The entries that match, and `undefined` for each of the others, so that there can be a break after every one. */
function* matching(facts: Iterable<Facts>, matches: (facts: Facts) => boolean): Generator<number | undefined> {
  for (const each of facts) yield matches(each) ? each.seq : undefined;
}
