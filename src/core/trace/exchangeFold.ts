import { type Disposable, DisposableStore } from "../base/disposable";
import { Emitter } from "../base/event";
import type { Rows } from "../wire/frame";
import type { Exchange, Exchanges, TrafficRow } from "./exchange";
import type { ExchangeColumns } from "./exchangeColumns";
import { ExchangeTable } from "./fold/exchangeTable";
import { FoldColumns } from "./fold/foldColumns";
import { FoldedExchange } from "./fold/foldedExchange";
import { exchangeIn, LinkFold } from "./fold/linkFold";
import { NumberList, uint32 } from "./fold/numberList";
import { IdentityCache } from "./store/identityCache";
import type { Trace } from "./trace";

/** So many rows are folded at the latest; that is well under a millisecond's work. */
const FAR_BEHIND = 1024;

/**
 * Folds a trace into its traffic, row by row: when somebody asks, at once while somebody holds an exchange, and otherwise
 * in batches. An exchange is the same object as long as somebody holds it, and goes on changing until it has ended. It leaves
 * when its request row is evicted; an answer that comes after that is a row of its own.
 */
export class ExchangeFold implements Exchanges, Disposable {
  private links = new Map<number, LinkFold>();
  private table: ExchangeTable;
  /** For each row one more than the number of its exchange, or 0. */
  private owners: NumberList;
  private readonly views = new IdentityCache<FoldedExchange>();
  /** Links whose rows changed since the last announcement. */
  private unannounced = new Set<number>();
  private readonly changes = new Emitter<ReadonlySet<number>>();
  private readonly subscriptions = new DisposableStore();
  private disposed = false;

  private readonly foldColumns: FoldColumns;

  readonly onChange = this.changes.event;

  /** @param from the first row to fold: what belongs to an earlier one stands for itself */
  constructor(
    private readonly trace: Trace,
    from = trace.first,
  ) {
    this.table = this.newTable();
    this.owners = new NumberList(uint32, from);
    this.foldColumns = new FoldColumns(this.table, this.owners, (next) => this.catchUp(next));
    this.subscriptions.add(trace.onAppend((rows) => this.append(rows)));
    this.subscriptions.add(trace.onClear(() => this.clear()));
  }

  get columns(): ExchangeColumns {
    return this.foldColumns;
  }

  rows(link: number, limit: number): { readonly rows: readonly TrafficRow[]; readonly total: number } {
    this.catchUp();
    const held = this.links.get(link)?.rows;
    if (!held) return { rows: [], total: 0 };
    const rows: TrafficRow[] = [];
    for (let index = held.next - 1; index >= held.first && rows.length < limit; index--) rows.push(this.show(held.at(index)));
    return { rows, total: held.length };
  }

  of(seq: number): Exchange | undefined {
    this.catchUp();
    if (seq < this.owners.first || seq >= this.owners.next) return undefined;
    const number = this.owners.at(seq) - 1;
    return number >= this.table.first ? this.view(number) : undefined;
  }

  numbered(number: number): Exchange | undefined {
    this.catchUp();
    return number >= this.table.first && number < this.table.next ? this.view(number) : undefined;
  }

  pending(link: number): readonly Exchange[] {
    this.catchUp();
    return [...(this.links.get(link)?.pending ?? [])].map((number) => this.view(number));
  }

  /** The trace has ended, though not by the ends of its links: what is pending will never be answered. */
  end(): void {
    this.catchUp();
    for (const [id, link] of this.links) {
      link.close(this.trace.next - 1);
      this.unannounced.add(id);
    }
    this.announce();
  }

  dispose(): void {
    this.disposed = true;
    this.subscriptions.dispose();
    this.changes.dispose();
  }

  private newTable(): ExchangeTable {
    return new ExchangeTable(this.trace.columns, (exchange) => this.foldColumns.changed(exchange));
  }

  private show(row: number): TrafficRow {
    if (row >= 0) return { type: "frame", seq: row };
    const exchange = this.view(exchangeIn(row));
    return { type: "exchange", seq: exchange.request, exchange };
  }

  private view(number: number): FoldedExchange {
    return this.views.get(number, () => new FoldedExchange(this.trace, this.table, number));
  }

  private append(rows: Rows): void {
    // As long as nobody holds an exchange nobody can see that it is behind, and a call need not wait for this.
    if (this.views.size > 0 || rows.next - this.owners.next >= FAR_BEHIND) this.catchUp();
    if (rows.source !== "stderr") this.unannounced.add(this.foldOf(rows.link).link);
    this.announce();
  }

  private announce(): void {
    const changed = this.unannounced;
    if (changed.size === 0) return;
    this.unannounced = new Set();
    this.changes.fire(changed);
  }

  /** Lets go what has left the trace, then folds what is not folded yet, up to a row; whoever has many does it piece by piece. */
  catchUp(next = this.trace.next): void {
    if (this.disposed) return;
    const { trace } = this;
    this.evict();
    let fold: LinkFold | undefined;
    for (let seq = this.owners.next; seq < next; seq = this.owners.next) {
      const link = trace.columns.link(seq);
      if (fold?.link !== link) fold = this.foldOf(link);
      const end = fold.addAlone(seq, next);
      if (end - seq > 1) this.owners.pushRun(0, end - seq, 0);
      else this.owners.push(0);
      if (end === seq) fold.add(seq);
    }
  }

  private foldOf(link: number): LinkFold {
    let fold = this.links.get(link);
    if (!fold) {
      const { trace, table } = this;
      fold = new LinkFold(link, { trace, table, touched: (exchange, seq) => this.touched(exchange, seq) });
      this.links.set(link, fold);
    }
    return fold;
  }

  // A batch can belong to several exchanges; its first one stands for all.
  private touched(exchange: number, seq: number): void {
    if (this.owners.at(seq) === 0) this.owners.set(seq, exchange + 1);
    this.views.peek(exchange)?.refresh();
  }

  private evict(): void {
    const { table, trace: { first } } = this;
    if (first === this.owners.first) return;
    let number = table.first;
    while (number < table.next && table.request(number) < first) number++;
    for (const [id, link] of this.links) if (link.evict(first, number)) this.unannounced.add(id);
    while (table.first < number) table.dropOldest();
    // Rows can have left before they were ever folded.
    if (first > this.owners.next) this.foldColumns.use((this.owners = new NumberList(uint32, first)));
    else this.owners.dropBefore(first);
  }

  private clear(): void {
    for (const link of this.links.keys()) this.unannounced.add(link);
    this.links = new Map();
    this.table = this.newTable();
    this.views.clear();
    this.owners = new NumberList(uint32, this.trace.first);
    this.foldColumns.clear(this.table, this.owners);
    this.announce();
  }
}
