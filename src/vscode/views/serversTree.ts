import * as vscode from "vscode";
import type { Clock } from "../../core/base/clock";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import type { Server } from "../../core/server/server";
import type { Registry } from "../../core/server/registry";
import type { Trace } from "../../core/trace/trace";
import { Coalescer } from "../coalescer";
import type { Findings } from "../../core/lint/findings";
import type { Processes } from "../processes";
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
}

/** The Servers tree: servers, what is wrong with them, what they offer. */
export class ServersTree implements vscode.TreeDataProvider<ServerNode>, Disposable {
  private readonly changes = new vscode.EventEmitter<ServerNode | undefined>();
  private readonly store = new DisposableStore();
  private readonly dirty = new Set<string>();
  private everything = false;
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
    this.store.add(host.findings.onChange((link) => {
      const server = host.registry.servers.find((each) => each.link === link);
      if (server) this.touch(server);
    }));
  }

  getChildren(parent?: ServerNode): ServerNode[] | Promise<ServerNode[]> {
    return parent ? this.below(parent) : this.configured.then(() => this.host.registry.servers.map((server) => this.rootOf(server)));
  }

  private below(parent: ServerNode): ServerNode[] {
    if (parent.type === "server") return this.childrenOf(parent.server);
    return parent.type === "group" ? itemsOf(parent.server, parent.group, parent.listed) : [];
  }

  getTreeItem(node: ServerNode): vscode.TreeItem {
    return itemOf(node, this.host.findings.of(node.server.link), this.host.registry.servers);
  }

  resolveTreeItem(item: vscode.TreeItem, node: ServerNode): vscode.TreeItem {
    if (node.type === "server") item.tooltip = serverTooltip(node.server, this.host.trace, this.host.processes.pidOf(node.server.link), this.host.clock.now());
    return item;
  }

  dispose(): void {
    this.store.dispose();
  }

  private childrenOf(server: Server): ServerNode[] {
    const base = server.config.id;
    const notices = noticesOf(server, this.host.findings.of(server.link))
      .map((notice, index): ServerNode => ({ type: "notice", id: `${base}/notice/${index}`, server, notice }));
    if (server.state.name !== "running") return notices;
    const groups = GROUPS.flatMap((group): ServerNode[] => {
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
