import type { Clock } from "../base/clock";
import { type Disposable, DisposableStore } from "../base/disposable";
import type { Exchanges } from "../trace/exchange";
import type { ExchangeColumns, ExchangeWatch } from "../trace/exchangeColumns";
import type { Trace } from "../trace/trace";
import { exchangeBatch } from "./exchangeBatch";
import type { Mark } from "./marks";
import type { FeedMessage, FeedSession } from "./protocol";
import { RowBatches } from "./rowBatches";

/** Milliseconds between two batches while nothing is behind: twenty a second are as good as more to the eye. */
const INTERVAL = 50;
/** Milliseconds that a batch may take; everything else that the host does waits for it. */
const BUDGET = 8;
/** And that a page may work on one: it has not warmed up at first, and people are scrolling in it. */
const PAGE_BUDGET = 40;
const FEWEST = 2048;
const MOST = 65_536;

export interface FeedOptions {
  readonly trace: Trace;
  /** Of all rows, or of the newest ones, which are told alone until `retell`. */
  readonly exchanges: Exchanges;
  readonly session: FeedSession;
  readonly clock: Clock;
  /** All that people have marked in this session. */
  readonly marks: () => readonly Mark[];
  readonly send: (message: FeedMessage) => void;
}

/**
 * Shows a trace to one page: what is there, newest first, and what comes, in batches of whole columns. The next batch
 * waits until the page has taken the one before, so a page that is slow or gone costs nothing.
 */
export class Feed implements Disposable {
  private readonly store = new DisposableStore();
  private readonly rows: RowBatches;
  private exchanges: ExchangeColumns;
  private changes: ExchangeWatch;
  /** Rows `[low, high)` were sent, as far as they are still held. */
  private low: number;
  private high: number;
  /** Rows of the next batch, so that it takes about its time. */
  private size = 2 * FEWEST;
  private built = { took: 0, isFull: false };
  private batch = 0;
  private inFlight = false;
  private timer: Disposable | undefined;
  private last = Number.NEGATIVE_INFINITY;
  private cleared = false;
  private disposed = false;
  private marked = true;
  private told: { readonly first: number; readonly frames: number };

  constructor(private readonly options: FeedOptions) {
    const { trace, exchanges, session } = options;
    this.rows = new RowBatches(trace);
    this.exchanges = exchanges.columns;
    this.changes = this.exchanges.watch();
    this.low = trace.next;
    this.high = trace.next;
    this.exchanges.catchUp(trace.next);
    this.told = { first: trace.first, frames: 0 };
    this.store.add(trace.onAppend(() => this.schedule()));
    this.store.add(trace.onClear(() => this.clear()));
    options.send({ type: "open", session, first: trace.first, next: trace.next });
    this.pump();
  }

  /** The page has everything that there is. */
  get isSettled(): boolean {
    return !this.inFlight && this.behind === 0;
  }

  /** The page has taken a batch, and worked on it for so many milliseconds: the way to it may be long, and smaller batches do not make that shorter. */
  ack(batch: number, worked: number): void {
    if (!this.inFlight || batch !== this.batch) return;
    this.inFlight = false;
    this.pace(worked);
    // What is far behind is sent as fast as the page takes it; what is new may wait for more of its kind.
    const { trace: { next } } = this.options;
    if (this.low > this.first || next - this.high > this.size) this.pump();
    else this.schedule();
  }

  /** Everything has been folded anew, or for the first time: tells it all again, at once as many rows as the page has. */
  retell({ columns }: Exchanges): void {
    if (this.disposed) return;
    this.size = Math.max(this.size, this.high - this.low);
    this.changes.dispose();
    this.exchanges = columns;
    this.changes = columns.watch();
    this.clear();
    this.pump();
  }

  /** People have marked rows, or taken marks away. */
  marksChanged(): void {
    this.marked = true;
    this.schedule();
  }

  dispose(): void {
    this.disposed = true;
    this.timer?.dispose();
    this.changes.dispose();
    this.store.dispose();
  }

