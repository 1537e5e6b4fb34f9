import type { EntryStatus } from "../../trace/filter/facts";
import { EXCHANGE_STATES, LATE_BIT } from "../protocol";

/** Status codes fit into so many bits. */
export const STATUS_BITS = 4;
/** The bits of `FeedExchanges.states` that are a place in `EXCHANGE_STATES`. */
export const STATE_MASK = 0b111;

const LATE = EXCHANGE_STATES.length + 1;
const WORDS: readonly (EntryStatus | undefined)[] = [undefined, ...EXCHANGE_STATES, "late"];
const BAD: readonly (EntryStatus | undefined)[] = ["tool-error", "error", "malformed", "closed", "late"];
const IS_BAD = WORDS.map((word) => word !== undefined && BAD.includes(word));

/** The code of an entry that has no status. */
export const NO_STATUS = 0;
export const PENDING = 1 + EXCHANGE_STATES.indexOf("pending");
export const OK = 1 + EXCHANGE_STATES.indexOf("ok");
export const GIVEN_UP: readonly number[] = [1 + EXCHANGE_STATES.indexOf("cancelled"), 1 + EXCHANGE_STATES.indexOf("closed"), LATE];

const CODES = Uint8Array.from({ length: 256 }, (_, state) => {
  const code = 1 + Math.min(state & STATE_MASK, EXCHANGE_STATES.length - 1);
  return (state & LATE_BIT) !== 0 && GIVEN_UP.includes(code) ? LATE : code;
});

/** A byte of `FeedExchanges.states` as a code: one for each `EntryStatus`. */
export function statusCode(state: number): number {
  return CODES[state & 0xff] ?? PENDING;
}

export function statusWord(code: number): EntryStatus | undefined {
  return WORDS[code];
}

/** Whether a person should look at it. */
export function isBadStatus(code: number): boolean {
  return IS_BAD[code] ?? false;
}
