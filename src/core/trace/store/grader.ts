import { isJsonObject } from "../../base/json";
import { classifyParsed } from "../../wire/classify";
import { LINE_FEED } from "../../wire/jsonScanner";
import type { Classified } from "../../wire/message";
import { MessageScanner } from "../../wire/messageScanner";
import { UNLISTED } from "../../wire/nameTable";
import { parseJson } from "../../wire/parseJson";
import { verdictOfFacts } from "../../wire/verdict";
import { findSubject, subjectAt } from "../subjects/findSubject";
import { SUBJECT_WITHIN } from "../subjects/subjectReader";
import type { Topics } from "../subjects/topics";
import type { Columns } from "./columns";
import { Form, junkBits, Kind, METHOD_SPELT, TOKEN_IS_ID, TOKEN_LISTED, TOOL_ERROR, verdictBits } from "./rowFlags";

/** Ids of more characters are not kept in the columns. */
const LONGEST_ID = 256;
const LARGEST_NUMBER = 0xffff_ffff;
const CR = 0x0d;

/**
 * Judges lines where they lie and says what goes into their columns: the same as `classifyByParsing`, and for the few
 * messages that others relate to (progress, cancellation, failed tools) what they relate to. The usual message makes no
 * object. What is found holds until the next line is judged.
 */
export class Grader {
  /** Where the line feed is that ends the line. */
  lineFeed = 0;
  /** Whether a CR before it belongs to the terminator. */
  crlf = false;
  flags = 0;
  id = 0;
  topic = UNLISTED;
  /** The value of the line, if it had to be parsed to tell. */
  parsed: unknown = undefined;

  private readonly scanner: MessageScanner;
  private readonly progress: number;
  private readonly cancelled: number;

  constructor(
    private readonly columns: Columns,
    private readonly topics: Topics,
  ) {
    const { methods } = topics;
    this.scanner = new MessageScanner(methods);
    this.progress = methods.codeOf("notifications/progress");
    this.cancelled = methods.codeOf("notifications/cancelled");
  }

  /** Judges the line that begins at `start` and ends at the next line feed, which there must be. */
  judge(bytes: Uint8Array, start: number): void {
    const { scanner } = this;
    const result = scanner.scan(bytes, start);
    this.reset();
    switch (result) {
      case "object":
        this.end(bytes, start, scanner.end);
        this.object(bytes, start);
        return;
      case "empty":
        this.end(bytes, start, scanner.end);
        this.flags = junkBits("empty");
        return;
      case "scalar":
        this.end(bytes, start, scanner.end);
        this.flags = junkBits("not-object");
        return;
      case "not-json":
        this.end(bytes, start, bytes.indexOf(LINE_FEED, start));
        this.flags = junkBits("not-json");
        return;
      case "array":
      case "unsure":
        this.end(bytes, start, bytes.indexOf(LINE_FEED, start));
        this.parse(bytes, start);
    }
  }

  /** Judges a line whose end is known, by parsing it: one that is so large that parsing it twice would be felt, or that holds line feeds. */
  judgeByParsing(bytes: Uint8Array, start: number, lineFeed: number, terminated: boolean): void {
    this.reset();
    this.end(bytes, start, lineFeed);
    if (!terminated) this.crlf = false;
    this.parse(bytes, start);
  }

  /** Judges a line that was not terminated on the wire, so that a CR at its end is part of it; a line feed follows it here. */
  judgeUnended(bytes: Uint8Array, start: number, lineFeed: number): void {
    this.judge(bytes, start);
    if (this.lineFeed !== lineFeed) this.judgeByParsing(bytes, start, lineFeed, false);
    this.crlf = false;
  }

  private reset(): void {
    this.id = 0;
    this.topic = UNLISTED;
    this.parsed = undefined;
  }

  private end(bytes: Uint8Array, start: number, lineFeed: number): void {
    this.lineFeed = lineFeed;
    this.crlf = lineFeed > start && bytes[lineFeed - 1] === CR;
  }

  /** Most messages are sound and of three shapes; every other one takes the way that all could take. */
  private object(bytes: Uint8Array, start: number): void {
    const { scanner } = this;
    const hasId = scanner.idForm === "number" || scanner.idForm === "string";
    if (!scanner.version || scanner.hasId !== hasId) this.unusual(bytes, start);
    else if (scanner.methodCode !== UNLISTED && scanner.result === "absent" && scanner.paramsValid) this.call(bytes, start, hasId);
    else if (!scanner.hasMethod && scanner.result === "valid" && hasId) this.answer(bytes, start);
    else this.unusual(bytes, start);
  }

