import * as vscode from "vscode";
import type { CancelSignal } from "../../core/base/cancel";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import { Failure, messageOf } from "../../core/base/failure";
import { inert } from "../../core/base/inert";
import type { Registry } from "../../core/server/registry";
import type { LinkInfo } from "../../core/trace/trace";
import { Commands } from "../contributions";
import type { History } from "../history/history";
import { withLateProgress } from "../lateProgress";
import { serverOf } from "../serverOf";
import { ComparisonDocuments } from "./comparisonDocuments";
import { type KnownSession, knownSessions } from "./knownSessions";
import { pickRun, pickSession } from "./pickSides";
import type { RunPlace, Side } from "./side";
import { runSide, sessionSide, toolsSide } from "./writeSides";

export interface ComparisonSources {
  readonly registry: Registry;
  readonly history: History;
}

/** What the commands that compare runs differ in. */
interface RunComparison {
  readonly title: string;
  readonly first: string;
  readonly withTools: boolean;
  readonly write: (run: RunPlace, cancel: CancelSignal) => Promise<Side>;
}

/** Registers the commands that compare tools, runs and sessions in the diff editor. Each takes a row of a tree, or asks. */
export function registerComparisons(sources: ComparisonSources): Disposable {
  const store = new DisposableStore();
  const documents = store.add(new ComparisonDocuments());
  const tools: RunComparison = { title: vscode.l10n.t("Compare Tools"), first: vscode.l10n.t("Choose the server whose tools to compare"), withTools: true, write: toolsSide };
  const runs: RunComparison = { title: vscode.l10n.t("Compare Runs"), first: vscode.l10n.t("Choose the run to compare"), withTools: false, write: runSide };
  const register = (command: string, compare: (target: unknown) => Promise<void>): void => {
    store.add(vscode.commands.registerCommand(command, (target: unknown) => telling(() => compare(target))));
  };
  register(Commands.compareTools, (target) => compareRuns(sources, documents, tools, target));
  register(Commands.compareRuns, (target) => compareRuns(sources, documents, runs, target));
  register(Commands.compareSessions, (target) => compareSessions(sources, documents, target));
  return store;
}

async function compareRuns(sources: ComparisonSources, documents: ComparisonDocuments, { title, first, withTools, write }: RunComparison, target: unknown): Promise<void> {
  const sessions = await sessionsOf(sources);
  const given = runGiven(sources, sessions, target);
  const question = { title, sessions, withTools };
  const one = given ?? (await pickRun({ ...question, placeholder: first, except: undefined, server: undefined }));
  if (!one) return;
  const placeholder = vscode.l10n.t("Compare {0}, run {1}, with...", one.name, one.run);
  // What is nearest is offered first.
  const near = [one.session, ...sessions.filter(({ id }) => id !== one.session.id)];
  const other = await pickRun({ ...question, sessions: near, placeholder, except: one, server: one.name });
  if (!other) return;
  const sides = await withLateProgress(vscode.l10n.t("Comparing..."), async (cancel) => [await write(one, cancel), await write(other, cancel)] as const);
  await documents.show(...sides, title);
}

async function compareSessions(sources: ComparisonSources, documents: ComparisonDocuments, target: unknown): Promise<void> {
  const sessions = await sessionsOf(sources);
  const title = vscode.l10n.t("Compare Sessions");
  if (sessions.length < 2) {
    void vscode.window.showInformationMessage(vscode.l10n.t("There is only the session of this window. Open a recording to compare with, or come back later: earlier sessions are kept."));
    return;
  }
  const one = sessions.find(({ id }) => id === sessionGiven(target)) ?? (await pickSession(sessions, title, vscode.l10n.t("Choose the session to compare")));
  const other = one && (await pickSession(sessions.filter((each) => each !== one), title, vscode.l10n.t("Compare {0} with...", one.title)));
  if (!other) return;
  const sides = await withLateProgress(vscode.l10n.t("Comparing..."), async (cancel) => [await sessionSide(one, cancel), await sessionSide(other, cancel)] as const);
  await documents.show(...sides, title);
}

async function sessionsOf({ history }: ComparisonSources): Promise<readonly KnownSession[]> {
  // The list is looked after only while somebody sees it.
  await history.library.refresh();
  return knownSessions(history);
}

/** The run of a row of a tree: the newest one of a server, or a run of the Traffic view. */
function runGiven({ registry, history }: ComparisonSources, sessions: readonly KnownSession[], target: unknown): RunPlace | undefined {
  const run = isRun(target) ? target : undefined;
  const link = serverOf(registry, target)?.link;
  const info = run?.info ?? (link === undefined ? undefined : history.live.trace.link(link));
  const session = sessions.find(({ id }) => id === (run?.source.session ?? history.live.session));
  return info && session && { session, link: info.link, name: info.name, run: info.run, opened: info.opened };
}

/** A row of a run in the Traffic view. */
function isRun(target: unknown): target is { readonly info: LinkInfo; readonly source: { readonly session: string } } {
  return typeof target === "object" && target !== null && "type" in target && target.type === "run" && "info" in target && "source" in target;
}

/** The session of a row of the Traffic view. */
function sessionGiven(target: unknown): string | undefined {
  if (typeof target !== "object" || target === null || !("session" in target)) return undefined;
  const { session } = target;
  return typeof session === "object" && session !== null && "id" in session && typeof session.id === "string" ? session.id : undefined;
}

async function telling(compare: () => Promise<void>): Promise<void> {
  try {
    await compare();
  } catch (error) {
    if (error instanceof Failure && error.kind === "cancelled") return;
    void vscode.window.showErrorMessage(inert(vscode.l10n.t("Nothing was compared: {0}", messageOf(error))));
  }
}
