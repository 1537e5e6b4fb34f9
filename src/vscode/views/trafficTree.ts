import * as vscode from "vscode";
import type { Clock } from "../../core/base/clock";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import { Emitter, type Event } from "../../core/base/event";
import type { Registry } from "../../core/server/registry";
import type { Exchange, Exchanges, TrafficRow } from "../../core/trace/exchange";
import type { LinkInfo, Trace } from "../../core/trace/trace";
import type { Frame } from "../../core/wire/frame";
import { Coalescer } from "../coalescer";
import { evictedItem } from "./evictedItem";
import { exchangeTooltip, frameTooltip } from "./messageTooltip";
import { runItem } from "./runItem";
import { itemOf } from "./trafficItem";
import type { TrafficNode } from "./trafficNode";

/** Rows shown of a run at first, and how many more each "Show older" adds. */
const PAGE = 200;
/** Milliseconds between two refreshes, and between two ticks of the pending durations. */
const REFRESH = 200;
const TICK = 1000;

export interface TrafficSources {
  readonly registry: Registry;
  readonly trace: Trace;
  readonly exchanges: Exchanges;
  readonly clock: Clock;
}

type RowNode = Extract<TrafficNode, { readonly seq: number }>;

/** The Traffic tree: runs of servers, newest first, each with its newest rows. */
export class TrafficTree implements vscode.TreeDataProvider<TrafficNode>, Disposable {
  private readonly changes = new vscode.EventEmitter<TrafficNode | TrafficNode[] | undefined>();
  private readonly store = new DisposableStore();
  private readonly dirty = new Set<number>();
  private rootsDirty = false;
  private visible = false;
  private readonly refresh = new Coalescer(REFRESH, () => this.flush());
  private ticker: ReturnType<typeof setInterval> | undefined;
  /** VS Code knows rows by identity: a row that is shown again is the same object. */
  private readonly runs = new Map<number, TrafficNode & { type: "run" }>();
  private readonly exchangeNodes = new WeakMap<Exchange, RowNode>();
  private readonly frameNodes = new WeakMap<Frame, RowNode>();
  private readonly shown = new Map<number, readonly RowNode[]>();
  private created = 0;
  private readonly evictedNode: TrafficNode = { type: "evicted", id: "evicted" };
  /** Rows that were evicted before the last clearing, which are nobody's concern any more. */
  private forgiven = 0;
  private evicted = 0;
  private readonly limits = new Map<number, number>();

  private readonly reveals = this.store.add(new Emitter<TrafficNode>());
  /** Sequence of a request whose row is to be shown with the next refresh. */
  private wanted: number | undefined;

  readonly onDidChangeTreeData = this.changes.event;
  /** A row should be scrolled to; fires when VS Code has been told of the row. */
  readonly onReveal: Event<TrafficNode> = this.reveals.event;

  constructor(private readonly sources: TrafficSources) {
    this.store.add(this.refresh);
    this.store.add(this.changes);
    this.store.add(sources.exchanges.onChange((links) => this.touch(links)));
    this.store.add(sources.trace.onClear(() => {
      this.forgiven = sources.trace.evicted.frames;
      this.reset();
    }));
    this.store.add(sources.registry.onChange(() => this.touchRoots()));
    this.store.add({ dispose: () => clearInterval(this.ticker) });
  }

  /** Nothing is computed for a view that nobody sees. */
  setVisible(visible: boolean): void {
    if (visible === this.visible) return;
    this.visible = visible;
    clearInterval(this.ticker);
    if (!visible) return;
    this.ticker = setInterval(() => this.tick(), TICK);
    this.reset();
  }

  showOlder(link: number): void {
    this.limits.set(link, this.limitOf(link) + PAGE);
    this.changes.fire(this.runs.get(link));
  }

  /** Scrolls to a request that was just sent, if the view is seen. */
  reveal(seq: number): void {
    if (!this.visible) return;
    this.wanted = seq;
    this.refresh.schedule();
  }

  /** Needed by VS Code to scroll to a row. */
  getParent(node: TrafficNode): TrafficNode | undefined {
    return "link" in node ? this.runs.get(node.link) : undefined;
  }

  getChildren(parent?: TrafficNode): TrafficNode[] {
    if (!parent) return this.roots();
    return parent.type === "run" ? this.rowsOf(parent.info.link) : [];
  }

  getTreeItem(node: TrafficNode): vscode.TreeItem {
    if (node.type === "evicted") return evictedItem(node.id, this.evictedRows());
    if (node.type !== "run") return itemOf(node, this.sources.clock.now());
    const { info } = node;
    const newest = !this.sources.trace.links().some((other) => other.server === info.server && other.run > info.run);
    return runItem(node, this.sources.registry, newest);
  }

