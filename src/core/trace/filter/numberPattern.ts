import type { Pattern } from "./filter";

/** Room for the digits of a whole number that is exact. */
const ROOM = 16;
const ZERO = 0x30;
const NOTHING = new Uint8Array(0);

/** Digits of the number that is looked at, at the end. */
const digits = new Uint8Array(ROOM);

/**
 * `compilePattern` for whole numbers from 0 to `Number.MAX_SAFE_INTEGER`: it says the same of them as of their texts, but
 * makes no texts, which would take longer than all the rest. Of a million ids no two need be the same.
 */
export function compileNumberPattern(pattern: Pattern): (value: number) => boolean {
  if (pattern.some((text) => /[^0-9]/.test(text))) return () => false;
  if (pattern.length === 1) return exactly(pattern.join(""));
  const [first = NOTHING, ...rest] = pattern.map((text) => Uint8Array.from(text, (digit) => digit.charCodeAt(0) - ZERO));
  const last = rest.pop() ?? NOTHING;
  return (value) => {
    let at = write(value);
    if (!isAt(first, at)) return false;
    at += first.length;
    for (const text of rest) at = after(text, at);
    return ROOM - last.length >= at && isAt(last, ROOM - last.length);
  };
}

function exactly(text: string): (value: number) => boolean {
  const number = Number(text);
  // No number is written with a zero in front.
  return String(number) === text ? (value) => value === number : () => false;
}

/** Gives the place of the first digit. */
function write(value: number): number {
  let at = ROOM;
  let left = value;
  do {
    const tens = Math.floor(left / 10);
    digits[--at] = left - tens * 10;
    left = tens;
  } while (left > 0);
  return at;
}

/** Before the first and after the last digit there is nothing that is equal to one. */
function isAt(text: Uint8Array, at: number): boolean {
  for (let index = 0; index < text.length; index++) if (digits[at + index] !== text[index]) return false;
  return true;
}

/** The end of the text at its first place from here on; beyond all digits where it has none. */
function after(text: Uint8Array, from: number): number {
  let at = from;
  while (at < ROOM && !isAt(text, at)) at++;
  return at + text.length;
}
