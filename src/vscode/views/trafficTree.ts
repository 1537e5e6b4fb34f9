import * as vscode from "vscode";
import type { Clock } from "../../core/base/clock";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import { Emitter, type Event } from "../../core/base/event";
import type { Registry } from "../../core/server/registry";
import type { LinkInfo } from "../../core/trace/trace";
import { Coalescer } from "../coalescer";
import type { History } from "../history/history";
import { earlierItem, noticeItem, sessionItem } from "./earlierItem";
import { EarlierRows } from "./earlierRows";
import { evictedItem } from "./evictedItem";
import { exchangeTooltip, frameTooltip } from "./messageTooltip";
import { runItem } from "./runItem";
import { RunRows } from "./runRows";
import { itemOf } from "./trafficItem";
import type { TrafficNode } from "./trafficNode";

/** Milliseconds between two refreshes, and between two ticks of the pending durations. */
const REFRESH = 200;
const TICK = 1000;

export interface TrafficSources {
  readonly registry: Registry;
  readonly history: History;
  readonly clock: Clock;
}

/** The Traffic tree: runs of servers, newest first, each with its newest rows; below them the sessions from before this window. */
export class TrafficTree implements vscode.TreeDataProvider<TrafficNode>, Disposable {
  private readonly changes = new vscode.EventEmitter<TrafficNode | TrafficNode[] | undefined>();
  private readonly store = new DisposableStore();
  private readonly dirty = new Set<number>();
  private rootsDirty = false;
  private visible = false;
  private readonly refresh = new Coalescer(REFRESH, () => this.flush());
  private ticker: ReturnType<typeof setInterval> | undefined;
  private readonly live: RunRows;
  private readonly earlier: EarlierRows;
  private evicted = 0;

  private readonly reveals = this.store.add(new Emitter<TrafficNode>());
  private readonly messages = this.store.add(new Emitter<string>());
  /** Sequence of a request whose row is to be shown with the next refresh. */
  private wanted: number | undefined;

  readonly onDidChangeTreeData = this.changes.event;
  /** A row should be scrolled to; fires when VS Code has been told of the row. */
  readonly onReveal: Event<TrafficNode> = this.reveals.event;

  /** What is to be said above the rows. */
  readonly onMessage = this.messages.event;

  constructor(private readonly sources: TrafficSources) {
    const { history, registry } = sources;
    const { exchanges, trace } = history.live;
    this.live = new RunRows(history.live);
    this.earlier = new EarlierRows(history.library);
    this.store.add(this.refresh);
    this.store.add(this.changes);
    this.store.add(exchanges.onChange((links) => this.touch(links)));
    this.store.add(trace.onClear(() => this.reset()));
    this.store.add(registry.onChange(() => this.touchRoots()));
    this.store.add(history.onChange(() => this.touchRoots()));
    this.store.add({ dispose: () => clearInterval(this.ticker) });
  }

  /** Nothing is computed for a view that nobody sees. */
  setVisible(visible: boolean): void {
    if (visible === this.visible) return;
    this.visible = visible;
    this.sources.history.library.setVisible(visible);
    clearInterval(this.ticker);
    if (!visible) {
      this.earlier.collapsed(this.earlier.group);
      return;
    }
    this.ticker = setInterval(() => this.tick(), TICK);
    this.reset();
  }

  /** A row was closed: what was read for it is not needed any more, and VS Code is to forget it too. */
  collapsed(node: TrafficNode): void {
    if (this.earlier.collapsed(node)) this.changes.fire(node);
  }

  showOlder({ session, link }: { readonly session: string; readonly link: number }): void {
    const rows = this.rowsOf(session);
    rows?.showOlder(link);
    this.changes.fire(rows?.known(link));
  }

  /** Scrolls to a request of this window that was just sent, if the view is seen. */
  reveal(seq: number): void {
    if (!this.visible) return;
    this.wanted = seq;
    this.refresh.schedule();
  }

  /** Needed by VS Code to scroll to a row. */
  getParent(node: TrafficNode): TrafficNode | undefined {
    if (node.type === "session") return this.earlier.group;
    if ("link" in node) return this.rowsOf(node.source.session)?.known(node.link);
    return "source" in node && !node.source.live ? this.earlier.node(node.source.session) : undefined;
  }

  getChildren(parent?: TrafficNode): TrafficNode[] | Promise<TrafficNode[]> {
    if (!parent) return this.roots();
    if (parent.type === "run") return (parent.source.live ? this.live : this.earlier.rowsOf(parent.source)).rows(parent.info.link);
    if (parent.type === "earlier") return this.earlier.sessions();
    return parent.type === "session" ? this.earlier.runs(parent) : [];
  }

