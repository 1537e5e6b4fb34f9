import * as vscode from "vscode";
import { assertNever } from "../../core/base/assertNever";
import { describeClosed } from "../../core/mcp/describeClosed";
import { offerChangeCounts, offerChangeText } from "../../core/mcp/offerChangeText";
import { declares } from "../../core/mcp/missingCapability";
import type { Server } from "../../core/server/server";
import { stateLabel } from "../../core/server/words";
import type { RunFaults } from "../../core/lint/findings";
import { Commands } from "../contributions";
import { formatCount, oneLine } from "../format";
import { serverTitle } from "../serverTitle";
import { kindWord } from "./kindWord";
import type { OfferNews } from "./offerNews";
import { promptTooltip, resourceTooltip, templateTooltip, toolTooltip } from "./offerTooltip";
import type { GroupName, Notice, ServerNode } from "./serverNode";
import { noticesOf } from "./serverNotices";
import { stateIcon } from "./stateIcon";

const GROUP_LOOKS: { readonly [group in GroupName]: { readonly label: string; readonly icon: string } } = {
  tools: { label: vscode.l10n.t("Tools"), icon: "tools" },
  resources: { label: vscode.l10n.t("Resources"), icon: "files" },
  templates: { label: vscode.l10n.t("Resource Templates"), icon: "file-symlink-directory" },
  prompts: { label: vscode.l10n.t("Prompts"), icon: "comment-discussion" },
};

/**
 * Looks of a row; hovers that cost something are left to `resolveTreeItem`.
 * @param faults of the server's newest run
 * @param news what has just changed in the lists
 */
export function itemOf(node: ServerNode, faults: RunFaults, servers: readonly Server[], news: Pick<OfferNews, "fresh">): vscode.TreeItem {
  switch (node.type) {
    case "server":
      return serverItem(node.id, node.server, faults, servers);
    case "notice":
      return noticeItem(node);
    case "group": {
      const { label, icon } = GROUP_LOOKS[node.group];
      const count = node.listed.items.length + node.listed.invalid.length;
      const change = news.fresh(node.server, node.group);
      // What is missing and why is a row of its own above.
      const shown = node.listed.truncated === undefined ? String(count) : vscode.l10n.t("{0}, incomplete", count);
      const item = leaf(node.id, label, icon, change ? `${shown} · ${offerChangeCounts(change)}` : shown);
      item.collapsibleState = count > 0 ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None;
      item.accessibilityInformation = { label: change ? `${label}, ${shown}, ${offerChangeText(change)}` : `${label}, ${shown}` };
      if (change) item.tooltip = offerChangeText(change);
      return item;
    }
    case "loading":
      return leaf(node.id, GROUP_LOOKS[node.group].label, "loading~spin", vscode.l10n.t("loading"));
    case "tool": {
      const item = leaf(node.id, node.tool.name, "symbol-method", node.tool.description ?? node.tool.title ?? node.tool.annotations?.title, vscode.l10n.t("tool"));
      item.contextValue = "wirelight.tool";
      item.tooltip = toolTooltip(node.tool);
      return item;
    }
    case "resource": {
      const item = leaf(node.id, node.resource.title ?? node.resource.name, "file", node.resource.description ?? node.resource.uri, vscode.l10n.t("resource"));
      item.tooltip = resourceTooltip(node.resource);
      item.contextValue = "wirelight.resource";
      item.command = { command: Commands.readResource, title: vscode.l10n.t("Read Resource"), arguments: [node, { preserveFocus: true }] };
      return item;
    }
    case "template": {
      const item = leaf(node.id, node.template.title ?? node.template.name, "file-symlink-file", node.template.description ?? node.template.uriTemplate, vscode.l10n.t("resource template"));
      item.tooltip = templateTooltip(node.template);
      item.contextValue = "wirelight.template";
      item.command = { command: Commands.readResource, title: vscode.l10n.t("Read Resource"), arguments: [node, { preserveFocus: true }] };
      return item;
    }
    case "prompt": {
      const item = leaf(node.id, node.prompt.name, "comment", node.prompt.description ?? node.prompt.title, vscode.l10n.t("prompt"));
      item.tooltip = promptTooltip(node.prompt);
      item.contextValue = "wirelight.prompt";
      item.command = { command: Commands.getPrompt, title: vscode.l10n.t("Get Prompt"), arguments: [node, { preserveFocus: true }] };
      return item;
    }
    case "invalid": {
      const item = leaf(node.id, node.name, "warning", node.reason, vscode.l10n.t("cannot be used"));
      item.iconPath = new vscode.ThemeIcon("warning", new vscode.ThemeColor("problemsWarningIcon.foreground"));
      item.tooltip = vscode.l10n.t("Wirelight cannot use this item: {0}", node.reason);
      return item;
    }
    default:
      return assertNever(node);
  }
}

/** @param kind what the icon means, where the label does not say it */
function leaf(id: string, label: string, icon: string, description: string | undefined, kind?: string): vscode.TreeItem {
  const item = new vscode.TreeItem(label);
  item.id = id;
  item.iconPath = new vscode.ThemeIcon(icon);
  if (description !== undefined) item.description = oneLine(description, 120);
  item.accessibilityInformation = { label: [label, kind, item.description].filter((part) => part !== undefined).join(", ") };
  return item;
}

