import { decodeUtf8 } from "../base/text";
import type { MessageFacts } from "./facts";
import { ascii, holds, JsonScanner, LINE_FEED, NOTHING, skipColon, skipSpace } from "./jsonScanner";
import type { JsonRpcId } from "./message";
import { NameTable, UNLISTED } from "./nameTable";
import { Openings } from "./openings";

/** What a scan found out: JSON or not, or that only JSON.parse can tell. After `object` the facts can be read. */
export type ScanResult = "object" | "array" | "scalar" | "empty" | "not-json" | "unsure";

/** How the id of the last line is known; a string is decoded only when somebody asks for it. */
export type IdForm = "none" | "number" | "null" | "string";

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const LETTER_N = 0x6e;
const ZERO = 0x30;
const NINE = 0x39;

/** Whole numbers of more digits may not be exact, so JSON.parse reads them. */
const EXACT_DIGITS = 15;

const ID = ascii("id");
const ERROR = ascii("error");
const METHOD = ascii("method");
const PARAMS = ascii("params");
const RESULT = ascii("result");
const JSONRPC = ascii("jsonrpc");
const VERSION = ascii('"2.0"');

/**
 * Reads the facts of a message off its bytes in one pass that also proves that the line is JSON, so that most lines
 * are classified without being parsed. A member that comes twice counts by its last value, as with JSON.parse.
 * One instance is used again and again; the facts hold until the next scan or until the bytes change.
 */
export class MessageScanner extends JsonScanner implements MessageFacts {
  version = false;
  hasId = false;
  idForm: IdForm = "none";
  /** The id when its form is `number`. */
  idNumber = 0;
  hasMethod = false;
  /** Code of the method in the table of names when it is a string. */
  methodCode = UNLISTED;
  paramsValid = true;
  /** Where the params begin; 0 when there are none. */
  paramsStart = 0;
  result: MessageFacts["result"] = "absent";
  /** A message with an error is rare and needs a look inside, so it is left to JSON.parse. */
  readonly error = "absent";
  /** Where the line ends, unless the result is `not-json` or `unsure`. */
  end = 0;

  private bytes: Uint8Array = new Uint8Array(0);
  private readonly openings = new Openings();
  private idStart = 0;
  private idEnd = 0;
  /** Of a method that is not in the table of names; 0 when there is none. */
  private methodStart = 0;
  private methodEnd = 0;
  private unsure = false;

  constructor(private readonly names = new NameTable()) {
    super();
  }

  get id(): JsonRpcId | undefined {
    switch (this.idForm) {
      case "none":
        return undefined;
      case "number":
        return this.idNumber;
      case "null":
        return null;
      case "string":
        return decodeUtf8(this.bytes.subarray(this.idStart, this.idEnd));
    }
  }

  get method(): string | undefined {
    if (this.methodCode !== UNLISTED) return this.names.text(this.methodCode);
    return this.methodStart === 0 ? undefined : decodeUtf8(this.bytes.subarray(this.methodStart, this.methodEnd));
  }

  /** Whether a member below the top level may be one that others care about; see `JsonScanner`. */
  get isMarked(): boolean {
    return this.marked;
  }

  /** Scans one line. There must be a line feed in the bytes at `start` or after it: the first one ends the line. */
  scan(bytes: Uint8Array, start: number): ScanResult {
    this.reset(bytes);
    const first = skipSpace(bytes, start);
    const byte = bytes[first];
    if (byte === LINE_FEED) {
      this.end = first;
      return "empty";
    }
    let at = byte === OPEN_BRACE ? this.skipMessage(bytes, first) : this.skipValue(bytes, first);
    if (this.tooDeep) return "unsure";
    if (at < 0) return "not-json";
    if (bytes[at] !== LINE_FEED) {
      at = skipSpace(bytes, at);
      if (bytes[at] !== LINE_FEED) return "not-json";
    }
    this.end = at;
    if (byte === OPEN_BRACE) return this.unsure ? "unsure" : "object";
    return byte === OPEN_BRACKET ? "array" : "scalar";
  }

  private reset(bytes: Uint8Array): void {
    if (this.bytes !== bytes) {
      this.bytes = bytes;
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    }
    this.escaped = false;
    this.tooDeep = false;
    this.marked = false;
    this.version = false;
    this.hasId = false;
    this.idForm = "none";
    this.hasMethod = false;
    this.methodCode = UNLISTED;
    this.methodStart = 0;
    this.paramsValid = true;
    this.paramsStart = 0;
    this.result = "absent";
    this.unsure = false;
  }

  private skipMessage(bytes: Uint8Array, start: number): number {
    let at = this.skipOpening(bytes, start);
    if (at === start) {
      at = skipSpace(bytes, start + 1);
      if (bytes[at] === CLOSE_BRACE) return at + 1;
      at = this.skipMember(bytes, start, at);
    }
    for (;;) {
      if (at < 0) return NOTHING;
      let byte = bytes[at];
      if (byte !== COMMA && byte !== CLOSE_BRACE) byte = bytes[(at = skipSpace(bytes, at))];
      if (byte === CLOSE_BRACE) return at + 1;
      if (byte !== COMMA) return NOTHING;
      at++;
      if (bytes[at] !== QUOTE) at = skipSpace(bytes, at);
      at = this.skipMember(bytes, start, at);
    }
  }