  getTreeItem(node: TrafficNode): vscode.TreeItem {
    const { clock, registry, history } = this.sources;
    switch (node.type) {
      case "evicted":
        if (!node.source.live) return evictedItem(node.id, node.source.trace.evicted.frames, "earlier");
        return evictedItem(node.id, this.evictedRows(), history.onDisk ? "disk" : "memory");
      case "earlier":
        return earlierItem(node.id, history.library.sessions);
      case "session":
        return sessionItem(node.id, node.session, clock.now());
      case "notice":
        return noticeItem(node.id, node.label, node.detail);
      case "run":
        return runItem(node, registry, isNewest(node));
      default:
        return itemOf(node, clock.now());
    }
  }

  resolveTreeItem(item: vscode.TreeItem, node: TrafficNode): vscode.TreeItem {
    if (node.type === "exchange") item.tooltip = exchangeTooltip(node.exchange, node.source.trace, this.sources.clock.now());
    if (node.type === "frame") item.tooltip = frameTooltip(node.frame);
    return item;
  }

  dispose(): void {
    this.store.dispose();
  }

  private roots(): TrafficNode[] {
    const { problem } = this.sources.history;
    const roots = this.live.list((info) => this.goesOn(info));
    const isEmpty = roots.length === 0;
    this.evicted = this.evictedRows();
    if (this.evicted > 0) roots.push(this.live.evicted);
    if (problem !== undefined) roots.push({ type: "notice", id: "problem", label: vscode.l10n.t("Not kept on disk"), detail: problem });
    if (this.earlier.any) roots.push(this.earlier.group);
    // A view without any row has the welcome of the manifest instead.
    this.messages.fire(isEmpty && roots.length > 0 ? vscode.l10n.t("Nothing has crossed a wire in this window yet.") : "");
    return roots;
  }

  private goesOn({ link, server }: LinkInfo): boolean {
    return this.sources.registry.get(server)?.link === link;
  }

  private evictedRows(): number {
    return this.live.source.trace.evicted.frames;
  }

  private rowsOf(session: string): RunRows | undefined {
    return session === this.live.source.session ? this.live : this.earlier.of(session);
  }

  private touch(links: ReadonlySet<number>): void {
    for (const link of links) {
      if (this.live.known(link)) this.dirty.add(link);
      else this.rootsDirty = true;
    }
    if (this.visible) this.refresh.schedule();
  }

  private touchRoots(): void {
    this.rootsDirty = true;
    if (this.visible) this.refresh.schedule();
  }

  private reset(): void {
    this.live.reset();
    this.touchRoots();
  }

  private flush(): void {
    if (!this.visible) return;
    const before = this.evicted;
    this.evicted = this.evictedRows();
    // The first eviction adds a row, a further one changes its number.
    if (this.rootsDirty || (before === 0 && this.evicted > 0)) this.changes.fire(undefined);
    else if (this.dirty.size > 0) this.changes.fire(this.changedNodes(this.evicted > before));
    this.live.forget(this.rootsDirty ? undefined : this.dirty);
    this.rootsDirty = false;
    this.dirty.clear();
    this.revealWanted();
  }

  private revealWanted(): void {
    const { exchanges, trace } = this.live.source;
    const exchange = this.wanted === undefined ? undefined : exchanges.of(this.wanted);
    this.wanted = undefined;
    if (!exchange) return;
    const node = this.live.row(exchange.link, { type: "exchange", seq: exchange.request, exchange });
    const info = trace.link(exchange.link);
    if (!node || !info) return;
    this.live.run(info);
    this.reveals.fire(node);
  }

  private changedNodes(moreEvicted: boolean): TrafficNode[] {
    const runs = [...this.dirty].flatMap((link) => this.live.known(link) ?? []);
    return moreEvicted ? [...runs, this.live.evicted] : runs;
  }

  /** Pending durations go on; rows that are not loaded are not touched. */
  private tick(): void {
    const pending = this.live.pending();
    if (pending.length > 0) this.changes.fire(pending);
  }
}

/** The newest run of a server in this window is open at first, and the only one of an earlier session. */
function isNewest({ source, info }: TrafficNode & { readonly type: "run" }): boolean {
  const links = source.trace.links();
  return source.live ? !links.some((other) => other.server === info.server && other.run > info.run) : links.length === 1;
}
