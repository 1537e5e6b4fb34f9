import * as vscode from "vscode";
import { assertNever } from "../../core/base/assertNever";
import type { Server } from "../../core/server/server";
import type { ServerState } from "../../core/server/state";
import { stateLabel } from "../../core/server/words";
import { oneLine } from "../format";
import { promptTooltip, resourceTooltip, templateTooltip, toolTooltip } from "./offerTooltip";
import type { GroupName, Notice, ServerNode } from "./serverNode";
import { stateIcon } from "./stateIcon";

const GROUP_LOOKS: { readonly [group in GroupName]: { readonly label: string; readonly icon: string } } = {
  tools: { label: "Tools", icon: "tools" },
  resources: { label: "Resources", icon: "files" },
  templates: { label: "Resource Templates", icon: "file-symlink-directory" },
  prompts: { label: "Prompts", icon: "comment-discussion" },
};

/** Looks of a row; hovers that cost something are left to `resolveTreeItem`. */
export function itemOf(node: ServerNode): vscode.TreeItem {
  switch (node.type) {
    case "server":
      return serverItem(node.id, node.server);
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
      const item = leaf(node.id, node.tool.name, "symbol-method", node.tool.title ?? node.tool.annotations?.title ?? node.tool.description);
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
      const item = leaf(node.id, node.prompt.name, "comment", node.prompt.title ?? node.prompt.description);
      item.tooltip = promptTooltip(node.prompt);
      return item;
    }
    case "invalid": {
      const item = leaf(node.id, node.name, "warning", node.reason);
      item.iconPath = new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground"));
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

function serverItem(id: string, server: Server): vscode.TreeItem {
  const { config, state } = server;
  const item = new vscode.TreeItem(config.name, collapsible(server));
  const shared = config.source.kind === "shared" ? "another host may run it too" : undefined;
  const parts = [stateLabel(state), stateWords(state), shared, config.source.label];
  item.id = id;
  item.iconPath = stateIcon(state);
  item.description = parts.filter((part) => part !== undefined).join(" · ");
  item.contextValue = contextOf(server);
  item.accessibilityInformation = { label: `${config.name}, ${item.description.replaceAll(" · ", ", ")}` };
  return item;
}

/** What the state alone does not say. */
function stateWords(state: ServerState): string | undefined {
  if (state.name === "running") return state.revision;
  return state.name === "failed" || state.name === "misconfigured" ? oneLine(state.message, 100) : undefined;
}

function collapsible({ state }: Server): vscode.TreeItemCollapsibleState {
  switch (state.name) {
    case "running":
    case "failed":
    case "misconfigured":
    case "blocked":
      return vscode.TreeItemCollapsibleState.Expanded;
    default:
      return vscode.TreeItemCollapsibleState.Collapsed;
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
      return new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground"));
    case "warning":
      return new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground"));
    case "info":
      return new vscode.ThemeIcon("info");
    default:
      return assertNever(kind);
  }
}
