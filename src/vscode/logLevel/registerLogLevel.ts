import * as vscode from "vscode";
import { Failure } from "../../core/base/failure";
import { inert } from "../../core/base/inert";
import { LOG_LEVELS } from "../../core/mcp/logLevels";
import { declares } from "../../core/mcp/missingCapability";
import type { LogLevel } from "../../core/mcp/types";
import type { Registry } from "../../core/server/registry";
import type { Server } from "../../core/server/server";
import { stateLabel } from "../../core/server/words";
import { Commands } from "../contributions";
import { serverOf } from "../serverOf";
import { serverTitle } from "../serverTitle";
import type { LogLevels } from "./logLevels";

/** What each level is for (RFC 5424, in the words of the protocol). */
const MEANINGS: { readonly [level in LogLevel]: string } = {
  debug: vscode.l10n.t("Everything, details for debugging too"),
  info: vscode.l10n.t("General information and above"),
  notice: vscode.l10n.t("Normal but significant events and above"),
  warning: vscode.l10n.t("Warnings and above"),
  error: vscode.l10n.t("Errors and above"),
  critical: vscode.l10n.t("Critical conditions and above"),
  alert: vscode.l10n.t("Only where action is needed at once"),
  emergency: vscode.l10n.t("Only when the system is unusable"),
};

type LevelItem = vscode.QuickPickItem & { readonly level: LogLevel | undefined };

/** Registers the command that sets a server's log level; it takes a row of the Servers tree or an id, and a level, or asks. */
export function registerLogLevel(registry: Registry, levels: LogLevels): vscode.Disposable {
  return vscode.commands.registerCommand(Commands.setServerLogLevel, async (target: unknown, level: unknown) => {
    const server = serverOf(registry, target) ?? (await pickServer(registry, levels));
    if (!server) return;
    const given = LOG_LEVELS.find((each) => each === level);
    const choice = given ? { level: given } : await pickLevel(server, levels);
    if (choice) await choose(server, choice.level, levels);
  });
}

async function choose(server: Server, level: LogLevel | undefined, levels: LogLevels): Promise<void> {
  const { name } = server.config;
  try {
    await levels.choose(server, level);
    const what = level === undefined ? vscode.l10n.t('The log level of server "{0}" follows its output channel', name) : vscode.l10n.t('Log level of server "{0}": {1}', name, level);
    vscode.window.setStatusBarMessage(`$(check) ${inert(server.session ? what : vscode.l10n.t("{0}; it is sent when the server starts", what))}`, 6000);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    void vscode.window.showErrorMessage(inert(vscode.l10n.t('Server "{0}" did not take the log level: {1}', name, error.message)));
  }
}

async function pickServer(registry: Registry, levels: LogLevels): Promise<Server | undefined> {
  const servers = registry.servers.filter((server) => logs(server));
  if (servers.length <= 1) {
    if (servers.length === 0) void vscode.window.showInformationMessage(vscode.l10n.t('No server that has run declares the capability "logging", so there is no log level to set.'));
    return servers[0];
  }
  const items = servers.map((server) => ({
    label: inert(serverTitle(server, registry.servers)),
    description: `${stateLabel(server.state)} · ${levels.wanted(server.config.id) ?? vscode.l10n.t("the server's own level")}`,
    server,
  }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t("Set Server Log Level"), placeHolder: vscode.l10n.t("Choose the server") }))?.server;
}

async function pickLevel({ config }: Server, levels: LogLevels): Promise<LevelItem | undefined> {
  const chosen = levels.chosen(config.id);
  const about = (is: boolean, text: string): string => (is ? vscode.l10n.t("{0} · current", text) : text);
  const items: LevelItem[] = [
    ...LOG_LEVELS.map((level) => ({ label: level, description: about(level === chosen, MEANINGS[level]), level })),
    { label: "", kind: vscode.QuickPickItemKind.Separator, level: undefined },
    { label: vscode.l10n.t("Follow the output channel"), description: about(chosen === undefined, vscode.l10n.t('As set by "Set Log Level" of the Output view')), level: undefined },
  ];
  return vscode.window.showQuickPick(items, { title: inert(vscode.l10n.t('Log Level of "{0}"', config.name)), placeHolder: vscode.l10n.t("The server sends messages of this level and above") });
}

/** Of the current run, else of the last one. */
function logs({ hello }: Server): boolean {
  return hello !== undefined && declares(hello.capabilities, "logging");
}
