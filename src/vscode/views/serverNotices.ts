import { describeClosed } from "../../core/mcp/describeClosed";
import type { Server } from "../../core/server/server";
import { Commands } from "../contributions";
import type { RunFaults } from "../../core/lint/findings";
import { plural } from "../format";
import type { Notice } from "./serverNode";

/** What a person must know about a server before anything else, most urgent first. */
export function noticesOf(server: Server, faults: RunFaults): Notice[] {
  return [...stateNotices(server), ...configNotices(server), ...faultNotices(faults), ...listNotices(server)];
}

function stateNotices(server: Server): Notice[] {
  const { state } = server;
  const log = { id: Commands.showServerLog, title: "Show Log" };
  if (state.name === "failed") {
    const ending = state.closed ? ` The process ${describeClosed(state.closed)}.` : "";
    return [{ kind: "error", label: state.message, detail: `${state.message}${state.message.includes(ending.trim()) ? "" : ending}`, command: log }];
  }
  if (state.name === "misconfigured") {
    return [{ kind: "error", label: state.message, detail: state.message, command: { id: Commands.goToConfiguration, title: "Go to Configuration" } }];
  }
  if (state.name === "blocked") {
    const command = state.reason === "untrusted"
      ? { id: Commands.manageTrust, title: "Manage Workspace Trust" }
      : { id: Commands.reviewLaunch, title: "Review and Start" };
    return [{ kind: "warning", label: `${command.title}…`, detail: state.message, command }];
  }
  if (server.stale) {
    const detail = "The configuration has changed since this process was started. Restart the server to use the new one.";
    return [{ kind: "info", label: "Restart to use the changed configuration", detail, command: { id: Commands.restartServer, title: "Restart" } }];
  }
  return [];
}

/** The first error is the state itself when the server cannot be launched. */
function configNotices({ config, state }: Server): Notice[] {
  const shown = state.name === "misconfigured" ? state.message : undefined;
  return config.problems.filter((problem) => problem.message !== shown).map((problem) => ({
    kind: problem.severity,
    label: problem.message,
    detail: problem.message,
    command: { id: Commands.goToConfiguration, title: "Go to Configuration" },
  }));
}

function faultNotices({ stray, malformed }: RunFaults): Notice[] {
  const command = { id: Commands.showStrayOutput, title: "Show Stray Output" };
  const notices: Notice[] = [];
  if (stray > 0) {
    notices.push({
      kind: "warning",
      label: `${plural(stray, "stray line")} on stdout`,
      detail: "Stdout carries protocol messages only; everything else belongs on stderr. Each line and its fix is in the Problems view.",
      command,
    });
  }
  if (malformed > 0) {
    notices.push({ kind: "warning", label: plural(malformed, "malformed message"), detail: "Each message and its fault is in the Problems view.", command });
  }
  return notices;
}

function listNotices({ offer }: Server): Notice[] {
  return Object.entries(offer ?? {}).flatMap(([name, listed]: [string, { truncated: string | undefined } | undefined]) => (
    listed?.truncated === undefined ? [] : [{ kind: "warning", label: `${name}: ${listed.truncated}`, detail: listed.truncated, command: undefined }]
  ));
}
