import { assertNever } from "../../base/assertNever";
import { Emitter } from "../../base/event";
import type { Facts } from "../../trace/filter/facts";
import type { FeedMessage, FeedSession } from "../protocol";
import { Expansion, type Order } from "./expansion";
import { Asked, FactsCursor } from "./factsCursor";
import { FoundTexts } from "./foundTexts";
import { Marks } from "./marks";
import { Matcher } from "./matcher";
import { orderOf } from "./orderOf";
import { PageEntries } from "./pageEntries";
import { BLOCK_MASK, BLOCK_ROWS, BLOCK_SHIFT, eachBit } from "./rowBlock";
import { ShownEntries } from "./shownEntries";
import { SortedEntries } from "./sortedEntries";
import { Store } from "./store";
import { Tally } from "./tally";
import { TimeBins } from "./timeBins";
import type { Entry, Histogram, RowFacts, TrafficModel, View } from "./trafficModel";
import type { Words } from "./words";

/** What there is of a session, from one `open` or `cleared` to the next. */
interface Parts {
  readonly store: Store;
  readonly entries: PageEntries;
  readonly tally: Tally;
  readonly bins: TimeBins;
  readonly cursor: FactsCursor;
  readonly shown: ShownEntries;
  readonly expansion: Expansion;
}

/**
 * The traffic of a session in the page. `take` only writes columns down; `update` works in what is new or has changed, which
 * costs as much as that is. Lines in order of time are bits that are counted, not a list that is shifted; another order is a
 * list into which changes are merged.
 */
export class PageModel implements TrafficModel {
  session: FeedSession | undefined = undefined;
  next = 0;
  evicted = { frames: 0, bytes: 0 };
  now = 0;
  view: View = { matches: undefined, sort: { column: "time", descending: false }, range: undefined, expanded: new Set() };
  private parts: Parts;
  private sorted: SortedEntries | undefined = undefined;
  private readonly marks = new Marks();
  private found = new FoundTexts();
  /** Something was taken since `update` was called. */
  private stale = false;
  /** Up to when pending requests have been looked at. */
  private seen = 0;
  private readonly dirty = new Emitter<void>();
  readonly onDirty = this.dirty.event;

  constructor() {
    this.parts = this.begin(0);
  }

  get first(): number {
    const { base, rows } = this.parts.store;
    return base + rows.first;
  }

  get entries(): number {
    return this.parts.tally.total;
  }

  get shown(): number {
    return this.parts.shown.count;
  }

  /** Names of the servers whose traffic there is or was. */
  get servers(): readonly string[] {
    return [...new Set(this.parts.store.words.links.flatMap((link) => link?.name ?? []))];
  }

  /** Entries with something wrong. */
  get bad(): number {
    return this.parts.bins.badCount;
  }

  get lines(): number {
    return this.length + this.parts.expansion.extra;
  }

  get span(): { readonly from: number; readonly to: number } | undefined {
    const { rows } = this.parts.store;
    const ends = rows.ends();
    return ends && { from: rows.time(ends.from), to: rows.time(ends.to) };
  }

  get overviewed(): undefined {
    return undefined;
  }

  take(message: FeedMessage): void {
    this.receive(message);
    this.stale = true;
    this.dirty.fire();
  }

  update(): boolean {
    const { stale } = this;
    this.stale = false;
    if (stale) this.settle();
    return stale;
  }

  setView(view: View): void {
    this.settle();
    const { sort, matches, range } = this.view;
    this.view = view;
    if (view.sort.column !== sort.column) this.sorted = view.sort.column === "time" ? undefined : new SortedEntries(this.parts.store, view.sort.column);
    if (view.matches !== matches || view.range?.from !== range?.from || view.range?.to !== range?.to) this.refilter();
    this.arrange(true);
    this.stale = true;
  }