  /** The oldest row that can be sent. */
  private get first(): number {
    return Math.max(this.options.trace.first, this.exchanges.firstRow);
  }

  /** Rows that are held and were not sent. */
  private get behind(): number {
    const { first, next } = this.options.trace;
    return next - Math.max(this.high, first) + Math.max(0, this.low - first);
  }

  /** There is something to tell. It is called for every chunk that comes. */
  private schedule(): void {
    if (this.inFlight || this.timer || this.disposed) return;
    const wait = Math.max(0, this.last + INTERVAL - this.options.clock.now());
    this.timer = this.options.clock.after(wait, () => {
      this.timer = undefined;
      this.pump();
    });
  }

  /** Everything is void, and numbers of exchanges begin again. */
  private clear(): void {
    const { next } = this.options.trace;
    this.low = next;
    this.high = next;
    this.cleared = true;
    this.schedule();
  }

  /** Sends a batch, if there is anything in it. */
  private pump(): void {
    if (this.inFlight || this.disposed) return;
    const { clock, send } = this.options;
    const started = clock.now();
    this.timer?.dispose();
    this.timer = undefined;
    const messages = [...this.news(), ...this.nextRows()];
    if (messages.length === 0 && this.batch > 0) return;
    this.inFlight = true;
    this.batch++;
    for (const message of messages) send(message);
    this.last = clock.now();
    this.built = { took: this.last - started, isFull: messages.some((message) => message.type === "rows" && message.count >= this.size) };
    send({ type: "end", batch: this.batch, behind: this.behind, now: this.last });
  }

  /** What has happened to the session as a whole. */
  private news(): FeedMessage[] {
    const { trace, marks } = this.options;
    const messages: FeedMessage[] = [];
    if (this.cleared) messages.push({ type: "cleared", first: Math.min(trace.first, this.high), next: this.high });
    this.cleared = false;
    const { first } = trace;
    const { frames, bytes } = trace.evicted;
    if (first > this.told.first || frames !== this.told.frames) messages.push({ type: "evicted", first, frames, bytes });
    this.told = { first, frames };
    if (this.marked) messages.push({ type: "marks", marks: marks() });
    this.marked = false;
    return messages;
  }

  /** New rows, then older ones as far as there is room, and what has changed of the exchanges that were sent. */
  private nextRows(): FeedMessage[] {
    const { first, exchanges, options: { trace: { next } } } = this;
    this.low = Math.max(this.low, Math.min(first, this.high));
    if (this.high < first) this.low = this.high = first;
    const end = Math.min(next, this.high + this.size);
    exchanges.catchUp(end);
    const changed = this.changes.take().filter((number) => number >= exchanges.first && exchanges.request(number) >= this.low);
    // A flood that never ends may not keep the older rows away for ever.
    const room = Math.max(this.size - (end - this.high), FEWEST);
    const messages = [...this.range(this.high, end, changed), ...this.range(Math.max(first, this.low - room), this.low, [])];
    this.low = Math.min(this.low, Math.max(first, this.low - room));
    this.high = end;
    this.changes.below = exchanges.numberFrom(end);
    return messages;
  }

  /** Rows `[from, to)` with the exchanges that begin there, and exchanges that have changed. */
  private range(from: number, to: number, changed: readonly number[]): FeedMessage[] {
    const { exchanges } = this;
    const [first, next] = [exchanges.numberFrom(from), exchanges.numberFrom(to)];
    return [
      ...(next > first || changed.length > 0 ? [exchangeBatch(exchanges, first, next, changed)] : []),
      ...(to > from ? [this.rows.build(from, to, exchanges)] : []),
    ];
  }

  /** Makes the next batch larger or smaller. @param worked milliseconds that the page has worked on the last one */
  private pace(worked: number): void {
    const { took, isFull } = this.built;
    if (took > BUDGET || worked > PAGE_BUDGET) this.size = Math.max(FEWEST, this.size / 2);
    else if (isFull && took < BUDGET / 2 && worked < PAGE_BUDGET / 2) this.size = Math.min(MOST, this.size * 2);
  }
}
