import { BLOCK_MASK, hasBit } from "./rowBlock";
import type { Store } from "./store";

/** An entry whose children are shown. */
interface Open {
  readonly place: number;
  /** The first exchange that it begins. */
  readonly exchange: number;
  children: Uint32Array;
  count: number;
  /** Its line among the entries, and the line of the table. */
  at: number;
  line: number;
}

/** What of a line there is to say: the entry, and whether it is nested. */
export interface Line {
  readonly place: number;
  readonly depth: 0 | 1;
}

/** Where entries are in the table when nothing is expanded. */
export interface Order {
  readonly length: number;
  at(line: number): number;
  lineOf(place: number): number;
}

/** The lines of the table: those of the entries and, below some of them, their children in order of time. */
export class Expansion {
  /** Those that have a line, in the order of these. */
  private open: Open[] = [];
  private known = new Map<number, Open>();
  private added = 0;

  constructor(private readonly store: Store) {}

  /** Lines that there are beside those of the entries. */
  get extra(): number {
    return this.added;
  }

  /**
   * @param expanded places of entries
   * @param anew children may have gone, or come between others
   */
  update(expanded: Iterable<number>, order: Order, anew: boolean): void {
    const known = this.known;
    this.known = new Map();
    this.open = [];
    for (const place of expanded) {
      const at = order.lineOf(place);
      const exchange = at < 0 ? -1 : this.store.exchangeAt(place);
      if (exchange < 0) continue;
      const open = known.get(place) ?? { place, exchange, children: new Uint32Array(0), count: 0, at, line: 0 };
      this.findChildren(open, anew);
      open.at = at;
      this.known.set(place, open);
      this.open.push(open);
    }
    this.open.sort((a, b) => a.at - b.at);
    this.added = 0;
    for (const open of this.open) {
      open.line = open.at + this.added;
      this.added += open.count;
    }
  }

  at(line: number, order: Order): Line | undefined {
    const open = this.openBefore((each) => each.line <= line);
    const below = open ? line - open.line - 1 : -1;
    if (open && below >= 0 && below < open.count) return { place: open.children[below] ?? 0, depth: 1 };
    const place = order.at(open && below >= 0 ? open.at + 1 + below - open.count : open ? open.at : line);
    return place < 0 ? undefined : { place, depth: 0 };
  }

  /** -1 when the entry has no line. */
  lineOf(place: number, order: Order): number {
    const at = order.lineOf(place);
    if (at >= 0) {
      const open = this.openBefore((each) => each.at < at);
      return open ? at + open.line - open.at + open.count : at;
    }
    const block = this.store.rows.block(place);
    const parent = block && hasBit(block.settled, place & BLOCK_MASK) ? this.store.parent(block, place & BLOCK_MASK) : -1;
    const open = parent < 0 ? undefined : this.known.get(this.store.exchanges.request(parent));
    const index = open ? search(open.children, open.count, place) : -1;
    return open && index >= 0 ? open.line + 1 + index : -1;
  }

  /** The last one that passes; those that do are the first ones. */
  private openBefore(passes: (open: Open) => boolean): Open | undefined {
    let low = 0;
    let high = this.open.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const open = this.open[middle];
      if (open && passes(open)) low = middle + 1;
      else high = middle;
    }
    return this.open[low - 1];
  }

  private findChildren(open: Open, anew: boolean): void {
    const { exchanges } = this.store;
    const end = this.store.exchangesEnd(open.exchange, open.place);
    let count = 0;
    let last = open.place;
    for (let number = open.exchange; number < end; number++) {
      count += exchanges.children(number);
      last = Math.max(last, exchanges.last(number));
    }
    if (!anew && count === open.count) return;
    // Nearly always there are only new ones after those that are known.
    const isOne = end === open.exchange + 1 && !anew;
    if (isOne && count > open.count) this.append(open, open.exchange, count, last);
    if (open.count === count && isOne) return;
    open.count = 0;
    for (let number = open.exchange; number < end; number++) this.append(open, number, count, last, open.place);
    if (end > open.exchange + 1) open.children.subarray(0, open.count).sort();
  }

  private append(open: Open, exchange: number, room: number, last: number, after = open.count === 0 ? open.place : (open.children[open.count - 1] ?? 0)): void {
    if (room === 0) return;
    if (open.children.length < room) {
      const children = new Uint32Array(room + (room >>> 2));
      children.set(open.children.subarray(0, open.count));
      open.children = children;
    }
    this.store.eachChild(exchange, after, last, (block, index, place) => {
      if (hasBit(block.settled, index)) open.children[open.count++] = place;
      return open.count < open.children.length;
    });
  }
}

function search(values: Uint32Array, count: number, value: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low < count && values[low] === value ? low : -1;
}