  private call(bytes: Uint8Array, start: number, isRequest: boolean): void {
    const { scanner } = this;
    this.flags = isRequest ? Kind.request : Kind.notification;
    this.topic = scanner.methodCode;
    if (isRequest) {
      this.noteId();
      this.noteSubject(bytes, start, scanner.paramsStart);
    }
    if (scanner.isMarked && (isRequest || this.topic === this.progress || this.topic === this.cancelled)) this.relate(parseJson(this.line(bytes, start)));
  }

  private answer(bytes: Uint8Array, start: number): void {
    this.flags = Kind.result;
    this.noteId();
    if (this.scanner.isMarked) this.relate(parseJson(this.line(bytes, start)));
  }

  private noteId(): void {
    const { scanner } = this;
    if (scanner.idForm === "number" && scanner.idNumber <= LARGEST_NUMBER) {
      this.flags |= Form.number;
      this.id = scanner.idNumber;
    } else {
      this.keepId(scanner.id);
    }
  }

  private unusual(bytes: Uint8Array, start: number): void {
    const verdict = verdictOfFacts(this.scanner);
    this.take(verdict);
    if (verdict.kind === "request") this.noteSubject(bytes, start, this.scanner.paramsStart);
    if (this.scanner.isMarked && verdict.kind !== "junk") this.relate(parseJson(this.line(bytes, start)));
  }

  private parse(bytes: Uint8Array, start: number): void {
    const line = this.line(bytes, start);
    const value = parseJson(line);
    const verdict = classifyParsed(line, value);
    this.take(verdict);
    if (verdict.kind === "request") this.noteSubject(bytes, start);
    if (verdict.kind !== "junk" && verdict.kind !== "batch") this.relate(value);
    this.parsed = value;
  }

  private line(bytes: Uint8Array, start: number): Uint8Array {
    return bytes.subarray(start, this.crlf ? this.lineFeed - 1 : this.lineFeed);
  }

  private take(verdict: Classified): void {
    this.flags = verdictBits(verdict);
    if (verdict.kind === "junk") return;
    this.keepId(verdict.id);
    if (verdict.method !== undefined) this.keepMethod(verdict.method);
  }

  private keepMethod(method: string): void {
    this.topic = this.topics.methods.codeOf(method);
    if (this.topic === UNLISTED) this.flags |= METHOD_SPELT;
  }

  /** Finds what a request is about while its bytes are at hand, so that nobody has to fetch them for that. @param params where they begin, if that is known */
  private noteSubject(bytes: Uint8Array, start: number, params = 0): void {
    const { topics, topic } = this;
    if (!topics.namesSubject(topic)) return;
    const end = Math.min(this.lineFeed, start + SUBJECT_WITHIN);
    this.topic = topics.code(topic, bytes, params === 0 ? findSubject(bytes, start, end) : subjectAt(bytes, params, end));
  }

  /** Puts an id, or what a notification is about, where the id column can say it. */
  private keepId(id: string | number | null | undefined): void {
    if (id === undefined) return;
    if (id === null) {
      this.flags |= Form.null;
    } else if (typeof id === "number" && Number.isInteger(id) && id >= 0 && id <= LARGEST_NUMBER && !Object.is(id, -0)) {
      this.flags |= Form.number;
      this.id = id;
    } else if (typeof id === "string" && id.length > LONGEST_ID) {
      this.flags |= Form.spelt;
    } else {
      this.flags |= Form.listed;
      this.id = this.columns.listId(id);
    }
  }

  /** Takes down what a message relates to, from its parsed value. */
  private relate(value: unknown): void {
    this.parsed = value;
    if (!isJsonObject(value)) return;
    switch (this.flags & 0b111) {
      case Kind.request:
        return this.noteToken(value);
      case Kind.notification:
        return this.noteRelated(value);
      case Kind.result:
        if (isJsonObject(value["result"]) && value["result"]["isError"] === true) this.flags |= TOOL_ERROR;
        return;
      default:
    }
  }

  private noteToken({ id, params }: { readonly [name: string]: unknown }): void {
    const meta = isJsonObject(params) ? params["_meta"] : undefined;
    const token = isJsonObject(meta) ? nameable(meta["progressToken"]) : undefined;
    if (token === undefined) return;
    if (token === id) {
      this.flags |= TOKEN_IS_ID;
    } else {
      this.flags |= TOKEN_LISTED;
      this.columns.listToken(token);
    }
  }

  private noteRelated({ params }: { readonly [name: string]: unknown }): void {
    if (!isJsonObject(params)) return;
    const related = this.topic === this.progress ? params["progressToken"] : this.topic === this.cancelled ? params["requestId"] : undefined;
    const known = nameable(related);
    if (typeof known === "string" && known.length > LONGEST_ID) {
      // Read off the bytes it would be taken for an id of the message itself.
      this.flags |= Form.listed;
      this.id = this.columns.listId(known);
    } else {
      this.keepId(known);
    }
  }
}

function nameable(value: unknown): string | number | undefined {
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}
