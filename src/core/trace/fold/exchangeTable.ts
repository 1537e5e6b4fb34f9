import type { JsonRpcId } from "../../wire/message";
import type { ExchangeStatus } from "../exchange";
import { ANSWERED_LATE, ASKED_BY_SERVER, EXCHANGE_STATUSES, type ExchangeCopy } from "../exchangeColumns";
import type { RowColumns } from "../rowColumns";
import { float64, NumberList, uint8 } from "./numberList";

export type Sender = "client" | "server";

const STATUSES: readonly ExchangeStatus[] = EXCHANGE_STATUSES;
const STATUS_MASK = 0b111;

/** No row has this sequence. */
const NONE = -1;

/** What the columns of a row cannot say of a request, because it is one of several in a batch. */
export interface Member {
  /** Place in the batch. */
  readonly index: number;
  readonly id: string | number;
  readonly method: string | undefined;
  readonly token: string | number | undefined;
}

/** A row, or one message of a batch. */
export interface PartRef {
  readonly seq: number;
  /** Place in the batch. */
  readonly index: number | undefined;
}

/** All exchanges of a trace as compact columns, numbered in the order of their requests. */
export class ExchangeTable {
  private readonly requests = new NumberList(float64);
  /** The row that ended it: the answer, the cancellation or the end of the link. */
  private readonly enders = new NumberList(float64);
  private readonly states = new NumberList(uint8);
  private readonly members = new Map<number, Member>();
  private readonly enderIndexes = new Map<number, number>();
  private readonly extras = new Map<number, number[]>();
  private readonly notesOf = new Map<number, number[]>();

  /**
   * @param changed is told of each exchange that has ended or was answered once more
   */
  constructor(
    private readonly columns: RowColumns,
    private readonly changed: (number: number) => void = () => undefined,
  ) {}

  /** Exchanges `[first, next)` are held. */
  get first(): number {
    return this.requests.first;
  }

  get next(): number {
    return this.requests.next;
  }

  add(seq: number, sender: Sender, member: Member | undefined): number {
    const number = this.requests.next;
    this.requests.push(seq);
    this.enders.push(NONE);
    this.states.push(sender === "server" ? ASKED_BY_SERVER : 0);
    if (member) this.members.set(number, member);
    return number;
  }

  end(number: number, status: ExchangeStatus, by: PartRef): void {
    this.states.set(number, (this.states.at(number) & ~STATUS_MASK) | STATUSES.indexOf(status));
    this.enders.set(number, by.seq);
    if (by.index !== undefined) this.enderIndexes.set(number, by.index);
    this.changed(number);
  }

  addExtra(number: number, seq: number): void {
    addTo(this.extras, number, seq);
    this.states.set(number, this.states.at(number) | ANSWERED_LATE);
    this.changed(number);
  }

  addNote(number: number, seq: number): void {
    addTo(this.notesOf, number, seq);
  }

  status(number: number): ExchangeStatus {
    return STATUSES[this.states.at(number) & STATUS_MASK] ?? "pending";
  }

  isPending(number: number): boolean {
    return (this.states.at(number) & STATUS_MASK) === 0;
  }

  sender(number: number): Sender {
    return (this.states.at(number) & ASKED_BY_SERVER) !== 0 ? "server" : "client";
  }

  request(number: number): number {
    return this.requests.at(number);
  }

  /** The first exchange whose request is not before `seq`; requests are in the order of their rows. */
  numberFrom(seq: number): number {
    let { first: low, next: high } = this;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.requests.at(middle) < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  member(number: number): Member | undefined {
    return this.members.get(number);
  }

  /** Copies exchanges `[first, next)` to index `at` on. */
  copy(first: number, next: number, { requests, enders, states }: ExchangeCopy, at: number): void {
    this.requests.copy(first, next, requests, at);
    this.enders.copy(first, next, enders, at);
    this.states.copy(first, next, states, at);
  }

  ender(number: number): PartRef | undefined {
    const seq = this.enders.at(number);
    return seq === NONE ? undefined : { seq, index: this.enderIndexes.get(number) };
  }

  extraAnswers(number: number): readonly number[] {
    return this.extras.get(number) ?? [];
  }

  notes(number: number): readonly number[] {
    return this.notesOf.get(number) ?? [];
  }

  /** The id of a request that is held. */
  id(number: number): JsonRpcId | undefined {
    return number < this.first ? undefined : (this.members.get(number)?.id ?? this.columns.id(this.request(number)));
  }

  /** The progress token of a request that is held. */
  token(number: number): string | number | undefined {
    if (number < this.first) return undefined;
    const member = this.members.get(number);
    return member ? member.token : this.columns.token(this.request(number));
  }

  /** Lets the oldest exchange leave. */
  dropOldest(): void {
    const number = this.first;
    for (const map of [this.members, this.enderIndexes, this.extras, this.notesOf]) map.delete(number);
    for (const list of [this.requests, this.enders, this.states]) list.dropBefore(number + 1);
  }
}

function addTo(lists: Map<number, number[]>, number: number, seq: number): void {
  const list = lists.get(number);
  if (list) list.push(seq);
  else lists.set(number, [seq]);
}
