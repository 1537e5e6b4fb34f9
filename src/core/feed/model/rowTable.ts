import type { JsonRpcId } from "../../wire/message";
import { Form, FORM_BITS, Kind, kindBits } from "../../trace/store/rowFlags";
import { feedRowColumns, type FeedRowColumns, type Placed, placedRows } from "../columns";
import { constantIn } from "../packing/constantIn";
import { unpackColumn } from "../packing/unpackColumn";
import { unpackTimes } from "../packing/unpackTimes";
import type { FeedRows } from "../protocol";
import { BLOCK_MASK, BLOCK_ROWS, BLOCK_SHIFT, RowBlock } from "./rowBlock";
import type { RowClasses } from "./rowClasses";

/** Rows that are unpacked at once. */
const ROOM = 4096;

/** Whether the id of a row with these flags comes beside the columns. */
function isListed(flags: number): boolean {
  return (flags & FORM_BITS) >= Form.listed;
}

/** Neighbouring rows `[from, to)`, as places. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** The rows of a session in blocks, filled in any order. A row's place is its sequence counted from the first row that there was. */
export class RowTable {
  /** By place; blocks before the first row and those of which nothing has come are missing. */
  readonly blocks: (RowBlock | undefined)[] = [];
  /** Places before this one have left. */
  first = 0;
  /** Runs that have come since somebody took them. */
  private fresh: Run[] = [];
  private readonly room = feedRowColumns(ROOM);

  /**
   * @param base sequence of the row whose place is 0
   * @param owned called for each row that belongs to an exchange
   */
  constructor(
    readonly base: number,
    private readonly classes: RowClasses,
    private readonly owned: (exchange: number, place: number, code: number) => void,
  ) {}

  block(place: number): RowBlock | undefined {
    return place < 0 ? undefined : this.blocks[place >>> BLOCK_SHIFT];
  }

  /** The class of a row, 0 when it is not there. */
  classAt(place: number): number {
    return this.block(place)?.classes[place & BLOCK_MASK] ?? 0;
  }

  time(place: number): number {
    return this.block(place)?.times[place & BLOCK_MASK] ?? 0;
  }

  size(place: number): number {
    return this.block(place)?.sizes[place & BLOCK_MASK] ?? 0;
  }

  owner(place: number): number {
    return this.block(place)?.owners[place & BLOCK_MASK] ?? 0;
  }

  /** The id of a request or an answer. */
  id(place: number): JsonRpcId | undefined {
    const block = this.block(place);
    const index = place & BLOCK_MASK;
    const flags = this.classes.flags[block?.classes[index] ?? 0] ?? 0;
    const kind = kindBits(flags);
    if (!block || (kind !== Kind.request && kind !== Kind.result && kind !== Kind.error)) return undefined;
    switch (flags & FORM_BITS) {
      case Form.number:
        return block.ids[index];
      case Form.null:
        return null;
      case Form.listed:
      case Form.spelt:
        return block.listedId(index);
      default:
        return undefined;
    }
  }

  /** The first and the last row that are there. */
  ends(): Run | undefined {
    const isThere = (code: number): boolean => code !== 0;
    const first = this.blocks.findIndex((block) => block?.classes.some(isThere));
    const last = this.blocks.findLastIndex((block) => block?.classes.some(isThere));
    const [from, to] = [this.blocks[first]?.classes.findIndex(isThere), this.blocks[last]?.classes.findLastIndex(isThere)];
    return from === undefined || to === undefined ? undefined : { from: first * BLOCK_ROWS + from, to: last * BLOCK_ROWS + to };
  }

  /** Takes the rows of a message that are not there yet and have not left. */
  take(message: FeedRows): void {
    const columns = placedRows(message);
    const start = message.first - this.base;
    const end = start + message.count;
    for (let place = Math.max(start, this.first); place < end; ) {
      const block = this.ensure(place);
      const to = Math.min(end, place - (place & BLOCK_MASK) + BLOCK_ROWS);
      let from = place;
      while (from < to) {
        while (from < to && block.classes[from & BLOCK_MASK] !== 0) from++;
        let next = from;
        while (next < to && next < from + ROOM && block.classes[next & BLOCK_MASK] === 0) next++;
        if (next > from) this.fill(block, columns, from, next, start);
        from = next;
      }
      place = to;
    }
    this.list(message);
  }

  /** Hands over the runs that have come, in order, and begins anew. */
  takeFresh(): readonly Run[] {
    const { fresh } = this;
    this.fresh = [];
    return fresh.sort((a, b) => a.from - b.from);
  }

  /** Lets every row before a place go. */
  evict(place: number): void {
    for (let index = this.first >>> BLOCK_SHIFT; index < place >>> BLOCK_SHIFT && index < this.blocks.length; index++) this.blocks[index] = undefined;
    const block = this.block(place);
    block?.classes.fill(0, 0, place & BLOCK_MASK);
    this.first = place;
  }

