import { Kind, kindBits } from "../../trace/store/rowFlags";
import type { PageExchanges } from "./pageExchanges";
import { BLOCK_MASK, BLOCK_ROWS, BLOCK_SHIFT, CAUSED, hasBit, type RowBlock } from "./rowBlock";
import { Role, type RowClasses } from "./rowClasses";
import type { RowTable } from "./rowTable";

/** How many calls of the client are on their way on each link, and the sum of their numbers: with one call that is its number. */
class Calls {
  private counts = new Int32Array(16);
  private sums = new Float64Array(16);

  add(link: number, number: number, count: 1 | -1): void {
    while (link >= this.counts.length) this.grow();
    this.counts[link] = (this.counts[link] ?? 0) + count;
    this.sums[link] = (this.sums[link] ?? 0) + count * number;
  }

  /** The only one on a link. */
  sole(link: number): number | undefined {
    return this.counts[link] === 1 ? this.sums[link] : undefined;
  }

  /** Link, count and sum, one link after the other. */
  save(): readonly number[] {
    const saved: number[] = [];
    for (let link = 0; link < this.counts.length; link++) if (this.counts[link] !== 0) saved.push(link, this.counts[link] ?? 0, this.sums[link] ?? 0);
    return saved;
  }

  load(saved: readonly number[]): void {
    this.counts.fill(0);
    this.sums.fill(0);
    for (let at = 0; at < saved.length; at += 3) {
      const link = saved[at] ?? 0;
      while (link >= this.counts.length) this.grow();
      this.counts[link] = saved[at + 1] ?? 0;
      this.sums[link] = saved[at + 2] ?? 0;
    }
  }

  private grow(): void {
    const { counts, sums } = this;
    this.counts = new Int32Array(counts.length * 2);
    this.sums = new Float64Array(counts.length * 2);
    this.counts.set(counts);
    this.sums.set(sums);
  }
}

/**
 * Finds what the server did while exactly one call of the client was on its way on the link: such a log or request was
 * caused by that call. The calls are followed row by row through the blocks where something is new, and on from there until
 * nothing changes any more.
 */
export class Nesting {
  private readonly calls = new Calls();
  /** By place: exchanges that a batch or the end of a link ended, so that the row does not say it. */
  private readonly oddEnds = new Map<number, number[]>();
  /** Ended by rows that did not come yet. */
  private strays: number[] = [];

  constructor(
    private readonly rows: RowTable,
    private readonly exchanges: PageExchanges,
    private readonly classes: RowClasses,
  ) {}

  /** Takes over what has come since the last time. */
  update(): void {
    this.takeEnds();
    const { blocks, first } = this.rows;
    let previous = -1;
    for (let index = first >>> BLOCK_SHIFT; index < blocks.length; index++) {
      const block = blocks[index];
      if (!block) continue;
      // What is on its way when a new block begins is known from the one before.
      if (block.dirtyFrom < BLOCK_ROWS) index = this.follow(block.callsBefore === undefined && previous >= 0 ? previous : index);
      previous = index;
    }
  }

  /**
   * Rows before the first one have left, and calls that began there are not followed any more.
   * @param outlived there were some that had not ended by then
   */
  evicted(outlived: boolean): void {
    const { rows } = this;
    for (const place of this.oddEnds.keys()) if (place < rows.first) this.oddEnds.delete(place);
    const block = rows.block(rows.first);
    if (!block) return;
    if (outlived || (block.callsBefore?.length ?? 0) > 0) {
      block.soil(0);
      // Where it was followed to, calls that have left were counted.
      block.followedTo = 0;
    }
    block.callsBefore = [];
  }

  private takeEnds(): void {
    const { rows, exchanges } = this;
    const waiting: number[] = [];
    for (const number of this.strays.length === 0 ? exchanges.ended : [...this.strays, ...exchanges.ended]) {
      const ender = exchanges.ender(number);
      const block = rows.block(ender);
      if (!block || block.classes[ender & BLOCK_MASK] === 0) {
        if (ender >= rows.first) waiting.push(number);
        continue;
      }
      block.soil(ender & BLOCK_MASK);
      if (block.owners[ender & BLOCK_MASK] === number + 1) continue;
      exchanges.hasEnded(number);
      const ends = this.oddEnds.get(ender);
      if (!ends) this.oddEnds.set(ender, [number]);
      else if (!ends.includes(number)) ends.push(number);
    }
    this.strays = waiting;
    exchanges.ended = [];
  }

