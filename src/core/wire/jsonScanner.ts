/** The types of JSON values, as far as a scan tells them apart. */
export type JsonType = "string" | "number" | "literal" | "object" | "array";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** One bit per level says whether it is an object; deeper values are left to JSON.parse. */
const DEEPEST = 31;

/**
 * Walks over JSON text (RFC 8259) in its UTF-8 bytes and accepts exactly what JSON.parse accepts, without building
 * anything. Working on bytes is sound: outside strings only ASCII is JSON, inside them any byte from 0x80 up is, and
 * decoding never swallows an ASCII byte.
 */
export class JsonScanner {
  /** Next byte to look at. */
  protected pos = 0;
  /** True once a string with a backslash was passed. */
  protected escaped = false;
  /** True when the text nests too deeply to be judged here; the scan then stops and says no. */
  protected tooDeep = false;
  protected bytes: Uint8Array = new Uint8Array(0);

  protected start(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.pos = 0;
    this.escaped = false;
    this.tooDeep = false;
  }

  protected get byte(): number {
    return this.bytes[this.pos] ?? -1;
  }

  protected get atEnd(): boolean {
    return this.pos === this.bytes.length;
  }

  protected skipSpace(): void {
    while (isJsonSpace(this.byte)) this.pos++;
  }

  /** Passes one byte if it is the next one. */
  protected take(byte: number): boolean {
    if (this.byte !== byte) return false;
    this.pos++;
    return true;
  }

  /** Passes a member's name, its colon and the spaces around; stands at the value then. */
  protected skipName(): boolean {
    return this.skipString() && this.skipColon();
  }

  protected skipColon(): boolean {
    this.skipSpace();
    if (!this.take(COLON)) return false;
    this.skipSpace();
    return true;
  }

  /** Passes one whole value and says its type; `undefined` when it is no JSON or too deep. */
  protected skipValue(): JsonType | undefined {
    const type = typeAt(this.byte);
    let depth = 0;
    let objects = 0;
    for (;;) {
      const opened = this.byte;
      if (opened !== OPEN_BRACE && opened !== OPEN_BRACKET) {
        if (!this.skipScalar(opened)) return undefined;
      } else {
        this.pos++;
        this.skipSpace();
        if (!this.take(opened === OPEN_BRACE ? CLOSE_BRACE : CLOSE_BRACKET)) {
          if (depth === DEEPEST) {
            this.tooDeep = true;
            return undefined;
          }
          depth++;
          objects = (objects << 1) | (opened === OPEN_BRACE ? 1 : 0);
          if (opened === OPEN_BRACE && !this.skipName()) return undefined;
          continue;
        }
      }
      // A value is complete: leave every level that ends here, until a comma announces the next value.
      while (depth > 0) {
        this.skipSpace();
        const inObject = (objects & 1) === 1;
        if (this.take(COMMA)) {
          this.skipSpace();
          if (inObject && !this.skipName()) return undefined;
          break;
        }
        if (!this.take(inObject ? CLOSE_BRACE : CLOSE_BRACKET)) return undefined;
        depth--;
        objects >>>= 1;
      }
      if (depth === 0) return type;
    }
  }

  protected skipString(): boolean {
    const { bytes } = this;
    if (bytes[this.pos] !== QUOTE) return false;
    let at = this.pos + 1;
    for (;;) {
      while (PLAIN[bytes[at] ?? 0] === 1) at++;
      const byte = bytes[at] ?? -1;
      if (byte === QUOTE) {
        this.pos = at + 1;
        return true;
      }
      // A control character, or the end of the bytes.
      if (byte !== BACKSLASH) return false;
      this.escaped = true;
      const length = escapeLength(bytes, at);
      if (length === 0) return false;
      at += length;
    }
  }

  private skipScalar(first: number): boolean {
    switch (first) {
      case QUOTE:
        return this.skipString();
      case 0x74:
        return this.skipWord(TRUE);
      case 0x66:
        return this.skipWord(FALSE);
      case 0x6e:
        return this.skipWord(NULL);
      default:
        return this.skipNumber();
    }
  }

  private skipWord(word: Uint8Array): boolean {
    for (const byte of word) if (!this.take(byte)) return false;
    return true;
  }

  private skipNumber(): boolean {
    this.take(0x2d);
    if (!this.take(0x30) && !this.skipDigits()) return false;
    if (this.take(0x2e) && !this.skipDigits()) return false;
    if (this.take(0x65) || this.take(0x45)) {
      if (!this.take(0x2b)) this.take(0x2d);
      return this.skipDigits();
    }
    return true;
  }

  private skipDigits(): boolean {
    const start = this.pos;
    while (isDigit(this.byte)) this.pos++;
    return this.pos > start;
  }
}

const TRUE = Uint8Array.of(0x74, 0x72, 0x75, 0x65);
const FALSE = Uint8Array.of(0x66, 0x61, 0x6c, 0x73, 0x65);
const NULL = Uint8Array.of(0x6e, 0x75, 0x6c, 0x6c);

/** 1 for every byte that a string may hold as it is. */
const PLAIN = Uint8Array.from({ length: 256 }, (_, byte) => (byte < 0x20 || byte === QUOTE || byte === BACKSLASH ? 0 : 1));

/** White space as JSON has it; JSON.parse knows no other. */
export function isJsonSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function typeAt(byte: number): JsonType {
  if (byte === OPEN_BRACE) return "object";
  if (byte === OPEN_BRACKET) return "array";
  if (byte === QUOTE) return "string";
  return byte === 0x2d || isDigit(byte) ? "number" : "literal";
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
      for (let digit = at + 2; digit < at + 6; digit++) if (!isHexDigit(bytes[digit] ?? -1)) return 0;
      return 6;
    default:
      return 0;
  }
}

function isHexDigit(byte: number): boolean {
  return isDigit(byte) || (byte >= 0x61 && byte <= 0x66) || (byte >= 0x41 && byte <= 0x46);
}
