import * as vscode from "vscode";
import { listSessions, listWorkspaces, type StoredSession } from "../../node/sessions/listSessions";
import { removeSession } from "../../node/sessions/removeSession";
import { formatBytes, formatCount } from "../format";

/** Asks, saying how much it is, and deletes what has ended: of this workspace or of all. Settles with how many are gone. */
export async function deleteEarlierSessions(root: string, workspaceKey: string): Promise<number> {
  const all = await endedIn(root, await listWorkspaces(root));
  const here = await endedIn(root, [workspaceKey]);
  if (all.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("There are no earlier sessions on the disk."));
    return 0;
  }
  const these = { title: here.length === 1 ? vscode.l10n.t("Delete 1 Session") : vscode.l10n.t("Delete {0} Sessions", formatCount(here.length)) };
  const everywhere = { title: vscode.l10n.t("Delete Those of All Workspaces ({0})", all.length) };
  const choices = here.length === 0 ? [everywhere] : here.length === all.length ? [these] : [these, everywhere];
  const detail = [
    vscode.l10n.t("It is removed from the disk for good."),
    ...(here.length === all.length ? [] : [vscode.l10n.t("All workspaces together have {0}.", amount(all))]),
    vscode.l10n.t("Sessions of windows that are open stay."),
  ].join(" ");
  const chosen = await vscode.window.showWarningMessage(questionAbout(here), { modal: true, detail }, ...choices);
  if (!chosen) return 0;
  const wanted = chosen === these ? here : all;
  const gone = await Promise.all(wanted.map(({ folder }) => removeSession(folder)));
  const left = gone.filter((each) => !each).length;
  if (left > 0) {
    void vscode.window.showWarningMessage(left === 1
      ? vscode.l10n.t("1 session could not be deleted from {0}. Another program may be reading it, or the folder cannot be written.", root)
      : vscode.l10n.t("{0} sessions could not be deleted from {1}. Another program may be reading them, or the folder cannot be written.", formatCount(left), root));
  }
  return wanted.length - left;
}

function questionAbout(here: readonly StoredSession[]): string {
  if (here.length === 0) return vscode.l10n.t("This workspace has no earlier sessions, but others have.");
  return here.length === 1
    ? vscode.l10n.t("Delete the traffic of 1 earlier session of this workspace ({0})?", sizeOf(here))
    : vscode.l10n.t("Delete the traffic of {0} earlier sessions of this workspace ({1})?", formatCount(here.length), sizeOf(here));
}

async function endedIn(root: string, keys: readonly string[]): Promise<StoredSession[]> {
  const sessions = (await Promise.all(keys.map((key) => listSessions(root, key)))).flat();
  return sessions.filter(({ state, bytes }) => state === "ended" && bytes > 0);
}

function amount(sessions: readonly StoredSession[]): string {
  return sessions.length === 1 ? vscode.l10n.t("1 session ({0})", sizeOf(sessions)) : vscode.l10n.t("{0} sessions ({1})", formatCount(sessions.length), sizeOf(sessions));
}

function sizeOf(sessions: readonly StoredSession[]): string {
  return formatBytes(sessions.reduce((sum, { bytes }) => sum + bytes, 0));
}
