import { ascii } from "../../wire/jsonScanner";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const SPACE = 0x20;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const NONE = -1;

const PARAMS = ascii("params");
const NAME = ascii("name");
const URI = ascii("uri");
const REF = ascii("ref");

/** Where a text lies, without its quotes. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * The text that `subjectOf` would find in a request, where it lies in bytes `[start, end)`: most requests name it within a
 * hundred bytes, and parsing those that carry a file would cost a thousand times as much. The bytes are the beginning of
 * valid JSON; of members with the same name the first counts, and names written with escapes are not recognised.
 */
export function findSubject(bytes: Uint8Array, start: number, end: number): Span | undefined {
  const params = member(bytes, skipSpace(bytes, start, end), end, PARAMS);
  const ref = (): number => member(bytes, params, end, REF);
  return (
    stringAt(bytes, member(bytes, params, end, NAME), end) ??
    stringAt(bytes, member(bytes, params, end, URI), end) ??
    stringAt(bytes, member(bytes, ref(), end, NAME), end) ??
    stringAt(bytes, member(bytes, ref(), end, URI), end)
  );
}

/** Where the value of a member begins of the object at `start`, or `NONE`, also when there is no object. */
function member(bytes: Uint8Array, start: number, end: number, name: Uint8Array): number {
  if (start === NONE || start >= end || bytes[start] !== OPEN_BRACE) return NONE;
  let at = skipSpace(bytes, start + 1, end);
  while (at < end && bytes[at] === QUOTE) {
    const nameEnd = stringEnd(bytes, at, end);
    const colon = skipSpace(bytes, nameEnd, end);
    if (colon >= end || bytes[colon] !== COLON) return NONE;
    const value = skipSpace(bytes, colon + 1, end);
    if (spells(bytes, at + 1, nameEnd - 1, name)) return value < end ? value : NONE;
    at = skipSpace(bytes, bytes[value] === QUOTE ? stringEnd(bytes, value, end) : valueEnd(bytes, value, end), end);
    if (at >= end || bytes[at] !== COMMA) return NONE;
    at = skipSpace(bytes, at + 1, end);
  }
  return NONE;
}

/** A text that is there to its end. */
function stringAt(bytes: Uint8Array, start: number, end: number): Span | undefined {
  if (start === NONE || bytes[start] !== QUOTE) return undefined;
  const after = stringEnd(bytes, start, end);
  return after <= end && after > start + 1 && bytes[after - 1] === QUOTE ? { from: start + 1, to: after - 1 } : undefined;
}

function spells(bytes: Uint8Array, from: number, to: number, name: Uint8Array): boolean {
  if (to - from !== name.length) return false;
  for (let index = 0; index < name.length; index++) if (bytes[from + index] !== name[index]) return false;
  return true;
}

function skipSpace(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (bytes[at] ?? 0) <= SPACE) at++;
  return at;
}

/** The position after the closing quote of the text at `start`; more than `end` when there is none. */
function stringEnd(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start + 1; at < end; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) return at + 1;
    if (byte === BACKSLASH) at++;
  }
  return end + 1;
}

/** The position after the value at `start`. */
function valueEnd(bytes: Uint8Array, start: number, end: number): number {
  let depth = 0;
  for (let at = start; at < end; ) {
    const byte = bytes[at];
    if (byte === QUOTE) at = stringEnd(bytes, at, end);
    else if (depth === 0 && (byte === COMMA || byte === CLOSE_BRACE || byte === CLOSE_BRACKET)) return at;
    else {
      if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++;
      else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth--;
      at++;
    }
    if (depth === 0 && (byte === QUOTE || byte === CLOSE_BRACE || byte === CLOSE_BRACKET)) return at;
  }
  return end;
}