  resolveTreeItem(item: vscode.TreeItem, node: TrafficNode): vscode.TreeItem {
    if (node.type === "exchange") item.tooltip = exchangeTooltip(node.exchange, this.sources.trace, this.sources.clock.now());
    if (node.type === "frame") item.tooltip = frameTooltip(node.frame);
    return item;
  }

  dispose(): void {
    this.store.dispose();
  }

  private roots(): TrafficNode[] {
    const runs = this.links().map((info) => this.runOf(info));
    this.evicted = this.evictedRows();
    return this.evicted > 0 ? [...runs, this.evictedNode] : runs;
  }

  private evictedRows(): number {
    return this.sources.trace.evicted.frames - this.forgiven;
  }

  /** A run without rows, because all were cleared or evicted, is not worth a line unless it still goes on. */
  private links(): readonly LinkInfo[] {
    const { trace, exchanges, registry } = this.sources;
    return trace.links().toReversed().filter(({ link, server }) => registry.get(server)?.link === link || exchanges.rows(link, 1).total > 0);
  }

  private runOf(info: LinkInfo): TrafficNode {
    let node = this.runs.get(info.link);
    if (!node) this.runs.set(info.link, (node = { type: "run", id: `run/${info.server}/${info.run}/${info.opened}`, info }));
    return node;
  }

  private rowsOf(link: number): TrafficNode[] {
    const { rows, total } = this.sources.exchanges.rows(link, this.limitOf(link));
    const nodes = rows.flatMap((row) => this.rowOf(link, row) ?? []);
    this.shown.set(link, nodes);
    const hidden = total - rows.length;
    return hidden > 0 ? [...nodes, { type: "older", id: `older/${link}`, link, hidden }] : nodes;
  }

  /** `undefined` for a row that was evicted between the fold and here. */
  private rowOf(link: number, row: TrafficRow): RowNode | undefined {
    const { seq } = row;
    if (row.type === "exchange") {
      const { exchange } = row;
      // The sequence alone is not unique: a batch has a row for each of its requests.
      return known(this.exchangeNodes, exchange, () => ({ type: "exchange", id: `exchange/${this.created++}`, link, seq, exchange }));
    }
    const frame = this.sources.trace.at(seq);
    return frame && known(this.frameNodes, frame, () => ({ type: "frame", id: `frame/${this.created++}`, link, seq, frame }));
  }

  private limitOf(link: number): number {
    return this.limits.get(link) ?? PAGE;
  }

  private touch(links: ReadonlySet<number>): void {
    for (const link of links) {
      if (this.runs.has(link)) this.dirty.add(link);
      else this.rootsDirty = true;
    }
    if (this.visible) this.refresh.schedule();
  }

  private touchRoots(): void {
    this.rootsDirty = true;
    if (this.visible) this.refresh.schedule();
  }

  private reset(): void {
    this.shown.clear();
    this.runs.clear();
    this.touchRoots();
  }

  private flush(): void {
    if (!this.visible) return;
    const before = this.evicted;
    this.evicted = this.evictedRows();
    // The first eviction adds a row, a further one changes its number.
    if (this.rootsDirty || (before === 0 && this.evicted > 0)) this.changes.fire(undefined);
    else if (this.dirty.size > 0) this.changes.fire(this.changedNodes(this.evicted > before));
    this.forgetShown();
    this.rootsDirty = false;
    this.dirty.clear();
    this.revealWanted();
  }

  /** VS Code asks again for what is open; of a closed run, rows that were evicted must not be kept from being freed. */
  private forgetShown(): void {
    for (const link of this.rootsDirty ? this.shown.keys() : this.dirty) this.shown.delete(link);
  }

  private revealWanted(): void {
    const exchange = this.wanted === undefined ? undefined : this.sources.exchanges.of(this.wanted);
    this.wanted = undefined;
    if (!exchange) return;
    const node = this.rowOf(exchange.link, { type: "exchange", seq: exchange.request, exchange });
    const info = this.sources.trace.link(exchange.link);
    if (!node || !info) return;
    this.runOf(info);
    this.reveals.fire(node);
  }

  private changedNodes(moreEvicted: boolean): TrafficNode[] {
    const runs = [...this.dirty].flatMap((link) => this.runs.get(link) ?? []);
    return moreEvicted ? [...runs, this.evictedNode] : runs;
  }

  /** Pending durations go on; rows that are not loaded are not touched. */
  private tick(): void {
    const pending: TrafficNode[] = [];
    for (const nodes of this.shown.values()) {
      for (const node of nodes) if (node.type === "exchange" && node.exchange.status === "pending") pending.push(node);
    }
    if (pending.length > 0) this.changes.fire(pending);
  }
}

function known<K extends object>(nodes: WeakMap<K, RowNode>, key: K, make: () => RowNode): RowNode {
  let node = nodes.get(key);
  if (!node) nodes.set(key, (node = make()));
  return node;
}
