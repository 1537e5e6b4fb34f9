import type { ExchangeStatus } from "../exchange";
import { ANSWERED_LATE, ASKED_BY_SERVER, EXCHANGE_STATUSES, type ExchangeColumns } from "../exchangeColumns";

const STATUS_MASK = ASKED_BY_SERVER - 1;

/** How one exchange after the other stands, read off the columns. */
export class ExchangeState {
  private readonly one = { requests: new Float64Array(1), enders: new Float64Array(1), states: new Uint8Array(1) };

  constructor(private readonly columns: ExchangeColumns) {}

  /** @param number of an exchange that is held */
  read(number: number): this {
    this.columns.copy(number, number + 1, this.one, 0);
    return this;
  }

  get status(): ExchangeStatus {
    return EXCHANGE_STATUSES[(this.one.states[0] ?? 0) & STATUS_MASK] ?? "pending";
  }

  get sender(): "client" | "server" {
    return this.has(ASKED_BY_SERVER) ? "server" : "client";
  }

  /** It was answered once more, or after it was given up. */
  get answeredLate(): boolean {
    return this.has(ANSWERED_LATE);
  }

  /** The row that ended it: the answer, the cancellation or the end of the link; -1 while it is pending. */
  get ender(): number {
    return this.one.enders[0] ?? -1;
  }

  private has(bit: number): boolean {
    return ((this.one.states[0] ?? 0) & bit) !== 0;
  }
}