  entryAt(line: number): Entry | undefined {
    const shown = this.parts.expansion.at(line, this.order);
    return shown && this.parts.entries.entry(shown.place, shown.depth);
  }

  seqAt(line: number): number | undefined {
    const shown = this.parts.expansion.at(line, this.order);
    return shown && shown.place + this.parts.store.base;
  }

  lineAt(line: number): Entry | undefined {
    return this.entryAt(line);
  }

  get newestLine(): number | undefined {
    const { lines } = this;
    return lines === 0 ? undefined : this.view.sort.descending ? 0 : lines - 1;
  }

  /** A session by itself has no line. */
  groupOf(): undefined {
    return undefined;
  }

  extentOf(): { readonly first: number; readonly next: number } {
    return { first: this.first, next: this.next };
  }

  entryOf(seq: number): Entry | undefined {
    return this.parts.entries.entry(this.entryPlace(seq));
  }

  lineOf(seq: number): number | undefined {
    const line = this.parts.expansion.lineOf(this.place(seq), this.order);
    return line < 0 ? undefined : line;
  }

  rowAt(seq: number): RowFacts | undefined {
    return this.parts.entries.row(this.place(seq));
  }

  rowsOf(seq: number): readonly number[] {
    const { store, entries } = this.parts;
    const place = this.entryPlace(seq);
    return place < 0 ? [] : entries.rowsOf(place).map((row) => row + store.base);
  }

  childrenOf(seq: number, limit = Infinity): readonly Entry[] {
    const { entries } = this.parts;
    const place = this.entryPlace(seq);
    return place < 0 ? [] : entries.childrenOf(place, limit).flatMap((child) => entries.entry(child, 1) ?? []);
  }

  each(visit: (facts: Facts) => void): void {
    this.eachFrom(undefined, Infinity, visit);
  }

  eachFrom(from: number | undefined, limit: number, visit: (facts: Facts) => void): number | undefined {
    const { store, cursor } = this.parts;
    let left = limit;
    for (let place = Math.max((from ?? 0) - store.base, store.rows.first); place >>> BLOCK_SHIFT < store.rows.blocks.length; ) {
      const start = place - (place & BLOCK_MASK);
      const block = store.rows.block(place);
      let next = start + BLOCK_ROWS;
      if (block) {
        eachBit(block.matched, (index) => {
          if (left-- > 0) visit(cursor.moveTo(start + index, block.classes[index] ?? 0, store.countedStatus(block, index, start + index)));
          else if (left === -1) next = start + index;
        }, place & BLOCK_MASK);
      }
      if (left < 0) return next + store.base;
      place = next;
    }
    return undefined;
  }

  setFound(text: string, rows: Float64Array): void {
    this.settle();
    this.found.set(text, Array.from(rows, (seq) => this.place(seq)).filter((place) => place >= this.parts.store.rows.first));
    this.found.resolve((place) => this.parts.entries.placeOf(place));
    if ((this.parts.shown.matcher.asked & Asked.text) !== 0) this.refilter();
    this.arrange(true);
    this.stale = true;
  }

  histogram(buckets: number): Histogram | undefined {
    return this.parts.bins.histogram(buckets);
  }

  values(field: Parameters<TrafficModel["values"]>[0]): readonly { readonly value: string; readonly count: number }[] {
    return this.parts.tally.values(field);
  }

  private receive(message: FeedMessage): void {
    const { store } = this.parts;
    switch (message.type) {
      case "open":
        this.session = message.session;
        this.evicted = { frames: 0, bytes: 0 };
        this.marks.take([]);
        this.restart(message.first, message.next);
        break;
      case "cleared":
        this.restart(message.first, message.next, store.words);
        break;
      case "rows":
        store.takeRows(message);
        this.next = Math.max(this.next, message.first + message.count);
        break;
      case "exchanges":
        store.takeExchanges(message);
        break;
      case "evicted":
        this.evicted = { frames: message.frames, bytes: message.bytes };
        this.evict(message.first);
        break;
      case "marks":
        this.takeMarks(message.marks);
        break;
      case "end":
        this.now = message.now;
        break;
      default:
        assertNever(message);
    }
  }