  /** Rows `[from, to)` of one block, from columns that begin with the row at `start`. */
  private fill(block: RowBlock, columns: Placed<FeedRowColumns>, from: number, to: number, start: number): void {
    const at = from & BLOCK_MASK;
    const [low, high] = [from - start, to - start];
    unpackTimes(columns.times, low, high, block.times, at, this.room.sizes);
    unpackColumn(columns.sizes, low, high, block.sizes, at);
    unpackColumn(columns.ids, low, high, block.ids, at);
    block.soil(at);
    block.filledTo = Math.max(block.filledTo, at + to - from);
    if (!this.classifyAlike(block, columns, at, low, high)) this.classify(block, columns, at, low, high);
    if (constantIn(columns.exchanges, low, high) !== 0) this.own(block, columns, from, low, high);
    const last = this.fresh.at(-1);
    if (last?.to === from) this.fresh[this.fresh.length - 1] = { from: last.from, to };
    else this.fresh.push({ from, to });
  }

  /** Gives rows that are all of one class that class; false when they may not be, or have ids that are listed. */
  private classifyAlike(block: RowBlock, columns: Placed<FeedRowColumns>, at: number, low: number, high: number): boolean {
    const flags = constantIn(columns.flags, low, high);
    const link = constantIn(columns.links, low, high);
    const method = constantIn(columns.methods, low, high);
    const subject = constantIn(columns.subjects, low, high);
    if (flags === undefined || link === undefined || method === undefined || subject === undefined || isListed(flags)) return false;
    block.classes.fill(this.classes.code(flags, link, method, subject), at, at + high - low);
    return true;
  }

  private own(block: RowBlock, columns: Placed<FeedRowColumns>, from: number, low: number, high: number): void {
    const at = from & BLOCK_MASK;
    unpackColumn(columns.exchanges, low, high, this.room.exchanges, 0);
    const owners = this.room.exchanges.subarray(0, high - low);
    let isOwned = false;
    for (let index = 0; index < owners.length; index++) {
      const owner = owners[index] ?? 0;
      if (owner === 0) continue;
      if (!isOwned) block.setOwners(at, owners);
      isOwned = true;
      this.owned(owner - 1, from + index, block.classes[at + index] ?? 0);
    }
  }

  /** Gives rows their classes. */
  private classify(block: RowBlock, columns: Placed<FeedRowColumns>, at: number, low: number, high: number): void {
    const { flags, links, methods, subjects } = this.room;
    unpackColumn(columns.flags, low, high, flags, 0);
    unpackColumn(columns.links, low, high, links, 0);
    unpackColumn(columns.methods, low, high, methods, 0);
    unpackColumn(columns.subjects, low, high, subjects, 0);
    let lastFlags = -1;
    let lastLink = 0;
    let lastMethod = 0;
    let lastSubject = 0;
    let code = 0;
    for (let index = 0; index < high - low; index++) {
      const flag = flags[index] ?? 0;
      const link = links[index] ?? 0;
      const method = methods[index] ?? 0;
      const subject = subjects[index] ?? 0;
      if (flag !== lastFlags || link !== lastLink || method !== lastMethod || subject !== lastSubject) {
        code = this.classes.code(flag, link, method, subject);
        lastFlags = flag;
        lastLink = link;
        lastMethod = method;
        lastSubject = subject;
      }
      const place = at + index;
      block.classes[place] = code;
      if (isListed(flag)) block.unlist(place);
    }
  }

  /** The answer of an exchange has the id of its request, so its own need not be kept. */
  private list({ listed }: FeedRows): void {
    let block: RowBlock | undefined;
    let ids: [index: number, id: string | number][] = [];
    for (const [seq, id] of listed) {
      const place = seq - this.base;
      const of = place < this.first ? undefined : this.block(place);
      if (!of || this.isOwnedAnswer(of, place & BLOCK_MASK)) continue;
      if (of !== block) {
        block?.list(ids);
        [block, ids] = [of, []];
      }
      ids.push([place & BLOCK_MASK, id]);
    }
    block?.list(ids);
  }

  private isOwnedAnswer(block: RowBlock, index: number): boolean {
    return block.owners[index] !== 0 && kindBits(this.classes.flags[block.classes[index] ?? 0] ?? 0) !== Kind.request;
  }

  private ensure(place: number): RowBlock {
    const index = place >>> BLOCK_SHIFT;
    const block = this.blocks[index];
    if (block) return block;
    // Filled up, since an array with holes is slow ever after.
    while (this.blocks.length <= index) this.blocks.push(undefined);
    return (this.blocks[index] = new RowBlock());
  }
}
