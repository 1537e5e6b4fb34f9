import * as vscode from "vscode";
import { describeClosed } from "../../core/mcp/describeClosed";
import type { Server } from "../../core/server/server";
import type { ServerState } from "../../core/server/state";
import { stateDetail } from "../../core/server/words";
import { Commands } from "../contributions";
import type { RunFaults } from "../../core/lint/findings";
import { formatCount } from "../format";
import type { Notice } from "./serverNode";

/** What a person must know about a server before anything else, most urgent first. */
export function noticesOf(server: Server, faults: RunFaults): Notice[] {
  return [...stateNotices(server), ...configNotices(server), ...faultNotices(faults), ...listNotices(server)];
}

function stateNotices(server: Server): Notice[] {
  const { state } = server;
  const log = { id: Commands.showServerLog, title: vscode.l10n.t("Show Log") };
  if (state.name === "failed") {
    const ending = state.closed && vscode.l10n.t("The process {0}.", describeClosed(state.closed));
    const detail = ending === undefined || state.message.includes(ending) ? state.message : `${state.message} ${ending}`;
    return [{ kind: "error", label: state.message, detail, command: log }];
  }
  if (state.name === "restarting") {
    return [{ kind: "error", label: state.message, detail: stateDetail(state), command: log }];
  }
  if (state.name === "misconfigured") {
    return [{ kind: "error", label: state.message, detail: state.message, command: { id: Commands.goToConfiguration, title: vscode.l10n.t("Go to Configuration") } }];
  }
  if (state.name === "blocked") {
    const command = UNBLOCK[state.reason];
    return [{ kind: "warning", label: `${command.title}…`, detail: state.message, command }];
  }
  if (server.stale) {
    const detail = vscode.l10n.t("The configuration has changed since this process was started. Restart the server to use the new one.");
    return [{ kind: "info", label: vscode.l10n.t("Restart to use the changed configuration"), detail, command: { id: Commands.restartServer, title: vscode.l10n.t("Restart") } }];
  }
  return [];
}

/** What a click on a blocked server does. */
const UNBLOCK: { readonly [reason in (ServerState & { name: "blocked" })["reason"]]: { readonly id: string; readonly title: string } } = {
  untrusted: { id: Commands.manageTrust, title: vscode.l10n.t("Manage Workspace Trust") },
  unapproved: { id: Commands.reviewLaunch, title: vscode.l10n.t("Review and Start") },
  input: { id: Commands.startServer, title: vscode.l10n.t("Give the Missing Values and Start") },
};

/** The first error is the state itself when the server cannot be launched. */
function configNotices({ config, state }: Server): Notice[] {
  const shown = state.name === "misconfigured" ? state.message : undefined;
  return config.problems.filter((problem) => problem.message !== shown).map((problem) => ({
    kind: problem.severity,
    label: problem.message,
    detail: problem.message,
    command: { id: Commands.goToConfiguration, title: vscode.l10n.t("Go to Configuration") },
  }));
}

function faultNotices({ stray, malformed }: RunFaults): Notice[] {
  const command = { id: Commands.showStrayOutput, title: vscode.l10n.t("Show Stray Output") };
  const notices: Notice[] = [];
  if (stray > 0) {
    notices.push({
      kind: "warning",
      label: stray === 1 ? vscode.l10n.t("1 stray line on stdout") : vscode.l10n.t("{0} stray lines on stdout", formatCount(stray)),
      detail: vscode.l10n.t("Stdout carries protocol messages only; everything else belongs on stderr. Each line and its fix is in the Problems view."),
      command,
    });
  }
  if (malformed > 0) {
    const label = malformed === 1 ? vscode.l10n.t("1 malformed message") : vscode.l10n.t("{0} malformed messages", formatCount(malformed));
    notices.push({ kind: "warning", label, detail: vscode.l10n.t("Each message and its fault is in the Problems view."), command });
  }
  return notices;
}

function listNotices({ offer }: Server): Notice[] {
  return Object.entries(offer ?? {}).flatMap(([name, listed]: [string, { truncated: string | undefined } | undefined]) => (
    listed?.truncated === undefined ? [] : [{ kind: "warning", label: `${name}: ${listed.truncated}`, detail: listed.truncated, command: undefined }]
  ));
}
