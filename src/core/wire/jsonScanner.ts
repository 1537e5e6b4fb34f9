/** What a skip gives in place of a position when there is no such thing at the place. */
export const NOTHING = -1;

/** Ends every line that is scanned; inside JSON it can be nothing else, so no loop has to ask for the end of the bytes. */
export const LINE_FEED = 0x0a;

const SPACE = 0x20;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;

/** One bit per level says whether it is an object; deeper values are left to JSON.parse. */
const DEEPEST = 31;

/**
 * Walks over JSON text (RFC 8259) in its UTF-8 bytes and accepts exactly what JSON.parse accepts, without building
 * anything. Working on bytes is sound: outside strings only ASCII is JSON, inside them any byte from 0x80 up is, and
 * decoding never swallows an ASCII byte.
 *
 * The text must be followed by a line feed and hold none itself. Each `skip` is given where a thing begins and returns
 * the position after it, or `NOTHING`. The loops keep everything in local variables, and the characters
 * of strings are passed four at a time.
 */
export class JsonScanner {
  /** The bytes that are walked over, once more; whoever begins with other bytes sets it. */
  protected view: DataView = new DataView(new ArrayBuffer(0));
  /** Set once a string with a backslash was passed; never reset here. */
  protected escaped = false;
  /** Set when the text nests too deeply to be judged here; the scan then stops and says no. */
  protected tooDeep = false;
  /** Set once a member below the top level may have had one of the names that matter there; see `isMarked`. */
  protected marked = false;

  /** Passes one whole value. */
  protected skipValue(bytes: Uint8Array, start: number): number {
    const first = bytes[start] ?? 0;
    return first === OPEN_BRACE || first === OPEN_BRACKET ? this.skipContainer(bytes, start) : this.skipScalar(bytes, start);
  }

  /** Passes an object or an array, whose bracket is at `start`. */
  protected skipContainer(bytes: Uint8Array, start: number): number {
    let at = start;
    let byte = bytes[at] ?? 0;
    let depth = 0;
    let objects = 0;
    for (;;) {
      // A value begins at `at`, and `byte` is its first byte.
      if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        const inObject = byte === OPEN_BRACE;
        byte = bytes[++at] ?? 0;
        if (byte <= SPACE) byte = bytes[(at = skipSpace(bytes, at))] ?? 0;
        if (byte !== (inObject ? CLOSE_BRACE : CLOSE_BRACKET)) {
          if (depth === DEEPEST) return this.refuseDepth();
          depth++;
          objects = (objects << 1) | (inObject ? 1 : 0);
          if (inObject) {
            at = this.skipName(bytes, at);
            if (at < 0) return NOTHING;
            byte = bytes[at] ?? 0;
          }
          continue;
        }
        at++;
      } else if (byte === QUOTE) {
        at = this.skipString(bytes, at);
        if (at < 0) return NOTHING;
      } else {
        at = this.skipScalar(bytes, at);
        if (at < 0) return NOTHING;
      }
      // A value is complete: leave every level that ends here, until a comma announces the next value.
      for (;;) {
        if (depth === 0) return at;
        byte = bytes[at] ?? 0;
        if (byte <= SPACE) byte = bytes[(at = skipSpace(bytes, at))] ?? 0;
        if (byte === COMMA) {
          byte = bytes[++at] ?? 0;
          if (byte <= SPACE) byte = bytes[(at = skipSpace(bytes, at))] ?? 0;
          if ((objects & 1) === 1) {
            at = this.skipName(bytes, at);
            if (at < 0) return NOTHING;
            byte = bytes[at] ?? 0;
          }
          break;
        }
        if (byte !== ((objects & 1) === 1 ? CLOSE_BRACE : CLOSE_BRACKET)) return NOTHING;
        at++;
        objects >>>= 1;
        depth--;
      }
    }
  }

  /** Passes a string, a number or a word. */
  protected skipScalar(bytes: Uint8Array, start: number): number {
    const first = bytes[start] ?? 0;
    switch (first) {
      case QUOTE:
        return this.skipString(bytes, start);
      case 0x74:
        return skipWord(bytes, start, TRUE);
      case 0x66:
        return skipWord(bytes, start, FALSE);
      case 0x6e:
        return skipWord(bytes, start, NULL);
      default:
        return skipNumber(bytes, start);
    }
  }

  protected skipString(bytes: Uint8Array, start: number): number {
    if (bytes[start] !== QUOTE) return NOTHING;
    const at = skipPlain(bytes, this.view, start + 1);
    return bytes[at] === QUOTE ? at + 1 : this.skipOddString(bytes, at);
  }

  /** Passes a member's name below the top level, its colon and the spaces around; gives where the value begins. */
  private skipName(bytes: Uint8Array, start: number): number {
    if (bytes[start] !== QUOTE) return NOTHING;
    let at = start + 1;
    let byte = bytes[at] ?? 0;
    while (byte !== QUOTE && byte !== BACKSLASH && byte >= SPACE) byte = bytes[++at] ?? 0;
    const length = at - start - 1;
    if (byte === QUOTE) {
      at++;
    } else {
      at = this.skipOddString(bytes, at);
      if (at < 0) return NOTHING;
      // An escaped name may spell any other.
      this.marked = true;
    }
    at = skipColon(bytes, at);
    if (at >= 0 && isMarked(bytes, start + 1, length, at)) this.marked = true;
    return at;
  }

  /** Passes the rest of a string from its first backslash on; `start` may also be at a byte that no string may hold. */
  private skipOddString(bytes: Uint8Array, start: number): number {
    let at = start;
    while (bytes[at] === BACKSLASH) {
      this.escaped = true;
      const length = escapeLength(bytes, at);
      if (length === 0) return NOTHING;
      at = skipPlain(bytes, this.view, at + length);
    }
    return bytes[at] === QUOTE ? at + 1 : NOTHING;
  }

  private refuseDepth(): number {
    this.tooDeep = true;
    return NOTHING;
  }
}

