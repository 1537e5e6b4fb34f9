import { FROM_SERVER_BIT, LATE_BIT, type FeedExchanges } from "../protocol";
import { feedExchangeColumns, placedExchanges } from "../columns";
import { unpackColumn } from "../packing/unpackColumn";
import { STATE_MASK, statusCode } from "./statusCode";

const SHIFT = 14;
const LENGTH = 1 << SHIFT;
const MASK = LENGTH - 1;
/** Exchanges that are unpacked at once. */
const ROOM = 4096;
const STATE_BITS = STATE_MASK | FROM_SERVER_BIT | LATE_BIT;
/** In `states`, beside what the host says: waits in `changed`. */
const QUEUED = 64;

/** What blocks without any children, or without exchanges that were caused, have in common; never written. */
const ZEROS = new Uint32Array(LENGTH);

/** Places are those of rows, counted from the first row of the session, plus one; 0 is none. */
class ExchangeBlock {
  readonly requests = new Uint32Array(LENGTH);
  readonly enders = new Uint32Array(LENGTH);
  /** The last row that belongs to it or was caused by it. */
  readonly lasts = new Uint32Array(LENGTH);
  /** The first result or error that belongs to it. */
  readonly answers = new Uint32Array(LENGTH);
  readonly states = new Uint8Array(LENGTH);
  /** The status under which its entry has been counted. */
  readonly counted = new Uint8Array(LENGTH);
  children = ZEROS;
  parents = ZEROS;
  /** The last request of the block that is known. */
  lastRequest = 0;
}

/** The exchanges of a session as columns, by their number. Rows are places, counted from the first row of the session; -1 is none. */
export class PageExchanges {
  /** Numbers of those that have changed, or a row of theirs has come; each once. */
  changed: number[] = [];
  /** Numbers of those that have ended since somebody looked. */
  ended: number[] = [];
  private readonly blocks: (ExchangeBlock | undefined)[] = [];
  private firstBlock = 0;
  private readonly room = feedExchangeColumns(ROOM);

  /**
   * @param known called with a number, and the place of the request, when an exchange is heard of first whose request is there
   * @param isThere whether the row at a place has come
   * @param isSettled whether the row at a place is an entry that has been counted; nothing that is not can have changed
   */
  constructor(
    private readonly known: (number: number, request: number) => void,
    private readonly isThere: (place: number) => boolean,
    private readonly isSettled: (place: number) => boolean,
  ) {}

  /** @param base sequence of the row whose place is 0 */
  take(message: FeedExchanges, base: number): void {
    const { numbers, requests, enders, states } = placedExchanges(message);
    for (let from = 0; from < message.count; from += ROOM) {
      const to = Math.min(message.count, from + ROOM);
      unpackColumn(numbers, from, to, this.room.numbers, 0);
      unpackColumn(requests, from, to, this.room.requests, 0);
      unpackColumn(enders, from, to, this.room.enders, 0);
      unpackColumn(states, from, to, this.room.states, 0);
      this.takeSome(to - from, message.first - base);
    }
  }

  /** A row that belongs to an exchange, or was caused by it, is there. */
  touch(number: number, place: number): void {
    const block = this.blocks[number >>> SHIFT] ?? this.ensure(number);
    const at = number & MASK;
    if ((block.lasts[at] ?? 0) <= place) block.lasts[at] = place + 1;
    // A request that has just come is new itself.
    if (block.requests[at] !== place + 1) this.change(number, block);
  }

  /** A result or an error that belongs to an exchange is there. */
  answered(number: number, place: number): void {
    const { answers } = this.ensure(number);
    const answer = answers[number & MASK] ?? 0;
    if (answer === 0 || place + 1 < answer) answers[number & MASK] = place + 1;
  }

  /** The row that ended it has come, which does not belong to it. */
  hasEnded(number: number): void {
    const block = this.blocks[number >>> SHIFT];
    if (block) this.change(number, block);
  }

  request(number: number): number {
    return (this.blocks[number >>> SHIFT]?.requests[number & MASK] ?? 0) - 1;
  }

  ender(number: number): number {
    return (this.blocks[number >>> SHIFT]?.enders[number & MASK] ?? 0) - 1;
  }