function serverItem(id: string, server: Server, faults: RunFaults, servers: readonly Server[]): vscode.TreeItem {
  const { config, state } = server;
  const item = new vscode.TreeItem(config.name, collapsible(server, faults));
  const shared = config.source.kind === "shared" ? vscode.l10n.t("another host may run it too") : undefined;
  const words = [config.disabled && state.name === "stopped" ? vscode.l10n.t("Disabled") : stateLabel(state), ...stateWords(server, faults), shared];
  // Beside its twin a server is told apart by its place, and a narrow view cuts off the end.
  const hasTwin = serverTitle(server, servers) !== config.name;
  const parts = hasTwin ? [config.source.label, ...words] : [...words, config.source.label];
  item.id = id;
  item.iconPath = stateIcon(state);
  item.description = parts.filter((part) => part !== undefined).join(" · ");
  item.contextValue = contextOf(server);
  item.accessibilityInformation = { label: `${config.name}, ${item.description.replaceAll(" · ", ", ")}` };
  return item;
}

/** What the state alone does not say, most urgent first: a narrow view cuts off the end. */
function stateWords({ state, offer, stale }: Server, { stray, malformed }: RunFaults): (string | undefined)[] {
  const tools = offer?.tools && offer.tools.items.length + offer.tools.invalid.length;
  switch (state.name) {
    case "running":
      return [
        stray > 0 ? (stray === 1 ? vscode.l10n.t("1 stray line") : vscode.l10n.t("{0} stray lines", formatCount(stray))) : undefined,
        malformed > 0 ? (malformed === 1 ? vscode.l10n.t("1 malformed message") : vscode.l10n.t("{0} malformed messages", formatCount(malformed))) : undefined,
        stale ? vscode.l10n.t("configuration changed") : undefined,
        tools === undefined ? undefined : tools === 1 ? vscode.l10n.t("1 tool") : vscode.l10n.t("{0} tools", formatCount(tools)),
        state.revision,
      ];
    case "failed":
      // The whole message is the first row below.
      return [state.closed?.how === "exited" && !state.closed.asked ? describeClosed(state.closed) : oneLine(state.message, 100)];
    case "restarting":
      return [describeClosed(state.closed)];
    case "misconfigured":
      return [oneLine(state.message, 100)];
    default:
      return [];
  }
}

/** What needs a person is open at once; what a running server offers opens on demand, or a few servers would fill the view. */
function collapsible(server: Server, faults: RunFaults): vscode.TreeItemCollapsibleState {
  switch (server.state.name) {
    case "running":
      return vscode.TreeItemCollapsibleState.Collapsed;
    case "failed":
    case "restarting":
    case "misconfigured":
    case "blocked":
      return vscode.TreeItemCollapsibleState.Expanded;
    default:
      return noticesOf(server, faults).length > 0 ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None;
  }
}

/** Words between colons, matched by the `when` clauses of the manifest. */
function contextOf({ config, state, link, hello, session }: Server): string {
  const words: string[] = [];
  const active = state.name === "running" || state.name === "starting" || state.name === "restarting";
  if (state.name === "stopped" || state.name === "failed" || state.name === "restarting" || (state.name === "blocked" && state.reason === "input")) words.push("startable");
  if (active) words.push("stoppable");
  if (active && state.name !== "restarting") words.push("restartable");
  if (state.name === "blocked") words.push(state.reason);
  if (link !== undefined) words.push("log");
  if (state.name === "running" && session?.supports("resources/read")) words.push("resources");
  if (state.name === "running" && session?.supports("prompts/get")) words.push("prompts");
  if (hello && declares(hello.capabilities, "logging")) words.push("logging");
  if (config.launch) words.push("launchable");
  if (config.inputs.length > 0) words.push("inputs");
  if (config.source.file !== undefined || config.source.kind === "own") words.push("configured");
  return `wirelight.server:${words.join(":")}:`;
}

function noticeItem({ id, notice, server }: { readonly id: string; readonly notice: Notice; readonly server: Server }): vscode.TreeItem {
  const item = new vscode.TreeItem(oneLine(notice.label, 160));
  item.id = id;
  item.iconPath = noticeIcon(notice.kind);
  item.tooltip = notice.detail;
  if (notice.command) item.command = { command: notice.command.id, title: notice.command.title, arguments: [server.config.id] };
  item.accessibilityInformation = { label: `${kindWord(notice.kind)}, ${oneLine(notice.label, 1000)}` };
  return item;
}

function noticeIcon(kind: Notice["kind"]): vscode.ThemeIcon {
  switch (kind) {
    case "error":
      return new vscode.ThemeIcon("error", new vscode.ThemeColor("problemsErrorIcon.foreground"));
    case "warning":
      return new vscode.ThemeIcon("warning", new vscode.ThemeColor("problemsWarningIcon.foreground"));
    case "info":
      return new vscode.ThemeIcon("info");
    default:
      return assertNever(kind);
  }
}
