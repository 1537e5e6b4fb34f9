import type { Matcher } from "./matcher";
import { BLOCK_MASK, BLOCK_ROWS, BLOCK_SHIFT, BLOCK_WORDS, bitCount, clearBit, hasBit, type RowBlock, setBit, setBits } from "./rowBlock";
import type { Run } from "./rowTable";
import { NO_STATUS, PENDING } from "./statusCode";
import type { Store } from "./store";
import type { Tally } from "./tally";
import type { TimeBins } from "./timeBins";

/**
 * Which entries the view matches, and which of these have lines of their own: a bit each, so that a change anywhere costs
 * the same and there is nothing to shift. What is nested under an entry that matches has none. Keeps the counts true.
 */
export class ShownEntries {
  /** Entries that match. */
  count = 0;
  /** Those with a line of their own. */
  lines = 0;
  /** Lines before each block; `undefined` when they have to be counted anew. */
  private before: Float64Array | undefined = undefined;

  /** @param moved called for entries `[from, to)` whose lines may be new, gone or elsewhere */
  constructor(
    private readonly store: Store,
    private readonly tally: Tally,
    private readonly bins: TimeBins,
    private readonly moved: (from: number, to: number) => void,
    public matcher: Matcher,
  ) {}

  /** Takes in the entries among rows that are new, of which everything later is new or was there before. */
  settle({ from, to }: Run): void {
    const { store } = this;
    this.bins.reserve(store.rows.time(from), store.rows.time(to - 1));
    store.eachIn(from, to, (block, start, low, high) => {
      for (let index = low; index < high; ) {
        if (store.isEntry(block, index)) this.settleOne(block, index, start + index, to);
        index = this.settleLike(block, index, start, high);
      }
    });
    this.before = undefined;
  }

  /** Looks anew at an entry whose status, duration, size or mark may have changed. */
  reassess(place: number): void {
    const block = this.store.rows.block(place);
    const index = place & BLOCK_MASK;
    if (!block || !hasBit(block.settled, index)) return;
    const { store } = this;
    const code = block.classes[index] ?? 0;
    const number = store.exchangeIn(block, index, place);
    const status = store.status(block, index, place);
    if (number >= 0) {
      const before = store.exchanges.counted(number);
      if (before !== status) this.recount(code, before, status, block.times[index] ?? 0);
      store.exchanges.setCounted(number, status);
      if (status !== PENDING && store.duration(place) !== -1) this.matcher.waiting.delete(place);
    }
    this.setMatched(block, index, place, this.matcher.matches(place, code, status, block.times[index] ?? 0));
    this.moved(place, place + 1);
  }

  /** Gives the entries of a block their place anew, whose parents have changed. */
  replace(block: RowBlock, start: number): void {
    block.replace = false;
    for (let word = 0; word < BLOCK_WORDS; word++) {
      if (block.matched[word] === 0 && block.top[word] === 0) continue;
      for (let index = word << 5; index < (word + 1) << 5; index++) if (hasBit(block.settled, index)) this.place(block, index, start + index);
    }
  }

  /** Looks anew at every entry, with another matcher. */
  refilter(matcher: Matcher): void {
    this.matcher = matcher;
    this.bins.showNone();
    this.count = 0;
    this.lines = 0;
    this.before = undefined;
    this.store.rows.blocks.forEach((block, number) => {
      if (!block) return;
      const start = number * BLOCK_ROWS;
      block.topCount = 0;
      for (let word = 0; word < BLOCK_WORDS; word++) this.refilterWord(block, word, start);
      this.lines += block.topCount;
    });
  }

  /** Takes off every entry before a place, whose rows are about to leave; true when one of them was on its way still at that place. */
  evict(place: number): boolean {
    const { store } = this;
    let outlived = false;
    this.store.eachIn(store.rows.first, place, (block, start, low, high) => {
      for (let index = low; index < high; index++) {
        if (!hasBit(block.settled, index)) continue;
        const at = start + index;
        const code = block.classes[index] ?? 0;
        const time = block.times[index] ?? 0;
        const number = store.exchangeIn(block, index, at);
        const status = number < 0 ? 0 : store.exchanges.counted(number);
        this.tally.count(code, status, -1);
        this.bins.remove(time, store.isBad(code, status), hasBit(block.matched, index));
        this.setTop(block, index, at, false);
        if (hasBit(block.matched, index)) {
          this.count--;
          clearBit(block.matched, index);
        }
        clearBit(block.settled, index);
        this.matcher.waiting.delete(at);
        if (number >= 0 && this.orphan(number, at, place)) outlived = true;
      }
    });
    this.before = undefined;
    return outlived;
  }

