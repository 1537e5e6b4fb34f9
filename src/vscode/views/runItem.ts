import * as vscode from "vscode";
import type { Registry } from "../../core/server/registry";
import { stateLabel } from "../../core/server/words";
import { formatTime } from "../format";
import { serverTitle } from "../serverTitle";
import { stateIcon } from "./stateIcon";
import type { TrafficNode } from "./trafficNode";

/**
 * @param registry has the configured server, if it is still there
 * @param newest whether the run is open at first
 */
export function runItem({ id, info, source }: TrafficNode & { type: "run" }, registry: Registry, newest: boolean): vscode.TreeItem {
  const server = registry.get(info.server);
  const current = source.live && server?.link === info.link ? server : undefined;
  const item = new vscode.TreeItem(info.name, newest ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed);
  const state = current ? stateLabel(current.state).toLowerCase() : vscode.l10n.t("ended");
  item.id = id;
  // Beside its twin's, the runs of a server are told apart by where it is configured.
  const hasTwin = server !== undefined && serverTitle(server, registry.servers) !== server.config.name;
  item.description = [...(hasTwin ? [server.config.source.label] : []), vscode.l10n.t("run {0}", info.run), state].join(" · ");
  item.iconPath = current ? stateIcon(current.state) : new vscode.ThemeIcon("history");
  item.tooltip = vscode.l10n.t("{0}, run {1}, {2}. Opened at {3}.", info.name, info.run, state, formatTime(info.opened));
  item.contextValue = "wirelight.run";
  item.accessibilityInformation = { label: `${info.name}, ${item.description.replaceAll(" · ", ", ")}` };
  return item;
}
