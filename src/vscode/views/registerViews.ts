import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import { Commands, Views } from "../contributions";
import { ServersTree, type ServersSources } from "./serversTree";
import { TrafficTree, type TrafficSources } from "./trafficTree";

export interface RegisteredViews extends Disposable {
  readonly servers: ServersTree;
  readonly traffic: TrafficTree;
}

export function registerViews(sources: ServersSources & TrafficSources, configured: Promise<void>): RegisteredViews {
  const store = new DisposableStore();
  const servers = store.add(new ServersTree(sources, configured));
  const traffic = store.add(new TrafficTree(sources));
  store.add(vscode.window.createTreeView(Views.servers, { treeDataProvider: servers, showCollapseAll: true }));
  const view = store.add(vscode.window.createTreeView(Views.traffic, { treeDataProvider: traffic, showCollapseAll: true }));
  store.add(view.onDidChangeVisibility(({ visible }) => traffic.setVisible(visible)));
  traffic.setVisible(view.visible);
  store.add(traffic.onReveal((node) => {
    // The row may have been evicted or cleared meanwhile; then there is nothing to scroll to.
    view.reveal(node, { select: true, focus: false }).then(undefined, () => undefined);
  }));
  store.add(traffic.onMessage((message) => (view.message = message)));
  store.add(view.onDidCollapseElement(({ element }) => traffic.collapsed(element)));
  store.add(vscode.commands.registerCommand(Commands.clearTraffic, () => sources.history.live.trace.clear()));
  store.add(vscode.commands.registerCommand(Commands.deleteEarlierSessions, () => sources.history.deleteEarlier()));
  store.add(vscode.commands.registerCommand(Commands.showOlderTraffic, (run: unknown) => {
    if (isRun(run)) traffic.showOlder(run);
  }));
  return { servers, traffic, dispose: () => store.dispose() };
}

/** What the row "Show older" hands to its command. */
function isRun(value: unknown): value is { readonly session: string; readonly link: number } {
  return typeof value === "object" && value !== null && "session" in value && typeof value.session === "string" && "link" in value && typeof value.link === "number";
}