  /** The place of a line, in order of time; -1 when there is none. */
  at(line: number): number {
    const { blocks } = this.store.rows;
    const before = this.counted();
    if (line < 0 || line >= this.lines) return -1;
    let low = 0;
    let high = blocks.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((before[middle] ?? 0) <= line) low = middle;
      else high = middle;
    }
    const block = blocks[low];
    let rest = line - (before[low] ?? 0);
    for (let word = 0; block && word < BLOCK_WORDS; word++) {
      let bits = block.top[word] ?? 0;
      const count = bitCount(bits);
      if (rest >= count) {
        rest -= count;
        continue;
      }
      for (; rest > 0; rest--) bits &= bits - 1;
      return low * BLOCK_ROWS + (word << 5) + 31 - Math.clz32(bits & -bits);
    }
    return -1;
  }

  /** How many lines are before this place; -1 when it has none itself. */
  lineOf(place: number): number {
    const block = this.store.rows.block(place);
    const index = place & BLOCK_MASK;
    if (!block || !hasBit(block.top, index)) return -1;
    let line = this.counted()[place >>> BLOCK_SHIFT] ?? 0;
    for (let word = 0; word < index >>> 5; word++) line += bitCount(block.top[word] ?? 0);
    return line + bitCount((block.top[index >>> 5] ?? 0) & ~(-1 << (index & 31)));
  }

  /** @param to end of the rows that are new; those before it find out themselves whether they are nested */
  private settleOne(block: RowBlock, index: number, place: number, to: number): void {
    const { store } = this;
    const code = block.classes[index] ?? 0;
    const time = block.times[index] ?? 0;
    const number = store.exchangeIn(block, index, place);
    const status = number < 0 ? 0 : store.statusOf(number, code, place);
    if (number >= 0) store.exchanges.setCounted(number, status);
    const matches = this.matcher.matches(place, code, status, time);
    this.tally.count(code, status, 1);
    this.bins.add(time, store.isBad(code, status), matches);
    setBit(block.settled, index);
    if (!matches) return;
    setBit(block.matched, index);
    this.count++;
    if (!this.isNested(block, index)) {
      setBit(block.top, index);
      block.topCount++;
      this.lines++;
      this.moved(place, place + 1);
    }
    if (number >= 0 && this.goesOn(number, place, to)) this.eachChild(number, place, to - 1, (child, at, childPlace) => this.place(child, at, childPlace));
  }

  /** Takes in the entries after one that are like it in all that counts and belong to no exchange; gives the place of the first that is not. */
  private settleLike(block: RowBlock, like: number, start: number, high: number): number {
    const { classes, owners, times } = block;
    const code = classes[like] ?? 0;
    const from = like + 1;
    let to = from;
    while (to < high && classes[to] === code && owners[to] === 0) to++;
    const matches = to === from || code === 0 ? undefined : this.matcher.matchesClass(code);
    if (matches === undefined) return code === 0 ? to : from;
    const isBad = this.store.isBad(code, NO_STATUS);
    for (let index = from; index < to; ) {
      const time = times[index] ?? 0;
      let next = index + 1;
      while (next < to && times[next] === time) next++;
      this.bins.add(time, isBad, matches, next - index);
      index = next;
    }
    this.tally.count(code, NO_STATUS, to - from);
    setBits(block.settled, from, to);
    if (!matches) return to;
    setBits(block.matched, from, to);
    setBits(block.top, from, to);
    block.topCount += to - from;
    this.count += to - from;
    this.lines += to - from;
    this.moved(start + from, start + to);
    return to;
  }

  private goesOn(first: number, place: number, to: number): boolean {
    const { exchanges } = this.store;
    for (let number = first, end = this.store.exchangesEnd(first, place); number < end; number++) if (exchanges.last(number) >= to) return true;
    return false;
  }

  private recount(code: number, before: number, after: number, time: number): void {
    this.tally.count(code, before, -1);
    this.tally.count(code, after, 1);
    const wasBad = this.store.isBad(code, before);
    const isBad = this.store.isBad(code, after);
    if (wasBad !== isBad) this.bins.countBad(time, isBad ? 1 : -1);
  }

  private setMatched(block: RowBlock, index: number, place: number, matches: boolean): void {
    if (hasBit(block.matched, index) === matches) return;
    if (matches) setBit(block.matched, index);
    else clearBit(block.matched, index);
    this.count += matches ? 1 : -1;
    this.bins.countShown(block.times[index] ?? 0, matches ? 1 : -1);
    this.place(block, index, place);
    const number = this.store.exchangeIn(block, index, place);
    if (number >= 0) this.eachChild(number, place, place, (child, at, childPlace) => this.place(child, at, childPlace));
  }

  /** Its children after a row, which have lines of their own where it has none. */
  private eachChild(first: number, place: number, after: number, visit: (block: RowBlock, index: number, place: number) => void): void {
    const { exchanges } = this.store;
    for (let number = first, end = this.store.exchangesEnd(first, place); number < end; number++) {
      const last = exchanges.last(number);
      if (last <= after || exchanges.children(number) === 0) continue;
      this.store.eachChild(number, after, last, (block, index, at) => {
        if (hasBit(block.settled, index)) visit(block, index, at);
        return true;
      });
    }
  }

  /** Finds the children of an entry that leaves, which stay behind; true when it was on its way still when the first row that stays was written. */
  private orphan(first: number, place: number, next: number): boolean {
    const { exchanges } = this.store;
    let outlived = false;
    for (let number = first, end = this.store.exchangesEnd(first, place); number < end; number++) {
      this.store.replaceChildren(number, next);
      const ender = exchanges.ender(number);
      if (ender < 0 || ender >= next) outlived = true;
    }
    return outlived;
  }

  private place(block: RowBlock, index: number, place: number): void {
    this.setTop(block, index, place, hasBit(block.matched, index) && !this.isNested(block, index));
  }

  private isNested(block: RowBlock, index: number): boolean {
    const parent = this.store.parent(block, index);
    if (parent < 0) return false;
    const request = this.store.exchanges.request(parent);
    const of = this.store.rows.block(request);
    return of !== undefined && hasBit(of.matched, request & BLOCK_MASK);
  }

  private setTop(block: RowBlock, index: number, place: number, isTop: boolean): void {
    if (hasBit(block.top, index) === isTop) return;
    if (isTop) setBit(block.top, index);
    else clearBit(block.top, index);
    block.topCount += isTop ? 1 : -1;
    this.lines += isTop ? 1 : -1;
    this.before = undefined;
    this.moved(place, place + 1);
  }

  private refilterWord(block: RowBlock, word: number, start: number): void {
    const settled = block.settled[word] ?? 0;
    block.matched[word] = 0;
    block.top[word] = 0;
    const { store, bins, matcher } = this;
    for (let rest = settled; rest !== 0; rest &= rest - 1) {
      const bit = 31 - Math.clz32(rest & -rest);
      const index = (word << 5) + bit;
      const place = start + index;
      const time = block.times[index] ?? 0;
      const number = store.exchangeIn(block, index, place);
      if (!matcher.matches(place, block.classes[index] ?? 0, number < 0 ? 0 : store.exchanges.counted(number), time)) continue;
      block.matched[word] = (block.matched[word] ?? 0) | (1 << bit);
      this.count++;
      bins.countShown(time, 1);
      if (this.isNested(block, index)) continue;
      block.top[word] = (block.top[word] ?? 0) | (1 << bit);
      block.topCount++;
    }
  }

  private counted(): Float64Array {
    if (this.before) return this.before;
    const { blocks } = this.store.rows;
    const before = new Float64Array(blocks.length);
    let sum = 0;
    blocks.forEach((block, index) => {
      before[index] = sum;
      sum += block?.topCount ?? 0;
    });
    return (this.before = before);
  }
}
