import { Kind, kindBits, SUSPECT } from "../../trace/store/rowFlags";
import type { FeedExchanges, FeedRows } from "../protocol";
import { Nesting } from "./nesting";
import { PageExchanges } from "./pageExchanges";
import { BLOCK_MASK, BLOCK_ROWS, CAUSED, hasBit, type RowBlock } from "./rowBlock";
import { Role, RowClasses } from "./rowClasses";
import { RowTable } from "./rowTable";
import { GIVEN_UP, isBadStatus, NO_STATUS, OK, PENDING } from "./statusCode";
import { Words } from "./words";

/**
 * Rows and exchanges of a session, and what the columns say of an entry together. Rows and entries are named by their place,
 * counted from the first row of the session. An entry is a row that is not the answer of an exchange.
 */
export class Store {
  readonly classes: RowClasses;
  readonly exchanges: PageExchanges;
  readonly rows: RowTable;
  readonly nesting: Nesting;

  /** @param base sequence of the first row */
  constructor(
    readonly base: number,
    readonly words = new Words(),
  ) {
    this.classes = new RowClasses((code) => words.methods[code]);
    this.exchanges = new PageExchanges(
      (number, request) => {
        this.rows.block(request)?.soil(request & BLOCK_MASK);
        this.replaceChildren(number, request);
      },
      (place) => this.rows.classAt(place) !== 0,
      (place) => {
        const block = this.rows.block(place);
        return block !== undefined && hasBit(block.settled, place & BLOCK_MASK);
      },
    );
    this.rows = new RowTable(base, this.classes, (exchange, place, code) => this.owned(exchange, place, code));
    this.nesting = new Nesting(this.rows, this.exchanges, this.classes);
  }

  takeRows(message: FeedRows): void {
    this.words.add(message.words);
    this.rows.take(message);
  }

  takeExchanges(message: FeedExchanges): void {
    this.exchanges.take(message, this.base);
  }

  /**
   * Lets the rows before a place go; those that counted have been taken off before.
   * @param outlived a call that was among them was still on its way at that place
   */
  evict(place: number, outlived: boolean): void {
    this.rows.evict(place);
    this.nesting.evicted(outlived);
    this.exchanges.evict(place);
  }

  /** Whether a row that is there is an entry. */
  isEntry(block: RowBlock, index: number): boolean {
    const code = block.classes[index] ?? 0;
    return code !== 0 && (this.classes.roles[code] !== Role.answer || block.owners[index] === 0);
  }

  /** The exchange that an entry begins, the first of a batch; -1 for none. */
  exchangeIn(block: RowBlock, index: number, place: number): number {
    const owner = block.owners[index] ?? 0;
    if (owner === 0 || owner >= CAUSED) return -1;
    switch (this.classes.roles[block.classes[index] ?? 0]) {
      case Role.clientRequest:
      case Role.serverRequest:
        return owner - 1;
      case Role.odd:
        return this.exchanges.request(owner - 1) === place ? owner - 1 : -1;
      default:
        return -1;
    }
  }

  /** The place after the last exchange that begins with this row, given its first one. */
  exchangesEnd(first: number, place: number): number {
    let end = first + 1;
    while (this.exchanges.request(end) === place) end++;
    return end;
  }

  /** The status code of an entry; of a batch, what is worth knowing most. */
  status(block: RowBlock, index: number, place: number): number {
    const number = this.exchangeIn(block, index, place);
    return number < 0 ? NO_STATUS : this.statusOf(number, block.classes[index] ?? 0, place);
  }

  /** The same where it is known which exchange the entry begins, and its class. */
  statusOf(number: number, code: number, place: number): number {
    const status = this.exchanges.status(number);
    if (this.classes.roles[code] !== Role.odd) return status;
    let shown = status;
    for (let other = number + 1, end = this.exchangesEnd(number, place); other < end; other++) {
      const next = this.exchanges.status(other);
      if (next === PENDING || (shown === OK && next !== OK)) shown = next;
      if (shown === PENDING) break;
    }
    return shown;
  }

  /** The exchange of the client that caused this entry, or that it is about; -1 for none. */
  parent(block: RowBlock, index: number): number {
    const owner = block.owners[index] ?? 0;
    if (owner === 0) return -1;
    if (owner >= CAUSED) return owner - CAUSED - 1;
    switch (this.classes.roles[block.classes[index] ?? 0]) {
      case Role.serverNote:
      case Role.clientCancel:
        return owner - 1;
      case Role.serverRequest:
        return this.exchanges.parent(owner - 1);
      default:
        return -1;
    }
  }