  /** From a block to the last one that begins otherwise because of it, whose index it gives. */
  private follow(from: number): number {
    const { blocks } = this.rows;
    for (let index = from; ; index++) {
      const block = blocks[index];
      if (block) this.followIn(block, index * BLOCK_ROWS);
      if (index + 1 >= blocks.length) return index;
      const next = blocks[index + 1];
      if (!next) continue;
      const calls = this.calls.save();
      if (next.callsBefore && isSame(next.callsBefore, calls)) return index;
      next.callsBefore = calls;
      next.soil(0);
    }
  }

  private followIn(block: RowBlock, start: number): void {
    // What is new comes nearly always after everything else.
    const goesOn = block.dirtyFrom >= block.followedTo && block.followedTo > 0;
    this.calls.load(goesOn ? block.callsAfter : (block.callsBefore ?? []));
    this.followRows(block, start, goesOn ? block.followedTo : 0);
    block.dirtyFrom = BLOCK_ROWS;
    block.followedTo = block.filledTo;
    block.callsAfter = this.calls.save();
  }

  private followRows(block: RowBlock, start: number, from: number): void {
    const { classes: { roles, links }, calls } = this;
    const { classes, owners } = block;
    for (let index = from; index < block.filledTo; index++) {
      const code = classes[index] ?? 0;
      const role = roles[code] ?? 0;
      if (role === Role.plain) continue;
      const owner = owners[index] ?? 0;
      const link = links[code] ?? 0;
      switch (role) {
        case Role.clientRequest:
          if (owner !== 0) calls.add(link, owner - 1, 1);
          break;
        case Role.answer:
        case Role.clientCancel:
          if (owner !== 0 && this.exchanges.ender(owner - 1) === start + index) this.end(owner - 1, link);
          break;
        case Role.serverNote:
          if (owner === 0 || owner >= CAUSED) this.cause(block, index, start, calls.sole(link));
          break;
        case Role.serverRequest:
          this.causeRequest(block, index, start, calls.sole(link));
          break;
        default:
          this.odd(block, index, start + index);
      }
    }
  }

  private end(number: number, link: number): void {
    if (this.isFollowed(number)) this.calls.add(link, number, -1);
  }

  /** Whether its request has been seen on the way here. */
  private isFollowed(number: number): boolean {
    const { exchanges, rows } = this;
    const request = exchanges.request(number);
    if (request < rows.first || !exchanges.isFromClient(number)) return false;
    const code = rows.classAt(request);
    const owner = rows.owner(request);
    if (code === 0 || owner === 0) return false;
    return owner === number + 1 || (kindBits(this.classes.flags[code] ?? 0) === Kind.batch && owner <= number && exchanges.request(owner - 1) === request);
  }

  private odd(block: RowBlock, index: number, place: number): void {
    const { exchanges, classes: { flags, links } } = this;
    const code = block.classes[index] ?? 0;
    const link = links[code] ?? 0;
    const owner = block.owners[index] ?? 0;
    if (owner !== 0 && kindBits(flags[code] ?? 0) === Kind.batch) {
      for (let number = owner - 1; exchanges.request(number) === place; number++) if (exchanges.isFromClient(number)) this.calls.add(link, number, 1);
      if (exchanges.ender(owner - 1) === place) this.end(owner - 1, link);
    }
    for (const number of this.oddEnds.get(place) ?? []) this.end(number, link);
  }

  private cause(block: RowBlock, index: number, start: number, call: number | undefined): void {
    const before = block.owners[index] ?? 0;
    const after = call === undefined ? 0 : call + 1 + CAUSED;
    if (before === after) return;
    block.setOwner(index, after);
    this.moved(block, index, start, before === 0 ? -1 : before - CAUSED - 1, call ?? -1);
  }

  private causeRequest(block: RowBlock, index: number, start: number, call: number | undefined): void {
    const owner = block.owners[index] ?? 0;
    if (owner === 0 || owner >= CAUSED) {
      this.cause(block, index, start, call);
      return;
    }
    const before = this.exchanges.parent(owner - 1);
    if (before === (call ?? -1)) return;
    this.exchanges.setParent(owner - 1, call ?? -1);
    this.moved(block, index, start, before, call ?? -1);
  }

  private moved(block: RowBlock, index: number, start: number, before: number, after: number): void {
    if (before >= 0) this.exchanges.addChildren(before, -1);
    if (after >= 0) {
      this.exchanges.addChildren(after, 1);
      this.exchanges.touch(after, start + index);
    }
    if (hasBit(block.settled, index)) block.replace = true;
  }
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