  private begin(base: number, words?: Words): Parts {
    const store = new Store(base, words);
    const entries = new PageEntries(store, this.marks);
    const tally = new Tally(store);
    const bins = new TimeBins();
    const cursor = new FactsCursor(store, {
      now: () => this.now,
      isMarked: (place) => entries.marked(place) !== undefined,
      contains: (text, place) => this.found.has(text, place),
    });
    const shown = new ShownEntries(store, tally, bins, (from, to) => this.moved(from, to), new Matcher(this.view, cursor));
    return { store, entries, tally, bins, cursor, shown, expansion: new Expansion(store) };
  }

  /** Lines of entries may be new, gone or elsewhere. */
  private moved(from: number, to: number): void {
    const { sorted } = this;
    if (sorted) for (let place = from; place < to; place++) sorted.move(place);
  }

  /** Everything that was known is void. */
  private restart(first: number, next: number, words?: Words): void {
    this.parts = this.begin(first, words);
    this.found = new FoundTexts();
    this.next = next;
    const { column } = this.view.sort;
    this.sorted = column === "time" ? undefined : new SortedEntries(this.parts.store, column);
  }

  /** Works in what was taken: first who caused what, then what has changed, then what is new. */
  private settle(): void {
    const { store, entries, shown } = this.parts;
    store.nesting.update();
    for (const number of store.exchanges.takeChanged()) {
      const request = store.exchanges.request(number);
      if (request >= store.rows.first) shown.reassess(request);
    }
    for (const run of store.rows.takeFresh()) shown.settle(run);
    for (const place of this.found.resolve((row) => entries.placeOf(row))) if ((shown.matcher.asked & Asked.text) !== 0) shown.reassess(place);
    let moved = false;
    store.rows.blocks.forEach((block, index) => {
      if (block?.replace !== true) return;
      shown.replace(block, index * BLOCK_ROWS);
      moved = true;
    });
    if (this.now !== this.seen) for (const place of shown.matcher.waiting) shown.reassess(place);
    this.seen = this.now;
    this.arrange(moved);
  }

  /** @param anew children may have gone from below their entries, or come between others */
  private arrange(anew: boolean): void {
    const { shown, expansion } = this.parts;
    this.sorted?.update(shown.lines);
    expansion.update(this.expanded(), this.order, anew);
  }

  private *expanded(): Generator<number> {
    for (const seq of this.view.expanded) yield this.place(seq);
  }

  private refilter(): void {
    const { shown, cursor } = this.parts;
    shown.refilter(new Matcher(this.view, cursor));
    this.sorted?.reset();
  }

  private evict(first: number): void {
    const place = first - this.parts.store.base;
    if (place <= this.parts.store.rows.first) return;
    this.settle();
    const { store, shown } = this.parts;
    store.evict(place, shown.evict(place));
    this.found.evict(place);
    this.next = Math.max(this.next, first);
    this.settle();
  }

  private takeMarks(marks: Parameters<Marks["take"]>[0]): void {
    const changed = this.marks.take(marks);
    this.settle();
    for (const seq of changed) {
      const place = this.entryPlace(seq);
      if (place >= 0) this.parts.shown.reassess(place);
    }
    this.arrange(false);
  }

  /** Lines of entries, in the order of the view. */
  private get order(): Order {
    return orderOf(this.sorted ?? this.parts.shown, this.length, this.view.sort.descending);
  }

  private get length(): number {
    return this.sorted ? this.sorted.length : this.parts.shown.lines;
  }

  private place(seq: number): number {
    return seq - this.parts.store.base;
  }

  private entryPlace(seq: number): number {
    return this.parts.entries.placeOf(this.place(seq));
  }
}