  isSuspect(code: number): boolean {
    const flags = this.classes.flags[code] ?? 0;
    return kindBits(flags) === Kind.junk || (flags & SUSPECT) !== 0;
  }

  isBad(code: number, status: number): boolean {
    return isBadStatus(status) || this.isSuspect(code);
  }

  /** The row that ended an exchange; -1 while it is pending. Of a batch, the last one. */
  ender(number: number, place: number): number {
    let ender = this.exchanges.ender(number);
    for (let other = number + 1; ender >= 0 && this.exchanges.request(other) === place; other++) {
      const next = this.exchanges.ender(other);
      ender = next < 0 ? next : Math.max(ender, next);
    }
    return ender;
  }

  /** The row with the answer of an exchange, -1 for none; where it came after the exchange was given up, the first result or error. */
  answer(number: number): number {
    const status = this.exchanges.status(number);
    if (status === PENDING) return -1;
    return GIVEN_UP.includes(status) ? this.exchanges.answer(number) : this.exchanges.ender(number);
  }

  /** The status code under which an entry has been counted. */
  countedStatus(block: RowBlock, index: number, place: number): number {
    const number = this.exchangeIn(block, index, place);
    return number < 0 ? NO_STATUS : this.exchanges.counted(number);
  }

  /** The first exchange of an entry; -1 for none. */
  exchangeAt(place: number): number {
    const block = this.rows.block(place);
    return block ? this.exchangeIn(block, place & BLOCK_MASK, place) : -1;
  }

  /** Bytes of an entry: the row and, of an exchange, its answer. */
  bytes(place: number): number {
    const size = this.rows.size(place);
    const number = this.exchangeAt(place);
    const answer = number < 0 ? -1 : this.answer(number);
    return answer < 0 ? size : size + this.rows.size(answer);
  }

  /** Milliseconds from the request to its end; -1 while it is pending, `undefined` where there is nothing to wait for. */
  duration(place: number): number | undefined {
    const number = this.exchangeAt(place);
    if (number < 0) return undefined;
    const ender = this.ender(number, place);
    return ender < 0 || this.rows.classAt(ender) === 0 ? -1 : Math.max(0, this.rows.time(ender) - this.rows.time(place));
  }

  /** What an exchange caused from a row on is to be given its place anew. */
  replaceChildren(number: number, from: number): void {
    if (this.exchanges.children(number) === 0) return;
    this.eachIn(from, this.exchanges.last(number) + 1, (block) => {
      block.replace = true;
    });
  }

  /** Calls `visit` with each row after `from`, up to `to`, that an exchange caused or that is a notification about it, until it answers false. */
  eachChild(number: number, from: number, to: number, visit: (block: RowBlock, index: number, place: number) => boolean): void {
    const about = number + 1;
    const caused = about + CAUSED;
    const { roles } = this.classes;
    this.eachIn(from + 1, to + 1, (block, start, low, high) => {
      const { owners, classes } = block;
      for (let index = low; index < high; index++) {
        const owner = owners[index] ?? 0;
        if (owner === 0) continue;
        const role = roles[classes[index] ?? 0];
        const isChild = owner === caused || (owner === about && (role === Role.serverNote || role === Role.clientCancel)) || (role === Role.serverRequest && owner < CAUSED && this.exchanges.parent(owner - 1) === number);
        if (isChild && classes[index] !== 0 && !visit(block, index, start + index)) return false;
      }
      return true;
    });
  }

  /** Calls `visit` for each block that holds some of the rows `[from, to)`, with the part of it that is asked for, until it answers false. */
  eachIn(from: number, to: number, visit: (block: RowBlock, start: number, low: number, high: number) => unknown): void {
    for (let place = Math.max(from, this.rows.first); place < to; ) {
      const start = place - (place & BLOCK_MASK);
      const block = this.rows.block(place);
      if (block && visit(block, start, place - start, Math.min(BLOCK_ROWS, to - start)) === false) return;
      place = start + BLOCK_ROWS;
      if (start / BLOCK_ROWS >= this.rows.blocks.length) return;
    }
  }

  private owned(exchange: number, place: number, code: number): void {
    this.exchanges.touch(exchange, place);
    const role = this.classes.roles[code];
    if (role === Role.answer) this.exchanges.answered(exchange, place);
    else if (role === Role.serverNote || role === Role.clientCancel) this.exchanges.addChildren(exchange, 1);
  }
}
