import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../core/base/disposable";
import { Failure } from "../core/base/failure";
import { inert } from "../core/base/inert";
import type { Registry } from "../core/server/registry";
import type { Server } from "../core/server/server";
import { stateLabel } from "../core/server/words";
import type { Trace } from "../core/trace/trace";
import { goToConfiguration, openWorkspaceConfiguration } from "./configuration/goToConfiguration";
import { Commands } from "./contributions";
import { strayUri } from "./documents/strayDocuments";
import type { EnvironmentDocuments } from "./environment/environmentDocuments";
import type { Findings } from "../core/lint/findings";
import type { ServerLogs } from "./logs/serverLogs";
import { serverOf } from "./serverOf";

interface Parts {
  readonly registry: Registry;
  readonly trace: Trace;
  readonly findings: Findings;
  readonly logs: ServerLogs;
  readonly environments: EnvironmentDocuments;
}

interface ServerCommand {
  readonly id: string;
  /** Asks for a server out of those that fit, when the command comes without one. */
  readonly placeholder: string;
  readonly fits: (server: Server) => boolean;
  readonly run: (server: Server) => unknown;
}

/** Commands about one server; each takes a row of the Servers tree, an id, or asks. */
export function registerServerCommands(parts: Parts): Disposable {
  const store = new DisposableStore();
  const { registry } = parts;
  for (const command of serverCommands(parts)) {
    store.add(vscode.commands.registerCommand(command.id, async (target: unknown) => {
      const server = serverOf(registry, target) ?? (await pickServer(registry, command));
      if (server) await command.run(server);
    }));
  }
  const simple: readonly (readonly [string, () => unknown])[] = [
    [Commands.stopAllServers, () => registry.stopAll()],
    [Commands.manageTrust, () => vscode.commands.executeCommand("workbench.trust.manage")],
    [Commands.openWorkspaceConfiguration, openWorkspaceConfiguration],
    [Commands.openSettings, () => vscode.commands.executeCommand("workbench.action.openSettings", "wirelight")],
  ];
  for (const [id, run] of simple) store.add(vscode.commands.registerCommand(id, run));
  return store;
}

function serverCommands({ trace, findings, logs, environments }: Parts): readonly ServerCommand[] {
  return [
    { id: Commands.startServer, placeholder: vscode.l10n.t("Choose the server to start"), fits: isIdle, run: (server) => telling(server, () => server.start(true)) },
    { id: Commands.reviewLaunch, placeholder: vscode.l10n.t("Choose the server to review and start"), fits: isUnapproved, run: (server) => telling(server, () => server.start(true)) },
    { id: Commands.restartServer, placeholder: vscode.l10n.t("Choose the server to restart"), fits: isActive, run: (server) => telling(server, () => server.restart()) },
    { id: Commands.stopServer, placeholder: vscode.l10n.t("Choose the server to stop"), fits: isStoppable, run: (server) => server.stop() },
    { id: Commands.showServerLog, placeholder: vscode.l10n.t("Choose the server whose log to show"), fits: () => true, run: (server) => logs.show(server) },
    { id: Commands.goToConfiguration, placeholder: vscode.l10n.t("Choose the server to configure"), fits: () => true, run: goToConfiguration },
    { id: Commands.showEnvironment, placeholder: vscode.l10n.t("Choose the server whose environment to show"), fits: ({ config }) => config.launch !== undefined, run: (server) => environments.show(server) },
    {
      id: Commands.showStrayOutput,
      placeholder: vscode.l10n.t("Choose the server whose stray output to show"),
      fits: ({ link }) => findings.of(link).kept.length > 0,
      run: ({ link }) => showStrayOutput(trace, link),
    },
  ];
}

async function pickServer(registry: Registry, { placeholder, fits }: ServerCommand): Promise<Server | undefined> {
  const servers = registry.servers.filter(fits);
  if (servers.length <= 1) {
    if (servers.length === 0) void vscode.window.showInformationMessage(vscode.l10n.t("No MCP server is in a state for this. The Servers view of Wirelight shows where each one stands."));
    return servers[0];
  }
  const items = servers.map((server) => ({ label: inert(server.config.name), description: `${stateLabel(server.state)} · ${server.config.source.label}`, server }));
  return (await vscode.window.showQuickPick(items, { placeHolder: placeholder, matchOnDescription: true }))?.server;
}

/** A start that a person asked for and that fails is told to them; the row of the server keeps it to be read again. */
async function telling(server: Server, start: () => Promise<unknown>): Promise<void> {
  try {
    await start();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // They decided against it, or took it back, a moment ago.
    if (error.kind === "cancelled" || (error.kind === "blocked" && vscode.workspace.isTrusted)) return;
    offerHelp(server, error);
  }
}

function offerHelp(server: Server, failure: Failure): void {
  const [label, command] = helpFor(failure);
  void vscode.window.showErrorMessage(inert(failure.message), label).then((answer) => {
    if (answer === label) void vscode.commands.executeCommand(command, server.config.id);
  });
}

function helpFor(failure: Failure): readonly [label: string, command: string] {
  if (failure.kind === "blocked") return [vscode.l10n.t("Manage Workspace Trust"), Commands.manageTrust];
  if (failure.kind === "config") return [vscode.l10n.t("Go to Configuration"), Commands.goToConfiguration];
  return [vscode.l10n.t("Show Log"), Commands.showServerLog];
}

async function showStrayOutput(trace: Trace, link: number | undefined): Promise<void> {
  const uri = link === undefined ? undefined : strayUri(trace, link);
  if (!uri) return;
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
}

function isIdle(server: Server): boolean {
  return !isActive(server) && server.state.name !== "stopping";
}

function isActive({ state }: Server): boolean {
  return state.name === "running" || state.name === "starting";
}

function isStoppable(server: Server): boolean {
  return isActive(server) || server.state.name === "restarting";
}

function isUnapproved({ state }: Server): boolean {
  return state.name === "blocked" && state.reason === "unapproved";
}
