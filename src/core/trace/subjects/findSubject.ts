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
  return subjectAt(bytes, paramsAt(bytes, skipSpace(bytes, start, end), end), end);
}

/** The same where it is known at which byte the params of the request begin. @param isRef it is what the params refer to, which refers to nothing itself */
export function subjectAt(bytes: Uint8Array, params: number, end: number, isRef = false): Span | undefined {
  if (!isObject(bytes, params, end)) return undefined;
  let uri: Span | undefined;
  let ref = NONE;
  for (let at = skipSpace(bytes, params + 1, end); at !== NONE && bytes[at] === QUOTE; ) {
    const nameEnd = stringEnd(bytes, at, end);
    const value = afterColon(bytes, nameEnd, end);
    if (value === NONE) break;
    const isText = bytes[value] === QUOTE;
    const after = isText ? stringEnd(bytes, value, end) : valueEnd(bytes, value, end);
    if (isText && after <= end) {
      if (spells(bytes, at + 1, nameEnd - 1, NAME)) return { from: value + 1, to: after - 1 };
      if (!uri && spells(bytes, at + 1, nameEnd - 1, URI)) uri = { from: value + 1, to: after - 1 };
    } else if (!isRef && ref === NONE && spells(bytes, at + 1, nameEnd - 1, REF)) ref = value;
    at = nextMember(bytes, after, end);
  }
  return uri ?? (ref === NONE ? undefined : subjectAt(bytes, ref, end, true));
}

/** Where the params of the message at `start` begin, or `NONE`. */
function paramsAt(bytes: Uint8Array, start: number, end: number): number {
  if (!isObject(bytes, start, end)) return NONE;
  for (let at = skipSpace(bytes, start + 1, end); at !== NONE && bytes[at] === QUOTE; ) {
    const nameEnd = stringEnd(bytes, at, end);
    const value = afterColon(bytes, nameEnd, end);
    if (value === NONE || spells(bytes, at + 1, nameEnd - 1, PARAMS)) return value;
    at = nextMember(bytes, bytes[value] === QUOTE ? stringEnd(bytes, value, end) : valueEnd(bytes, value, end), end);
  }
  return NONE;
}

function isObject(bytes: Uint8Array, start: number, end: number): boolean {
  return start !== NONE && start < end && bytes[start] === OPEN_BRACE;
}

/** Where the value of a member begins whose name ends here, or `NONE`. */
function afterColon(bytes: Uint8Array, nameEnd: number, end: number): number {
  const colon = skipSpace(bytes, nameEnd, end);
  if (colon >= end || bytes[colon] !== COLON) return NONE;
  const value = skipSpace(bytes, colon + 1, end);
  return value < end ? value : NONE;
}

/** Where the member begins that comes after a value, or `NONE`. */
function nextMember(bytes: Uint8Array, valueEnd: number, end: number): number {
  const comma = skipSpace(bytes, valueEnd, end);
  if (comma >= end || bytes[comma] !== COMMA) return NONE;
  const next = skipSpace(bytes, comma + 1, end);
  return next < end ? next : NONE;
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