  /** Passes an opening that is known and the object whose brace is its last byte; gives `start` when there is none. */
  private skipOpening(bytes: Uint8Array, start: number): number {
    const opening = this.openings.find(this.view, start);
    if (!opening) return start;
    this.version = opening.version;
    this.hasMethod = true;
    this.methodCode = opening.methodCode;
    this.paramsStart = start + opening.length - 1;
    return this.skipContainer(bytes, this.paramsStart);
  }

  /** Passes one member of the top level, whose name begins at `first`. */
  private skipMember(bytes: Uint8Array, start: number, first: number): number {
    const name = first + 1;
    this.escaped = false;
    let at = this.skipString(bytes, first);
    if (at < 0) return NOTHING;
    // An escaped name may spell any of ours.
    if (this.escaped) this.unsure = true;
    const length = at - 1 - name;
    const value = skipColon(bytes, at);
    if (value < 0) return NOTHING;
    const isOpening = this.methodCode !== UNLISTED && this.isPlain && bytes[value] === OPEN_BRACE && length === PARAMS.length && holds(PARAMS, bytes, name);
    at = this.skipValue(bytes, value);
    if (at < 0) return NOTHING;
    this.note(bytes, name, length, value, at);
    if (isOpening) this.learn(bytes, start, value + 1);
    return at;
  }

  /** Whether nothing but version and method has been said so far, so that the next message may say the same. */
  private get isPlain(): boolean {
    return !this.hasId && !this.unsure && !this.marked && this.result === "absent";
  }

  private learn(bytes: Uint8Array, start: number, end: number): void {
    const { version, methodCode } = this;
    this.openings.add(bytes.subarray(start, end), { length: end - start, version, methodCode });
  }

  /** Takes down one member of the top level, whose value is the bytes `[value, end)`. */
  private note(bytes: Uint8Array, name: number, length: number, value: number, end: number): void {
    switch (length) {
      case 2:
        if (holds(ID, bytes, name)) this.noteId(bytes, value, end);
        return;
      case 5:
        if (holds(ERROR, bytes, name)) this.unsure = true;
        return;
      case 6:
        if (holds(METHOD, bytes, name)) this.noteMethod(bytes, value, end);
        else if (holds(PARAMS, bytes, name)) this.noteParams(bytes, value);
        else if (holds(RESULT, bytes, name)) this.result = bytes[value] === OPEN_BRACE ? "valid" : "invalid";
        return;
      case 7:
        if (holds(JSONRPC, bytes, name)) this.noteVersion(bytes, value, end);
        return;
      default:
    }
  }

  private noteId(bytes: Uint8Array, value: number, end: number): void {
    this.hasId = true;
    this.idForm = "none";
    const first = bytes[value] ?? 0;
    if (first === QUOTE) {
      if (this.escaped) this.unsure = true;
      this.idForm = "string";
      this.idStart = value + 1;
      this.idEnd = end - 1;
    } else if (first === LETTER_N) {
      // No other value begins like `null`.
      this.idForm = "null";
    } else if (first >= ZERO && first <= NINE) {
      this.noteNumber(bytes, value, end);
    } else if (first === 0x2d) {
      this.unsure = true;
    }
  }

  private noteNumber(bytes: Uint8Array, value: number, end: number): void {
    if (end - value > EXACT_DIGITS) this.unsure = true;
    let number = 0;
    for (let at = value; at < end; at++) {
      const digit = (bytes[at] ?? 0) - ZERO;
      // A fraction or an exponent.
      if (digit < 0 || digit > 9) this.unsure = true;
      number = number * 10 + digit;
    }
    this.idForm = "number";
    this.idNumber = number;
  }

  private noteMethod(bytes: Uint8Array, value: number, end: number): void {
    this.hasMethod = true;
    this.methodCode = UNLISTED;
    this.methodStart = 0;
    if (bytes[value] !== QUOTE) return;
    if (this.escaped) this.unsure = true;
    this.methodStart = value + 1;
    this.methodEnd = end - 1;
    this.methodCode = this.names.code(bytes, this.methodStart, this.methodEnd);
  }

  private noteParams(bytes: Uint8Array, value: number): void {
    this.paramsValid = bytes[value] === OPEN_BRACE || bytes[value] === OPEN_BRACKET;
    this.paramsStart = value;
  }

  private noteVersion(bytes: Uint8Array, value: number, end: number): void {
    if (bytes[value] === QUOTE && this.escaped) this.unsure = true;
    this.version = end - value === VERSION.length && holds(VERSION, bytes, value);
  }
}
