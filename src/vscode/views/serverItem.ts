import * as vscode from "vscode";
import { assertNever } from "../../core/base/assertNever";
import { describeClosed } from "../../core/mcp/describeClosed";
import type { Server } from "../../core/server/server";
import { stateLabel } from "../../core/server/words";
import type { RunFaults } from "../../core/lint/findings";
import { oneLine, plural } from "../format";
import { serverTitle } from "../serverTitle";
import { promptTooltip, resourceTooltip, templateTooltip, toolTooltip } from "./offerTooltip";
import type { GroupName, Notice, ServerNode } from "./serverNode";
import { noticesOf } from "./serverNotices";
import { stateIcon } from "./stateIcon";

const GROUP_LOOKS: { readonly [group in GroupName]: { readonly label: string; readonly icon: string } } = {
  tools: { label: "Tools", icon: "tools" },
  resources: { label: "Resources", icon: "files" },
  templates: { label: "Resource Templates", icon: "file-symlink-directory" },
  prompts: { label: "Prompts", icon: "comment-discussion" },
};

/**
 * Looks of a row; hovers that cost something are left to `resolveTreeItem`.
 * @param faults of the server's newest run
 */
export function itemOf(node: ServerNode, faults: RunFaults, servers: readonly Server[]): vscode.TreeItem {
  switch (node.type) {
    case "server":
      return serverItem(node.id, node.server, faults, servers);
    case "notice":
      return noticeItem(node);
    case "group": {
      const { label, icon } = GROUP_LOOKS[node.group];
      const count = node.listed.items.length + node.listed.invalid.length;
      const item = leaf(node.id, label, icon, String(count));
      item.collapsibleState = count > 0 ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None;
      item.accessibilityInformation = { label: `${label}, ${count}` };
      return item;
    }
    case "tool": {
      const item = leaf(node.id, node.tool.name, "symbol-method", node.tool.description ?? node.tool.title ?? node.tool.annotations?.title);
      item.contextValue = "wirelight.tool";
      item.tooltip = toolTooltip(node.tool);
      return item;
    }
    case "resource": {
      const item = leaf(node.id, node.resource.title ?? node.resource.name, "file", node.resource.description ?? node.resource.uri);
      item.tooltip = resourceTooltip(node.resource);
      return item;
    }
    case "template": {
      const item = leaf(node.id, node.template.title ?? node.template.name, "file-symlink-file", node.template.description ?? node.template.uriTemplate);
      item.tooltip = templateTooltip(node.template);
      return item;
    }
    case "prompt": {
      const item = leaf(node.id, node.prompt.name, "comment", node.prompt.description ?? node.prompt.title);
      item.tooltip = promptTooltip(node.prompt);
      return item;
    }
    case "invalid": {
      const item = leaf(node.id, node.name, "warning", node.reason);
      item.iconPath = new vscode.ThemeIcon("warning", new vscode.ThemeColor("problemsWarningIcon.foreground"));
      item.tooltip = `Wirelight cannot use this item: ${node.reason}`;
      return item;
    }
    default:
      return assertNever(node);
  }
}

function leaf(id: string, label: string, icon: string, description: string | undefined): vscode.TreeItem {
  const item = new vscode.TreeItem(label);
  item.id = id;
  item.iconPath = new vscode.ThemeIcon(icon);
  if (description !== undefined) item.description = oneLine(description, 120);
  item.accessibilityInformation = { label: description === undefined ? label : `${label}, ${item.description}` };
  return item;
}

function serverItem(id: string, server: Server, faults: RunFaults, servers: readonly Server[]): vscode.TreeItem {
  const { config, state } = server;
  const item = new vscode.TreeItem(config.name, collapsible(server, faults));
  const shared = config.source.kind === "shared" ? "another host may run it too" : undefined;
  const words = [stateLabel(state), ...stateWords(server, faults), shared];
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
  switch (state.name) {
    case "running":
      return [
        stray > 0 ? plural(stray, "stray line") : undefined,
        malformed > 0 ? plural(malformed, "malformed message") : undefined,
        stale ? "configuration changed" : undefined,
        offer?.tools ? plural(offer.tools.items.length + offer.tools.invalid.length, "tool") : undefined,
        state.revision,
      ];
    case "failed":
      // The whole message is the first row below.
      return [state.closed?.how === "exited" && !state.closed.asked ? describeClosed(state.closed) : oneLine(state.message, 100)];
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
    case "misconfigured":
    case "blocked":
      return vscode.TreeItemCollapsibleState.Expanded;
    default:
      return noticesOf(server, faults).length > 0 ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None;
  }
}

/** Words between colons, matched by the `when` clauses of the manifest. */
function contextOf({ config, state, link }: Server): string {
  const words: string[] = [];
  const active = state.name === "running" || state.name === "starting";
  if (state.name === "stopped" || state.name === "failed") words.push("startable");
  if (active) words.push("stoppable", "restartable");
  if (state.name === "blocked") words.push(state.reason);
  if (link !== undefined) words.push("log");
  if (config.source.file !== undefined || config.source.kind === "own") words.push("configured");
  return `wirelight.server:${words.join(":")}:`;
}

function noticeItem({ id, notice, server }: { readonly id: string; readonly notice: Notice; readonly server: Server }): vscode.TreeItem {
  const item = new vscode.TreeItem(oneLine(notice.label, 160));
  item.id = id;
  item.iconPath = noticeIcon(notice.kind);
  item.tooltip = notice.detail;
  if (notice.command) item.command = { command: notice.command.id, title: notice.command.title, arguments: [server.config.id] };
  item.accessibilityInformation = { label: `${notice.kind}, ${notice.label}` };
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
