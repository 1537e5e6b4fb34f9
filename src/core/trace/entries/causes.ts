import type { Exchanges } from "../exchange";
import type { Trace } from "../trace";
import type { EntryPlace } from "./entriesOf";
import { ExchangeState } from "./exchangeState";

/**
 * What an exchange or a row that belongs to none came of: a request or notification of the server while exactly one request
 * of the client was on its way on that link. They are to be told in their order, all of them; see `exchangesAndRows`.
 */
export class Causes {
  /** Of each link the numbers of the client's requests that may still be on their way. */
  private readonly calls = new Map<number, number[]>();

  private readonly state: ExchangeState;

  constructor(
    private readonly trace: Trace,
    private readonly exchanges: Exchanges,
  ) {
    this.state = new ExchangeState(exchanges.columns);
  }

  /** The number of the exchange that caused the next one. */
  next({ seq, number }: EntryPlace): number | undefined {
    const link = this.trace.columns.link(seq);
    if (number !== undefined && this.state.read(number).sender === "client") {
      const calls = this.calls.get(link);
      if (calls) calls.push(number);
      else this.calls.set(link, [number]);
      return undefined;
    }
    return number !== undefined || this.isNote(seq) ? this.onlyCall(link, seq) : undefined;
  }

  private isNote(seq: number): boolean {
    const { columns } = this.trace;
    return columns.kind(seq) === "notification" && columns.from(seq) === "server" && columns.method(seq) !== "notifications/cancelled";
  }

  /** Looks no further than the second one that is on its way; those that have ended are forgotten where they are met. */
  private onlyCall(link: number, seq: number): number | undefined {
    const calls = this.calls.get(link) ?? [];
    let only: number | undefined;
    for (let index = calls.length - 1; index >= 0; index--) {
      const call = calls[index] ?? 0;
      if (this.endOf(call) <= seq) calls.splice(index, 1);
      else if (only !== undefined) return undefined;
      else only = call;
    }
    return only;
  }

  private endOf(call: number): number {
    if (call < this.exchanges.columns.first) return -1;
    const { ender } = this.state.read(call);
    return ender < 0 ? Number.POSITIVE_INFINITY : ender;
  }
}
