import type { Exchanges } from "../exchange";
import type { EntryStatus } from "../filter/facts";
import type { Trace } from "../trace";
import type { EntryPlace } from "./entriesOf";
import { ExchangeState } from "./exchangeState";

/** How one entry after the other stands: as its exchange does, or as those do that share a batch. */
export class EntryState {
  private place: EntryPlace = { seq: 0, number: undefined };
  private readonly state: ExchangeState;
  /** Others of a batch. */
  private readonly other: ExchangeState;

  constructor(
    private readonly trace: Trace,
    private readonly exchanges: Exchanges,
  ) {
    this.state = new ExchangeState(exchanges.columns);
    this.other = new ExchangeState(exchanges.columns);
  }

  moveTo(place: EntryPlace): void {
    this.place = place;
    if (place.number !== undefined) this.state.read(place.number);
  }

  /** Of the first exchange that begins with the entry. */
  get number(): number | undefined {
    return this.place.number;
  }

  /** Of a batch, what is worth knowing most: that something is pending, else the first that is not ok. */
  get status(): EntryStatus | undefined {
    const { number } = this.place;
    if (number === undefined) return undefined;
    let shown = statusOf(this.state);
    for (let next = number + 1; shown !== "pending" && this.begins(next); next++) {
      const status = statusOf(this.other.read(next));
      if (status === "pending" || shown === "ok") shown = status;
    }
    return shown;
  }

  /** The row that ended it, of a batch the last one; `undefined` while there is something to wait for. */
  get ender(): number | undefined {
    const { number } = this.place;
    if (number === undefined) return undefined;
    let { ender } = this.state;
    for (let next = number + 1; ender >= 0 && this.begins(next); next++) {
      const { ender: other } = this.other.read(next);
      ender = other < 0 ? other : Math.max(ender, other);
    }
    return ender < 0 ? undefined : ender;
  }

  /**
   * The row with the answer, of a batch to its first request. Where an exchange was given up it is the first result or error
   * that came after all; one that stands in a batch counts there.
   */
  get answer(): number | undefined {
    const { number } = this.place;
    if (number === undefined) return undefined;
    const { status, ender } = this.state;
    if (status === "pending") return undefined;
    if (!isGivenUp(status)) return ender;
    return this.state.answeredLate ? this.exchanges.numbered(number)?.extraAnswers.find((seq) => this.isAnswer(seq)) : undefined;
  }

  /** Whether this is true of a result or error that belongs to the entry, be it late or not the first. */
  someAnswer(test: (seq: number) => boolean): boolean {
    const { seq, number } = this.place;
    const kind = this.trace.columns.kind(seq);
    if (number === undefined && kind !== "batch") return false;
    // The first message of a batch may be an answer, and its requests come after it.
    for (let next = number ?? this.exchanges.columns.numberFrom(seq); this.begins(next); next++) {
      const state = next === number ? this.state : this.other.read(next);
      if (state.ender >= 0 && this.isAnswer(state.ender) && test(state.ender)) return true;
      if (state.answeredLate && this.exchanges.numbered(next)?.extraAnswers.some((answer) => this.isAnswer(answer) && test(answer))) return true;
    }
    return false;
  }

  /** Whether an exchange begins with this entry. */
  private begins(number: number): boolean {
    const { columns } = this.exchanges;
    return number < columns.next && columns.request(number) === this.place.seq;
  }

  private isAnswer(seq: number): boolean {
    const kind = this.trace.columns.kind(seq);
    return kind === "result" || kind === "error";
  }
}

function statusOf({ status, answeredLate }: ExchangeState): EntryStatus {
  return answeredLate && isGivenUp(status) ? "late" : status;
}

function isGivenUp(status: EntryStatus): boolean {
  return status === "cancelled" || status === "closed";
}
