import * as vscode from "vscode";
import { inert } from "../../core/base/inert";
import type { FrameKind } from "../../core/wire/frame";
import { messageUri } from "../documents/messageUri";
import { formatCount, formatDay, formatTime } from "../format";
import type { History } from "../history/history";
import type { TrafficSource } from "../history/trafficSource";

/** Candidates that are offered; the filter of the list finds those meant. */
const OFFERED = 200;
/** Rows that are looked at for them, from the newest on; more would be felt. */
const LOOKED_AT = 200_000;

/** A message or an exchange as one side of a comparison. */
interface Side {
  readonly uri: vscode.Uri;
  readonly label: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** Server, run and row, for people. */
  readonly place: string;
}

/** What another message has to be like to be worth comparing. */
interface Likeness {
  readonly kind: FrameKind;
  readonly method: string | undefined;
  readonly subject: string | undefined;
}

type Choice = vscode.QuickPickItem & { readonly side?: Side; readonly session?: string };

/**
 * Compares two messages, or exchanges, in the diff editor; with one given, the person chooses the other, of any session.
 * @param beside the other one, where it is of another session
 */
export async function compareMessages(history: History, source: TrafficSource, seqs: readonly number[], beside?: { readonly source: TrafficSource; readonly seq: number }): Promise<void> {
  const [one, given] = seqs;
  if (one === undefined) return;
  const side = sideOf(source, one);
  const other = beside ? sideOf(beside.source, beside.seq) : given === undefined ? await pickOther(history, source, one) : sideOf(source, given);
  if (!other) return;
  const [left, right] = other.time < side.time || (other.time === side.time && given !== undefined && given < one) ? [other, side] : [side, other];
  await vscode.commands.executeCommand("vscode.diff", left.uri, right.uri, `${left.label} ${formatTime(left.time)} ↔ ${right.label} ${formatTime(right.time)}`);
}

async function pickOther(history: History, source: TrafficSource, seq: number): Promise<Side | undefined> {
  const like = likenessOf(source, seq);
  const placeHolder = vscode.l10n.t("Compare {0} with...", labelOf(source, seq));
  const items: Choice[] = [...alike(source, like, seq).map(itemOf), ...otherSessions(history, source.session)];
  if (items.length === 0) throw new Error(vscode.l10n.t("There is nothing of its kind to compare it with. Select two rows to compare any two."));
  const picked = await pick(items, placeHolder);
  if (picked?.session === undefined) return picked?.side;
  const sides = await history.library.look({ session: picked.session, seq: 0 }, (other) => (other ? alike(other, like) : []));
  if (sides.length === 0) throw new Error(vscode.l10n.t("That session has nothing of its kind."));
  return (await pick(sides.map(itemOf), placeHolder))?.side;
}

function pick(items: readonly Choice[], placeHolder: string): Thenable<Choice | undefined> {
  return vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true, matchOnDetail: true });
}

/** Messages of other sessions are listed once their session was chosen, since it has to be read for that. */
function otherSessions({ live, library }: History, shown: string): Choice[] {
  const now = Date.now();
  const earlier = library.sessions.map(({ id, started, summary }) => ({ id, title: formatDay(started, now), servers: summary?.servers ?? [] }));
  const recordings = library.lent.map(({ session, title }) => ({ id: session, title, servers: [vscode.l10n.t("recording")] }));
  const sessions = [{ id: live.session, title: vscode.l10n.t("This Window"), servers: [] }, ...recordings, ...earlier].filter(({ id }) => id !== shown);
  if (sessions.length === 0) return [];
  return [
    { label: vscode.l10n.t("Other Sessions"), kind: vscode.QuickPickItemKind.Separator },
    ...sessions.map(({ id, title, servers }) => ({ label: `$(history) ${inert(title)}`, description: inert(servers.join(", ")), session: id })),
  ];
}

/** Messages of the same kind and method, newest first; those about the same subject before all others. */
function alike(source: TrafficSource, { kind, method, subject }: Likeness, except?: number): readonly Side[] {
  const { trace: { columns, first, next }, exchanges } = source;
  const found: number[] = [];
  for (let seq = next - 1; seq >= Math.max(first, next - LOOKED_AT) && found.length < OFFERED; seq--) {
    if (seq !== except && columns.kind(seq) === kind && columns.method(seq) === method) found.push(seq);
  }
  const isClose = (seq: number): boolean => exchanges.of(seq)?.subject === subject;
  return [...found.filter(isClose), ...found.filter((seq) => !isClose(seq))].map((seq) => sideOf(source, seq));
}

function likenessOf({ trace, exchanges }: TrafficSource, seq: number): Likeness {
  return { kind: trace.columns.kind(seq), method: trace.columns.method(seq), subject: exchanges.of(seq)?.subject };
}

function itemOf(side: Side): Choice {
  return { label: side.label, description: formatTime(side.time), detail: side.place, side };
}

function sideOf(source: TrafficSource, seq: number): Side {
  const { trace, exchanges, session } = source;
  const frame = trace.at(seq);
  if (!frame) throw new Error(vscode.l10n.t("This message is no longer kept: it had to make room, or the traffic was cleared."));
  const info = trace.link(frame.link);
  return {
    uri: messageUri({ session, seq, raw: false, bare: true }, frame, exchanges.of(seq), info),
    label: labelOf(source, seq),
    time: frame.time,
    place: vscode.l10n.t("{0}, run {1}, row {2}", info?.name ?? "", info?.run ?? 0, formatCount(seq)),
  };
}

function labelOf({ trace, exchanges }: TrafficSource, seq: number): string {
  const exchange = exchanges.of(seq);
  if (exchange?.request === seq) return exchange.subject === undefined ? exchange.method : `${exchange.method} ${exchange.subject}`;
  return trace.columns.method(seq) ?? trace.columns.kind(seq);
}