  /** The first result or error that belongs to it; it is none that stands in a batch. */
  answer(number: number): number {
    return (this.blocks[number >>> SHIFT]?.answers[number & MASK] ?? 0) - 1;
  }

  last(number: number): number {
    return (this.blocks[number >>> SHIFT]?.lasts[number & MASK] ?? 0) - 1;
  }

  /** See `statusCode`; of one that the host has not told about yet, too. */
  status(number: number): number {
    return statusCode(this.blocks[number >>> SHIFT]?.states[number & MASK] ?? 0);
  }

  isFromClient(number: number): boolean {
    return ((this.blocks[number >>> SHIFT]?.states[number & MASK] ?? 0) & FROM_SERVER_BIT) === 0;
  }

  counted(number: number): number {
    return this.blocks[number >>> SHIFT]?.counted[number & MASK] ?? 0;
  }

  setCounted(number: number, status: number): void {
    this.ensure(number).counted[number & MASK] = status;
  }

  /** How many entries it caused. */
  children(number: number): number {
    return this.blocks[number >>> SHIFT]?.children[number & MASK] ?? 0;
  }

  addChildren(number: number, count: number): void {
    const block = this.ensure(number);
    if (block.children === ZEROS) block.children = new Uint32Array(LENGTH);
    block.children[number & MASK] = (block.children[number & MASK] ?? 0) + count;
  }

  /** The exchange that caused this one. */
  parent(number: number): number {
    return (this.blocks[number >>> SHIFT]?.parents[number & MASK] ?? 0) - 1;
  }

  setParent(number: number, parent: number): void {
    const block = this.ensure(number);
    if (block.parents === ZEROS) {
      if (parent < 0) return;
      block.parents = new Uint32Array(LENGTH);
    }
    block.parents[number & MASK] = parent + 1;
  }

  /** Hands over `changed` and begins anew. */
  takeChanged(): readonly number[] {
    const { changed } = this;
    this.changed = [];
    for (const number of changed) {
      const block = this.blocks[number >>> SHIFT];
      if (block) block.states[number & MASK] = (block.states[number & MASK] ?? 0) & ~QUEUED;
    }
    return changed;
  }

  /** Lets go, by blocks, those whose requests are before a place. */
  evict(place: number): void {
    for (; this.firstBlock < this.blocks.length - 1; this.firstBlock++) {
      const block = this.blocks[this.firstBlock];
      if (block && block.lastRequest >= place) return;
      this.blocks[this.firstBlock] = undefined;
    }
  }

  /** @param first place of the row from which theirs are counted */
  private takeSome(count: number, first: number): void {
    const { numbers, requests, enders, states } = this.room;
    for (let index = 0; index < count; index++) {
      const request = (requests[index] ?? 0) + first;
      if (request < 0) continue;
      const number = numbers[index] ?? 0;
      const block = this.ensure(number);
      const at = number & MASK;
      const isNew = block.requests[at] === 0;
      block.requests[at] = request + 1;
      block.states[at] = ((block.states[at] ?? 0) & ~STATE_BITS) | ((states[index] ?? 0) & STATE_BITS);
      block.lastRequest = Math.max(block.lastRequest, request);
      const ender = enders[index] ?? 0;
      if (ender > 0 && block.enders[at] !== ender + first) {
        block.enders[at] = ender + first;
        this.ended.push(number);
      }
      // Most are told of before their rows.
      if (!this.isThere(request)) continue;
      this.change(number, block);
      if (isNew) this.known(number, request);
    }
  }

  private change(number: number, block: ExchangeBlock): void {
    const at = number & MASK;
    const state = block.states[at] ?? 0;
    if ((state & QUEUED) !== 0 || !this.isSettled((block.requests[at] ?? 0) - 1)) return;
    block.states[at] = state | QUEUED;
    this.changed.push(number);
  }

  private ensure(number: number): ExchangeBlock {
    const index = number >>> SHIFT;
    const block = this.blocks[index];
    if (block) return block;
    // Filled up, since an array with holes is slow ever after.
    while (this.blocks.length <= index) this.blocks.push(undefined);
    this.firstBlock = Math.min(this.firstBlock, index);
    return (this.blocks[index] = new ExchangeBlock());
  }
}
