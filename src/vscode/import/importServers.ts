import * as vscode from "vscode";
import { inert } from "../../core/base/inert";
import { onUnexpectedError } from "../../core/base/unexpected";
import { literalSecrets } from "../../core/server/config/literalSecrets";
import { MASK } from "../../core/server/config/fillInputs";
import { describeLaunch } from "../../core/server/describeLaunch";
import { escapeText } from "../../core/trace/escape";
import { HOST_NAMES, HOST_TITLES, type HostName } from "../../node/hostConfigs/hostName";
import { tildePath } from "../configuration/tildePath";
import { Settings } from "../contributions";
import { formatCount } from "../format";
import { copyServers, type CopyTarget } from "./copyServers";
import { findServers, type Findings } from "./findServers";
import type { FoundServer } from "./foundServer";
import { linkHosts } from "./linkHosts";

const TITLE = vscode.l10n.t("Import MCP Servers");
const UNDO = vscode.l10n.t("Undo");
const SHOW = vscode.l10n.t("Open Settings");

type Way = { readonly type: "copy"; readonly target: CopyTarget } | { readonly type: "link" };

/** Lists what other hosts on this machine start, and copies or links what is chosen. */
export async function importServers(context: vscode.ExtensionContext): Promise<void> {
  const found = await findServers(context);
  if (found.servers.length === 0) {
    void vscode.window.showInformationMessage(inert([vscode.l10n.t("No MCP servers were found in the configuration files of {0}.", listOf(HOST_NAMES)), ...leftOut(found)].join(" ")));
    return;
  }
  const chosen = await chooseServers(found);
  if (!chosen || chosen.length === 0) return;
  const way = await chooseWay(chosen);
  if (way?.type === "link") await link(chosen);
  else if (way && (await confirmCopy(chosen, way.target))) await copy(chosen, way.target);
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
    { label: `$(account) ${vscode.l10n.t("Copy into your settings")}`, detail: vscode.l10n.t("They start by themselves in every window."), way: { type: "copy", target: vscode.ConfigurationTarget.Global } as const },
    ...(vscode.workspace.workspaceFolders ? [{ label: `$(root-folder) ${vscode.l10n.t("Copy into the settings of this workspace")}`, detail: vscode.l10n.t("They start by themselves in this workspace, once you have allowed each."), way: { type: "copy", target: vscode.ConfigurationTarget.Workspace } as const }] : []),
  ];
  const linked = hosts.length === 1
    ? vscode.l10n.t("Wirelight keeps reading its file, with all servers in it, and starts them when you ask.")
    : vscode.l10n.t("Wirelight keeps reading their files, with all servers in them, and starts them when you ask.");
  const link = { label: `$(link) ${vscode.l10n.t("Link {0}", listOf(hosts))}`, detail: linked, way: { type: "link" } as const };
  return (await vscode.window.showQuickPick([...copies, link], { title: TITLE, placeHolder: servers.length === 1 ? vscode.l10n.t("What to do with 1 server") : vscode.l10n.t("What to do with {0} servers", formatCount(servers.length)) }))?.way;
}

/** Copied servers run without another question, so everything is shown here once, but for what is secret. */
async function confirmCopy(servers: readonly FoundServer[], target: CopyTarget): Promise<boolean> {
  const copy = vscode.l10n.t("Copy");
  const secrets = servers.flatMap(({ name, entry }) => literalSecrets(entry).map((variable) => vscode.l10n.t('{0} of "{1}"', escapeText(variable), escapeText(name))));
  const plainText = secrets.length === 1
    ? vscode.l10n.t("The settings file will hold this secret as plain text: {0}.", secrets.join(", "))
    : vscode.l10n.t("The settings file will hold these secrets as plain text: {0}.", secrets.join(", "));
  const warning = secrets.length === 0 ? [] : [plainText, ""];
  const answer = await vscode.window.showWarningMessage(
    servers.length === 1 ? vscode.l10n.t("Copy 1 server into {0}?", placeOf(target)) : vscode.l10n.t("Copy {0} servers into {1}?", formatCount(servers.length), placeOf(target)),
    { modal: true, detail: [...warning, ...servers.flatMap(describe)].join("\n") },
    copy,
  );
  return answer === copy;
}

function describe({ name, entry, written }: FoundServer): readonly string[] {
  const secret = new Set(literalSecrets(entry));
  const env = Object.fromEntries(Object.entries(written.env).map(([variable, value]) => [variable, secret.has(variable) ? MASK : value]));
  const { commandLine, details } = describeLaunch({ ...written, env });
  return [`${escapeText(name)}: ${commandLine}`, ...details, ""];
}

async function copy(servers: readonly FoundServer[], target: CopyTarget): Promise<void> {
  const { names, present, undo } = await copyServers(servers, target);
  const already = present === 0 ? [] : [present === 1 ? vscode.l10n.t("One was there already.") : vscode.l10n.t("{0} were there already.", formatCount(present))];
  if (names.length === 0) {
    void vscode.window.showInformationMessage([vscode.l10n.t("Nothing was copied."), ...already].join(" "));
    return;
  }
  const copied = names.length === 1
    ? vscode.l10n.t("Copied 1 server into {0}: {1}.", placeOf(target), names.join(", "))
    : vscode.l10n.t("Copied {0} servers into {1}: {2}.", formatCount(names.length), placeOf(target), names.join(", "));
  offerUndo([copied, ...already].join(" "), Settings.servers, undo);
}

async function link(servers: readonly FoundServer[]): Promise<void> {
  const { added, undo } = await linkHosts(hostsOf(servers));
  if (added.length === 0) {
    const hosts = hostsOf(servers);
    void vscode.window.showInformationMessage(hosts.length === 1 ? vscode.l10n.t("{0} is linked already.", listOf(hosts)) : vscode.l10n.t("{0} are linked already.", listOf(hosts)));
  } else offerUndo(vscode.l10n.t("Linked {0}: the servers are listed, and start when you ask.", listOf(added)), Settings.linkedConfigurations, undo);
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

function placeOf(target: CopyTarget): string {
  return target === vscode.ConfigurationTarget.Global ? vscode.l10n.t("your settings") : vscode.l10n.t("the settings of this workspace");
}

/** Sentences about what is not offered. */
function leftOut({ remote, unreadable }: Findings): readonly string[] {
  const http = remote === 1
    ? vscode.l10n.t("1 HTTP server is left out: Wirelight starts programs only, so far.")
    : vscode.l10n.t("{0} HTTP servers are left out: Wirelight starts programs only, so far.", formatCount(remote));
  return [...(remote === 0 ? [] : [http]), ...(unreadable.length === 0 ? [] : [vscode.l10n.t("Not readable: {0}.", unreadable.join("; "))])];
}

function listOf(hosts: readonly HostName[]): string {
  return new Intl.ListFormat(vscode.env.language, { type: "conjunction" }).format(hosts.map((host) => HOST_TITLES[host]));
}
