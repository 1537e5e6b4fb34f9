import { decodeUtf8 } from "../base/text";
import type { MessageFacts } from "./facts";
import { Interner } from "./intern";
import { type JsonType, JsonScanner } from "./jsonScanner";
import type { JsonRpcId } from "./message";

/** What a scan found out: JSON or not, or that only JSON.parse can tell. After `object` the facts can be read. */
export type ScanResult = "object" | "array" | "scalar" | "not-json" | "unsure";

const COMMA = 0x2c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const LETTER_N = 0x6e;
const ZERO = 0x30;

/** Whole numbers of more digits may not be exact, so JSON.parse reads them. */
const EXACT_DIGITS = 15;

const ID = ascii("id");
const ERROR = ascii("error");
const METHOD = ascii("method");
const PARAMS = ascii("params");
const RESULT = ascii("result");
const JSONRPC = ascii("jsonrpc");
const VERSION = ascii("2.0");

/**
 * Reads the facts of a message off its bytes in one pass that also proves that the line is JSON, so that most lines
 * are classified without being parsed. A member that comes twice counts by its last value, as with JSON.parse.
 * One instance is used again and again; the facts hold until the next scan.
 */
export class MessageScanner extends JsonScanner implements MessageFacts {
  version = false;
  hasId = false;
  id: JsonRpcId | undefined;
  hasMethod = false;
  method: string | undefined;
  paramsValid = true;
  result: MessageFacts["result"] = "absent";
  /** A message with an error is rare and needs a look inside, so it is left to JSON.parse. */
  readonly error = "absent";

  private readonly methods = new Interner();
  private unsure = false;

  scan(bytes: Uint8Array): ScanResult {
    this.reset(bytes);
    this.skipSpace();
    const type = this.byte === OPEN_BRACE ? this.skipMessage() : this.skipValue();
    if (this.tooDeep) return "unsure";
    this.skipSpace();
    if (!type || !this.atEnd) return "not-json";
    if (type === "array") return "array";
    if (type !== "object") return "scalar";
    return this.unsure ? "unsure" : "object";
  }

  private reset(bytes: Uint8Array): void {
    this.start(bytes);
    this.version = false;
    this.hasId = false;
    this.id = undefined;
    this.hasMethod = false;
    this.method = undefined;
    this.paramsValid = true;
    this.result = "absent";
    this.unsure = false;
  }

  private skipMessage(): JsonType | undefined {
    this.take(OPEN_BRACE);
    this.skipSpace();
    if (this.take(CLOSE_BRACE)) return "object";
    for (;;) {
      const name = this.pos;
      this.escaped = false;
      if (!this.skipString()) return undefined;
      // An escaped name may spell any of ours.
      if (this.escaped) this.unsure = true;
      const nameEnd = this.pos;
      if (!this.skipColon()) return undefined;
      const value = this.pos;
      const type = this.skipValue();
      if (!type) return undefined;
      this.note(name + 1, nameEnd - 1, type, value);
      this.skipSpace();
      if (this.take(CLOSE_BRACE)) return "object";
      if (!this.take(COMMA)) return undefined;
      this.skipSpace();
    }
  }

  /** Takes down one member of the top level; its value begins at `value` and ends where the scan stands. */
  private note(name: number, nameEnd: number, type: JsonType, value: number): void {
    if (this.holds(ID, name, nameEnd)) this.noteId(type, value);
    else if (this.holds(ERROR, name, nameEnd)) this.unsure = true;
    else if (this.holds(METHOD, name, nameEnd)) this.noteMethod(type, value);
    else if (this.holds(PARAMS, name, nameEnd)) this.paramsValid = type === "object" || type === "array";
    else if (this.holds(RESULT, name, nameEnd)) this.result = type === "object" ? "valid" : "invalid";
    else if (this.holds(JSONRPC, name, nameEnd)) this.noteVersion(type, value);
  }

  private noteId(type: JsonType, value: number): void {
    this.hasId = true;
    this.id = undefined;
    if (type === "number") this.noteNumber(value);
    // No other value begins like `null`.
    else if (this.bytes[value] === LETTER_N) this.id = null;
    else if (type === "string" && this.escaped) this.unsure = true;
    else if (type === "string") this.id = decodeUtf8(this.bytes.subarray(value + 1, this.pos - 1));
  }

  private noteNumber(value: number): void {
    if (this.pos - value > EXACT_DIGITS) {
      this.unsure = true;
      return;
    }
    let number = 0;
    for (let at = value; at < this.pos; at++) {
      const digit = (this.bytes[at] ?? 0) - ZERO;
      // A sign, a fraction or an exponent.
      if (digit < 0 || digit > 9) {
        this.unsure = true;
        return;
      }
      number = number * 10 + digit;
    }
    this.id = number;
  }

  private noteMethod(type: JsonType, value: number): void {
    this.hasMethod = true;
    this.method = undefined;
    if (type !== "string") return;
    if (this.escaped) this.unsure = true;
    else this.method = this.methods.get(this.bytes, value + 1, this.pos - 1);
  }

  private noteVersion(type: JsonType, value: number): void {
    if (type === "string" && this.escaped) this.unsure = true;
    this.version = type === "string" && this.holds(VERSION, value + 1, this.pos - 1);
  }

  /** Whether the bytes `[start, end)` are the expected ones. */
  private holds(expected: Uint8Array, start: number, end: number): boolean {
    if (end - start !== expected.length) return false;
    const { bytes } = this;
    for (let index = 0; index < expected.length; index++) if (bytes[start + index] !== expected[index]) return false;
    return true;
  }
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