/** Each byte of a word once. */
const EACH = 0x01010101;
/** The highest bit of each byte of a word. */
const HIGHEST = 0x80808080;

/**
 * Passes characters of a string up to the first quote, backslash or control character. Four bytes at a time, each of which
 * is at once looked at for all three: a byte has become zero, or less than a space, when taking away borrows its highest bit.
 */
function skipPlain(bytes: Uint8Array, view: DataView, start: number): number {
  let at = start;
  for (const end = view.byteLength - 4; at <= end; at += 4) {
    const word = view.getInt32(at, true);
    const quote = word ^ (QUOTE * EACH);
    const backslash = word ^ (BACKSLASH * EACH);
    if (((((quote - EACH) & ~quote) | ((backslash - EACH) & ~backslash) | ((word - SPACE * EACH) & ~word)) & HIGHEST) !== 0) break;
  }
  let byte = bytes[at] ?? 0;
  while (byte !== QUOTE && byte !== BACKSLASH && byte >= SPACE) byte = bytes[++at] ?? 0;
  return at;
}

/** Passes white space as JSON has it, but for line feeds. */
export function skipSpace(bytes: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    const byte = bytes[at];
    if (byte !== SPACE && byte !== 0x09 && byte !== 0x0d) return at;
    at++;
  }
}

/** Passes a colon and the spaces around it. */
export function skipColon(bytes: Uint8Array, start: number): number {
  let at = start;
  if (bytes[at] !== COLON) {
    at = skipSpace(bytes, at);
    if (bytes[at] !== COLON) return NOTHING;
  }
  at++;
  return (bytes[at] ?? 0) <= SPACE ? skipSpace(bytes, at) : at;
}

/** Whether the bytes from `start` are the expected ones; the caller knows that so many are there. */
export function holds(expected: Uint8Array, bytes: Uint8Array, start: number): boolean {
  for (let index = 0; index < expected.length; index++) if (bytes[start + index] !== expected[index]) return false;
  return true;
}

export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

const TRUE = ascii("true");
const FALSE = ascii("false");
const NULL = ascii("null");
const IS_ERROR = ascii("isError");
const REQUEST_ID = ascii("requestId");
const PROGRESS_TOKEN = ascii("progressToken");

/**
 * The few members below the top level that decide what a message means for others: what a progress or cancel
 * notification is about, the progress that a request wants, and that a tool failed. The mark says no more than that a
 * message is worth parsing for them.
 */
function isMarked(bytes: Uint8Array, name: number, length: number, value: number): boolean {
  switch (length) {
    case 7:
      return holds(IS_ERROR, bytes, name) && bytes[value] === 0x74;
    case 9:
      return holds(REQUEST_ID, bytes, name);
    case 13:
      return holds(PROGRESS_TOKEN, bytes, name);
    default:
      return false;
  }
}

function skipWord(bytes: Uint8Array, start: number, word: Uint8Array): number {
  return holds(word, bytes, start) ? start + word.length : NOTHING;
}

function skipNumber(bytes: Uint8Array, start: number): number {
  let at = start;
  if (bytes[at] === MINUS) at++;
  if (bytes[at] === ZERO) at++;
  else if ((at = skipDigits(bytes, at)) < 0) return NOTHING;
  if (bytes[at] === 0x2e && (at = skipDigits(bytes, at + 1)) < 0) return NOTHING;
  const byte = bytes[at];
  if (byte !== 0x65 && byte !== 0x45) return at;
  const sign = bytes[at + 1];
  return skipDigits(bytes, sign === 0x2b || sign === MINUS ? at + 2 : at + 1);
}

/** At least one. */
function skipDigits(bytes: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    const byte = bytes[at] ?? 0;
    if (byte < ZERO || byte > NINE) return at > start ? at : NOTHING;
    at++;
  }
}

/** Length of the escape that begins at a backslash; 0 when it is none. */
function escapeLength(bytes: Uint8Array, at: number): number {
  switch (bytes[at + 1]) {
    case 0x22: // "
    case 0x5c: // \
    case 0x2f: // /
    case 0x62: // b
    case 0x66: // f
    case 0x6e: // n
    case 0x72: // r
    case 0x74: // t
      return 2;
    case 0x75: // u
      for (let digit = at + 2; digit < at + 6; digit++) if (!isHexDigit(bytes[digit] ?? 0)) return 0;
      return 6;
    default:
      return 0;
  }
}

function isHexDigit(byte: number): boolean {
  return (byte >= ZERO && byte <= NINE) || (byte >= 0x61 && byte <= 0x66) || (byte >= 0x41 && byte <= 0x46);
}
