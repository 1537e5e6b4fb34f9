import { Asked, type FactsCursor } from "./factsCursor";
import { STATUS_BITS } from "./statusCode";
import type { View } from "./trafficModel";

const NO = 1;
const YES = 2;
/** Entries of this class and status have to be looked at one by one. */
const EACH = 3;

/**
 * Tells which entries a view matches. What a filter asks for beyond the facts that a class of rows and a status determine is
 * noted, and a filter that asks for no more is run once for each of these, not once for each entry. So a filter's answer must
 * follow from the facts that it reads.
 */
export class Matcher {
  /** Bits of `Asked`: what the filter has asked for so far. */
  asked = 0;
  /** Entries for which the filter asked how long they take, which is not known yet. */
  readonly waiting = new Set<number>();
  private readonly filter: View["matches"];
  private readonly from: number;
  private readonly to: number;
  /** By class and status. */
  private verdicts = new Uint8Array(64 << STATUS_BITS);

  constructor(
    view: View,
    private readonly cursor: FactsCursor,
  ) {
    this.filter = view.matches;
    this.from = view.range?.from ?? -Infinity;
    this.to = view.range?.to ?? Infinity;
  }

  matches(place: number, code: number, status: number, time: number): boolean {
    if (time < this.from || time > this.to) return false;
    if (!this.filter) return true;
    const key = (code << STATUS_BITS) | status;
    const verdict = this.verdicts[key] ?? 0;
    if (verdict === NO || verdict === YES) return verdict === YES;
    return this.ask(this.filter, place, code, status, verdict === EACH);
  }

  /** The same for all entries of a class that began no exchange, once one has been looked at; `undefined` when each has to be. */
  matchesClass(code: number): boolean | undefined {
    if (this.from !== -Infinity || this.to !== Infinity) return undefined;
    if (!this.filter) return true;
    const verdict = this.verdicts[code << STATUS_BITS];
    return verdict === YES ? true : verdict === NO ? false : undefined;
  }

  private ask(filter: NonNullable<View["matches"]>, place: number, code: number, status: number, isEach: boolean): boolean {
    const { cursor } = this;
    cursor.asked = 0;
    const matches = filter(cursor.moveTo(place, code, status));
    const { asked } = cursor;
    if (!isEach) this.conclude((code << STATUS_BITS) | status, asked === 0 ? (matches ? YES : NO) : EACH);
    if (asked === 0) return matches;
    this.asked |= asked;
    if ((asked & Asked.growing) !== 0) this.waiting.add(place);
    return matches;
  }

  private conclude(key: number, verdict: number): void {
    if (key >= this.verdicts.length) {
      const verdicts = new Uint8Array(Math.max(this.verdicts.length * 2, key + 1));
      verdicts.set(this.verdicts);
      this.verdicts = verdicts;
    }
    this.verdicts[key] = verdict;
  }
}
