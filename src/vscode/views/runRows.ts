import type { Exchange, TrafficRow } from "../../core/trace/exchange";
import type { LinkInfo } from "../../core/trace/trace";
import type { Frame } from "../../core/wire/frame";
import type { TrafficSource } from "../history/trafficSource";
import type { MessageNode, RowNode, TrafficNode } from "./trafficNode";

/** Rows shown of a run at first, and how many more each "Show older" adds. */
const PAGE = 200;

type RunNode = TrafficNode & { readonly type: "run" };

/** The rows of one session's runs. VS Code knows a row by identity: one that is shown again is the same object. */
export class RunRows {
  readonly evicted: TrafficNode;
  private readonly runs = new Map<number, RunNode>();
  private readonly exchanges = new WeakMap<Exchange, MessageNode>();
  private readonly frames = new WeakMap<Frame, MessageNode>();
  private readonly limits = new Map<number, number>();
  private readonly shown = new Map<number, readonly RowNode[]>();
  private created = 0;

  constructor(readonly source: TrafficSource) {
    this.evicted = { type: "evicted", id: this.idOf("evicted"), source };
  }

  /** The runs that have rows, or go on, newest first. */
  list(goesOn: (info: LinkInfo) => boolean): TrafficNode[] {
    const { trace, exchanges } = this.source;
    // A run without rows, because all were cleared or evicted, is not worth a line unless it still goes on.
    return trace.links().toReversed().filter((info) => goesOn(info) || exchanges.rows(info.link, 1).total > 0).map((info) => this.run(info));
  }

  run(info: LinkInfo): RunNode {
    let node = this.runs.get(info.link);
    if (!node) this.runs.set(info.link, (node = { type: "run", id: this.idOf(`run/${info.server}/${info.run}/${info.opened}`), source: this.source, info }));
    return node;
  }

  /** A run that has been shown. */
  known(link: number): RunNode | undefined {
    return this.runs.get(link);
  }

  /** The newest rows of a run, newest first. */
  rows(link: number): TrafficNode[] {
    const { rows, total } = this.source.exchanges.rows(link, this.limits.get(link) ?? PAGE);
    const nodes = rows.flatMap((row) => this.row(link, row) ?? []);
    this.shown.set(link, nodes);
    const hidden = total - rows.length;
    return hidden > 0 ? [...nodes, { type: "older", id: this.idOf(`older/${link}`), source: this.source, link, hidden }] : nodes;
  }

  /** `undefined` for a row that was evicted between the fold and here. */
  row(link: number, row: TrafficRow): MessageNode | undefined {
    const { seq } = row;
    const { source } = this;
    if (row.type === "exchange") {
      const { exchange } = row;
      // The sequence alone is not unique: a batch has a row for each of its requests.
      return same(this.exchanges, exchange, () => ({ type: "exchange", id: this.newId("exchange"), source, link, seq, exchange }));
    }
    const frame = source.trace.at(seq);
    return frame && same(this.frames, frame, () => ({ type: "frame", id: this.newId("frame"), source, link, seq, frame }));
  }

  showOlder(link: number): void {
    this.limits.set(link, (this.limits.get(link) ?? PAGE) + PAGE);
  }

  /** Shown requests that wait for their answer. */
  pending(): TrafficNode[] {
    return [...this.shown.values()].flat().filter((node) => node.type === "exchange" && node.exchange.status === "pending");
  }

  /** VS Code asks again for what is open; of a closed run, rows that were evicted must not be kept from being freed. */
  forget(links: Iterable<number> = this.shown.keys()): void {
    for (const link of links) this.shown.delete(link);
  }

  reset(): void {
    this.shown.clear();
    this.runs.clear();
  }

  private idOf(name: string): string {
    return `${this.source.session}/${name}`;
  }

  private newId(type: string): string {
    return this.idOf(`${type}/${this.created++}`);
  }
}

function same<K extends object>(nodes: WeakMap<K, MessageNode>, key: K, make: () => MessageNode): MessageNode {
  let node = nodes.get(key);
  if (!node) nodes.set(key, (node = make()));
  return node;
}
