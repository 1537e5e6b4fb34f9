import * as vscode from "vscode";
import { inert } from "../../core/base/inert";
import { formatTime, oneLine } from "../format";
import { withLateProgress } from "../lateProgress";
import type { KnownSession } from "./knownSessions";
import { runsOf } from "./runsOf";
import type { RunPlace } from "./side";

export interface RunQuestion {
  readonly title: string;
  readonly placeholder: string;
  /** Sessions to choose from; the runs of the first are listed at once. */
  readonly sessions: readonly KnownSession[];
  readonly withTools: boolean;
  /** A run that cannot be chosen, since it is the other side. */
  readonly except: RunPlace | undefined;
  /** Runs of this server stand first. */
  readonly server: string | undefined;
}

type Item = vscode.QuickPickItem & { readonly run?: RunPlace; readonly session?: KnownSession };

/** Asks for a run; other sessions are read once they were chosen. `undefined` when the person leaves. */
export async function pickRun(question: RunQuestion): Promise<RunPlace | undefined> {
  const [here, ...others] = question.sessions;
  if (!here) return undefined;
  const items: Item[] = [...(await runItems(here, question)), ...otherItems(others)];
  const picked = await pick(items, question);
  if (!picked?.session) return picked?.run;
  const runs = await runItems(picked.session, question);
  return (await pick(runs, question))?.run;
}

/** Asks for a session. */
export async function pickSession(sessions: readonly KnownSession[], title: string, placeHolder: string): Promise<KnownSession | undefined> {
  return (await vscode.window.showQuickPick(sessions.map(sessionItem), { title, placeHolder, matchOnDescription: true }))?.session;
}

async function pick(items: readonly Item[], { title, placeholder, withTools }: RunQuestion): Promise<Item | undefined> {
  if (items.length > 0) return vscode.window.showQuickPick(items, { title, placeHolder: placeholder, matchOnDescription: true });
  void vscode.window.showInformationMessage(withTools
    ? vscode.l10n.t("There is no other list of tools to compare with. Start another server, or open a recording.")
    : vscode.l10n.t("There is no other run to compare with. Restart the server, or open a recording."));
  return undefined;
}

async function runItems(session: KnownSession, { withTools, except, server }: RunQuestion): Promise<Item[]> {
  const runs = await withLateProgress(vscode.l10n.t("Reading the traffic of {0}...", session.title), (cancel) => runsOf(session, withTools, cancel));
  const offered = runs.filter(({ link }) => !(except?.session.id === session.id && except.link === link));
  const isClose = ({ name }: RunPlace): boolean => name === server;
  return [...offered.filter(isClose), ...offered.filter((run) => !isClose(run))].map((run) => ({
    label: `$(pulse) ${inert(oneLine(run.name, 60))}`,
    description: [vscode.l10n.t("run {0}", run.run), formatTime(run.opened)].join(" · "),
    run,
  }));
}

function otherItems(sessions: readonly KnownSession[]): Item[] {
  return sessions.length === 0 ? [] : [{ label: vscode.l10n.t("Other Sessions"), kind: vscode.QuickPickItemKind.Separator }, ...sessions.map(sessionItem)];
}

function sessionItem(session: KnownSession): Item & { readonly session: KnownSession } {
  return { label: `$(${session.icon}) ${inert(oneLine(session.title, 60))}`, description: inert(oneLine(session.about, 80)), session };
}
