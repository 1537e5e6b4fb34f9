import * as vscode from "vscode";
import { inert } from "../../core/base/inert";
import { onUnexpectedError } from "../../core/base/unexpected";
import { describeLaunch } from "../../core/server/describeLaunch";
import { HOST_NAMES, HOST_TITLES, type HostName } from "../../node/hostConfigs/hostName";
import { tildePath } from "../configuration/tildePath";
import { Settings } from "../contributions";
import { formatCount } from "../format";
import { confirmCopy } from "./confirmCopy";
import { type CopiedServer, copyServers, type CopyTarget } from "./copyServers";
import { copyPlace } from "./copyPlace";
import { findServers, type Findings } from "./findServers";
import type { FoundServer } from "./foundServer";
import { linkHosts } from "./linkHosts";
import { listHosts } from "./listHosts";

const TITLE = vscode.l10n.t("Import MCP Servers");
const UNDO = vscode.l10n.t("Undo");
const SHOW = vscode.l10n.t("Open Settings");

type Way = { readonly type: "copy"; readonly target: CopyTarget } | { readonly type: "link" };

/** Lists what other hosts on this machine start, and copies or links what is chosen. */
export async function importServers(context: vscode.ExtensionContext): Promise<void> {
  const found = await findServers(context);
  if (found.servers.length === 0) {
    void vscode.window.showInformationMessage(inert([vscode.l10n.t("No MCP servers were found in the configuration files of {0}.", listHosts(HOST_NAMES)), ...leftOut(found)].join(" ")));
    return;
  }
  const chosen = await chooseServers(found);
  if (!chosen || chosen.length === 0) return;
  const way = await chooseWay(chosen);
  if (way?.type === "link") return link(chosen);
  const answer = way && (await confirmCopy(chosen, way.target));
  if (answer?.type === "link") await link(answer.servers);
  else if (answer) await copy(answer.servers, way.target);
}

async function chooseServers(found: Findings): Promise<readonly FoundServer[] | undefined> {
  const items = HOST_NAMES.flatMap((host) => {
    const servers = found.servers.filter((server) => server.host === host);
    return servers.length === 0 ? [] : [{ label: HOST_TITLES[host], kind: vscode.QuickPickItemKind.Separator, server: undefined }, ...servers.map(itemOf)];
  });
  const chosen = await vscode.window.showQuickPick(items, {
    title: TITLE,
    canPickMany: true,
    ignoreFocusOut: true,
    matchOnDescription: true,
    matchOnDetail: true,
    placeHolder: inert([vscode.l10n.t("Choose the servers to import."), ...leftOut(found)].join(" ")),
  });
  return chosen?.flatMap(({ server }) => server ?? []);
}

function itemOf(server: FoundServer): { readonly label: string; readonly description: string; readonly detail: string; readonly server: FoundServer } {
  return { label: inert(server.name), description: inert(tildePath(server.place.uri.fsPath)), detail: inert(describeLaunch(server.written).commandLine), server };
}

async function chooseWay(servers: readonly FoundServer[]): Promise<Way | undefined> {
  const hosts = hostsOf(servers);
  const copies = [
    { label: `$(account) ${vscode.l10n.t("Copy into your settings")}`, detail: whereTheyRun(servers), way: { type: "copy", target: vscode.ConfigurationTarget.Global } as const },
    ...(vscode.workspace.workspaceFolders ? [{ label: `$(root-folder) ${vscode.l10n.t("Copy into the settings of this workspace")}`, detail: vscode.l10n.t("They start by themselves in this workspace, once you have allowed each."), way: { type: "copy", target: vscode.ConfigurationTarget.Workspace } as const }] : []),
  ];
  const linked = hosts.length === 1
    ? vscode.l10n.t("Wirelight keeps reading its file, with all servers in it, and starts them when you ask.")
    : vscode.l10n.t("Wirelight keeps reading their files, with all servers in them, and starts them when you ask.");
  const link = { label: `$(link) ${vscode.l10n.t("Link {0}", listHosts(hosts))}`, detail: linked, way: { type: "link" } as const };
  return (await vscode.window.showQuickPick([...copies, link], { title: TITLE, placeHolder: servers.length === 1 ? vscode.l10n.t("What to do with 1 server") : vscode.l10n.t("What to do with {0} servers", formatCount(servers.length)) }))?.way;
}

/** In every window, but for what belongs to a folder: that has to go on meaning the same one. */
function whereTheyRun(servers: readonly FoundServer[]): string {
  const homes = [...new Set(servers.flatMap(({ home }) => home ?? []))];
  return homes.length === 0
    ? vscode.l10n.t("They start by themselves in every window.")
    : vscode.l10n.t("They start by themselves in every window. What belongs to a folder keeps its path and goes on running there, whatever is open: {0}.", inert(homes.map(tildePath).join(", ")));
}

async function copy(servers: readonly CopiedServer[], target: CopyTarget): Promise<void> {
  const { names, present, undo } = await copyServers(servers, target);
  const already = present === 0 ? [] : [present === 1 ? vscode.l10n.t("One was there already.") : vscode.l10n.t("{0} were there already.", formatCount(present))];
  if (names.length === 0) {
    void vscode.window.showInformationMessage([vscode.l10n.t("Nothing was copied."), ...already].join(" "));
    return;
  }
  const copied = names.length === 1
    ? vscode.l10n.t("Copied 1 server into {0}: {1}.", copyPlace(target), names.join(", "))
    : vscode.l10n.t("Copied {0} servers into {1}: {2}.", formatCount(names.length), copyPlace(target), names.join(", "));
  offerUndo([copied, ...already].join(" "), Settings.servers, undo);
}

async function link(servers: readonly FoundServer[]): Promise<void> {
  const { added, undo } = await linkHosts(hostsOf(servers));
  if (added.length === 0) {
    const hosts = hostsOf(servers);
    void vscode.window.showInformationMessage(hosts.length === 1 ? vscode.l10n.t("{0} is linked already.", listHosts(hosts)) : vscode.l10n.t("{0} are linked already.", listHosts(hosts)));
  } else offerUndo(vscode.l10n.t("Linked {0}: the servers are listed, and start when you ask.", listHosts(added)), Settings.linkedConfigurations, undo);
}

/** Not awaited by the command: the notification stays as long as it likes. */
function offerUndo(message: string, setting: string, undo: () => Promise<void>): void {
  const offer = async (): Promise<void> => {
    const answer = await vscode.window.showInformationMessage(inert(message), UNDO, SHOW);
    if (answer === UNDO) await undo();
    else if (answer === SHOW) await vscode.commands.executeCommand("workbench.action.openSettings", setting);
  };
  offer().catch(onUnexpectedError);
}

function hostsOf(servers: readonly FoundServer[]): readonly HostName[] {
  return HOST_NAMES.filter((host) => servers.some((server) => server.host === host));
}

/** Sentences about what is not offered. */
function leftOut({ remote, unreadable }: Findings): readonly string[] {
  const http = remote === 1
    ? vscode.l10n.t("1 HTTP server is left out: Wirelight starts programs only, so far.")
    : vscode.l10n.t("{0} HTTP servers are left out: Wirelight starts programs only, so far.", formatCount(remote));
  return [...(remote === 0 ? [] : [http]), ...(unreadable.length === 0 ? [] : [vscode.l10n.t("Not readable: {0}.", unreadable.join("; "))])];
}
