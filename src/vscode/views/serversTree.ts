import * as vscode from "vscode";
import type { Clock } from "../../core/base/clock";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import type { Server } from "../../core/server/server";
import type { Registry } from "../../core/server/registry";
import type { Trace } from "../../core/trace/trace";
import { Coalescer } from "../coalescer";
import type { Findings } from "../../core/lint/findings";
import type { Processes } from "../processes";
import type { Configuration } from "../configuration/configuration";
import type { LogLevels } from "../logLevel/logLevels";
import { OfferNews } from "./offerNews";
import { type PlaceNode, placeItem } from "./placeItem";
import { itemOf } from "./serverItem";
import { noticesOf } from "./serverNotices";
import { type GroupName, GROUPS, itemsOf, type ServerNode } from "./serverNode";
import { serverTooltip } from "./serverTooltip";

/** Milliseconds between two refreshes. */
const REFRESH = 150;

export interface ServersSources {
  readonly registry: Registry;
  readonly trace: Trace;
  readonly findings: Findings;
  readonly processes: Processes;
  readonly clock: Clock;
  readonly configuration: Pick<Configuration, "notices" | "onApplied">;
  readonly logLevels: Pick<LogLevels, "wanted">;
}

export type ServersRow = ServerNode | PlaceNode;

/** The Servers tree: servers, what is wrong with them, what they offer. */
export class ServersTree implements vscode.TreeDataProvider<ServersRow>, Disposable {
  private readonly changes = new vscode.EventEmitter<ServersRow | undefined>();
  private readonly store = new DisposableStore();
  private readonly dirty = new Set<string>();
  private everything = false;
  private noticed = "[]";
  private readonly news: OfferNews;
  private readonly refresh = new Coalescer(REFRESH, () => this.flush());
  /** VS Code knows rows by identity, so the row of a server is always the same object. */
  private readonly roots = new Map<string, ServerNode & { type: "server" }>();

  readonly onDidChangeTreeData = this.changes.event;

  /** @param configured settles once there is something to list, so that the welcome of an empty view does not flash */
  constructor(
    private readonly host: ServersSources,
    private readonly configured: Promise<void>,
  ) {
    this.store.add(this.refresh);
    this.store.add(this.changes);
    this.store.add(host.registry.onChange((server) => this.touch(server)));
    this.store.add(host.configuration.onApplied(() => this.noticesRead()));
    this.news = this.store.add(new OfferNews(host.registry, host.clock));
    this.store.add(this.news.onChange((server) => this.touch(server)));
    this.store.add(host.findings.onChange((link) => {
      const server = host.registry.servers.find((each) => each.link === link);
      if (server) this.touch(server);
    }));
  }

  getChildren(parent?: ServersRow): ServersRow[] | Promise<ServersRow[]> {
    return parent ? this.below(parent) : this.configured.then(() => this.top());
  }

  /** Without any server the view is empty, so that it says what to do; unless something is wrong. */
  private top(): ServersRow[] {
    const servers = this.host.registry.servers.map((server) => this.rootOf(server));
    const worthIt = this.host.configuration.notices.filter(({ kind }) => kind !== "info" || servers.length > 0);
    const places = worthIt.map((place): PlaceNode => ({ type: "place", id: `place/${place.id}`, place }));
    return [...servers, ...places];
  }

  private below(parent: ServersRow): ServersRow[] {
    if (parent.type === "server") return this.childrenOf(parent.server);
    return parent.type === "group" ? itemsOf(parent.server, parent.group, parent.listed) : [];
  }

  getTreeItem(node: ServersRow): vscode.TreeItem {
    if (node.type === "place") return placeItem(node);
    return itemOf(node, this.host.findings.of(node.server.link), this.host.registry.servers, this.news);
  }

  resolveTreeItem(item: vscode.TreeItem, node: ServersRow): vscode.TreeItem {
    if (node.type === "server") item.tooltip = this.tooltipOf(node.server);
    return item;
  }

  dispose(): void {
    this.store.dispose();
  }

  private tooltipOf(server: Server): vscode.MarkdownString {
    const { trace, processes, clock, logLevels } = this.host;
    return serverTooltip(server, trace, { pid: processes.pidOf(server.link), now: clock.now(), logLevel: logLevels.wanted(server.config.id), news: this.news.of(server) });
  }

  private childrenOf(server: Server): ServerNode[] {
    const base = server.config.id;
    const notices = noticesOf(server, this.host.findings.of(server.link))
      .map((notice, index): ServerNode => ({ type: "notice", id: `${base}/notice/${index}`, server, notice }));
    if (server.state.name !== "running") return notices;
    const groups = GROUPS.flatMap((group): ServerNode[] => {
      if (server.loading.has(group)) return [{ type: "loading", id: `${base}/group/${group}`, server, group }];
      const listed = server.offer?.[group];
      return listed && isWorthARow(group, listed.items.length + listed.invalid.length) ? [{ type: "group", id: `${base}/group/${group}`, server, group, listed }] : [];
    });
    return [...notices, ...groups];
  }

  private rootOf(server: Server): ServerNode {
    const known = this.roots.get(server.config.id);
    if (known?.server === server) return known;
    const root = { type: "server", id: server.config.id, server } as const;
    this.roots.set(server.config.id, root);
    return root;
  }

  /** A server that is not shown yet, or no more, changes the list itself. */
  private touch(server: Server | undefined): void {
    if (server && this.roots.get(server.config.id)?.server === server && this.host.registry.get(server.config.id) === server) this.dirty.add(server.config.id);
    else this.everything = true;
    this.refresh.schedule();
  }

  /** The rows below the servers are few and seldom change; the servers tell of themselves. */
  private noticesRead(): void {
    const { notices } = this.host.configuration;
    const text = JSON.stringify(notices);
    if (text === this.noticed) return;
    this.noticed = text;
    this.touch(undefined);
  }

  private flush(): void {
    if (this.everything) this.changes.fire(undefined);
    else for (const id of this.dirty) this.changes.fire(this.roots.get(id));
    for (const id of this.everything ? this.roots.keys() : []) if (!this.host.registry.get(id)) this.roots.delete(id);
    this.everything = false;
    this.dirty.clear();
  }
}

/** Every server with resources is asked for templates, and most have none. */
function isWorthARow(group: GroupName, count: number): boolean {
  return group !== "templates" || count > 0;
}
