import { type Disposable, DisposableStore } from "../base/disposable";
import { Emitter } from "../base/event";
import type { Frame } from "../wire/frame";
import type { Exchange, Exchanges, TrafficRow } from "./exchange";
import type { FoldedExchange } from "./foldedExchange";
import { LinkFold } from "./linkFold";
import type { Trace } from "./trace";

/**
 * Folds a trace into its traffic, row by row as they are appended. The exchanges it hands out go on changing until they
 * have ended. An exchange leaves when its request row is evicted; an answer that comes after that is a row of its own.
 */
export class ExchangeFold implements Exchanges, Disposable {
  private readonly links = new Map<number, LinkFold>();
  private readonly bySeq = new Map<number, FoldedExchange>();
  private readonly changes = new Emitter<ReadonlySet<number>>();
  private readonly subscriptions = new DisposableStore();
  /** First row of the trace when the fold last looked. */
  private first: number;

  readonly onChange = this.changes.event;

  constructor(private readonly trace: Trace) {
    this.first = trace.first;
    for (let seq = trace.first; seq < trace.next; seq++) {
      const frame = trace.at(seq);
      if (frame) this.add(frame);
    }
    this.subscriptions.add(trace.onAppend((frames) => this.append(frames)));
    this.subscriptions.add(trace.onClear(() => this.clear()));
  }

  rows(link: number, limit: number): { readonly rows: readonly TrafficRow[]; readonly total: number } {
    const held = this.links.get(link)?.rows;
    if (!held) return { rows: [], total: 0 };
    const rows: TrafficRow[] = [];
    for (let index = held.next - 1; index >= held.first && rows.length < limit; index--) {
      const row = held.at(index);
      if (row) rows.push(row);
    }
    return { rows, total: held.length };
  }

  of(seq: number): Exchange | undefined {
    return this.bySeq.get(seq);
  }

  pending(link: number): readonly Exchange[] {
    return [...(this.links.get(link)?.pending ?? [])];
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.changes.dispose();
  }

  private append(frames: readonly Frame[]): void {
    const changed = new Set<number>();
    for (const frame of frames) if (this.add(frame)) changed.add(frame.link);
    this.evict(changed);
    if (changed.size > 0) this.changes.fire(changed);
  }

  private add(frame: Frame): boolean {
    let link = this.links.get(frame.link);
    if (!link) {
      link = new LinkFold(this.bySeq);
      this.links.set(frame.link, link);
    }
    return link.add(frame);
  }

  private evict(changed: Set<number>): void {
    if (this.trace.first === this.first) return;
    this.first = this.trace.first;
    for (const [id, link] of this.links) if (link.evict(this.first)) changed.add(id);
  }

  private clear(): void {
    const changed = new Set(this.links.keys());
    this.links.clear();
    this.bySeq.clear();
    this.first = this.trace.first;
    if (changed.size > 0) this.changes.fire(changed);
  }
}
