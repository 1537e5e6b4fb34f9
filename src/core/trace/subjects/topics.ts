import { NameTable, UNLISTED } from "../../wire/nameTable";
import { SUBJECT_METHODS } from "../subject";
import { NO_TOPIC, type Topic } from "../topic";
import type { Span } from "./findSubject";
import { spelledText } from "./spelledText";

/** Subjects that have a topic of their own; there are as many resources as a server likes. */
const MOST = 8192;
/** Longest such subject in bytes, so that all of them take few megabytes at worst. Addresses differ anywhere, so all of one is hashed. */
const LONGEST = 256;
/** Names of methods have the codes below. */
const FIRST_PAIR = 4096;
const LAST_CODE = 0xffff;
/** In place of a subject's code: the request names none. */
const NO_SUBJECT = 0;

/**
 * The topics of a trace: the codes of its methods, and one for each method with a subject that came with it. What finds no
 * room has the code of its method alone, which leaves open what it is about.
 */
export class Topics {
  readonly methods = new NameTable();
  private readonly subjects = new NameTable({ most: MOST, longest: LONGEST, hashed: LONGEST });
  /** By the codes of method and subject. */
  private readonly codes = new Map<number, number>();
  private readonly ofMethods: Topic[] = [NO_TOPIC];
  private readonly pairs: Topic[] = [];
  /** Methods whose requests name a subject have the codes from 1 to this one. */
  private readonly lastNaming: number;

  constructor() {
    this.lastNaming = Math.max(...SUBJECT_METHODS.map((method) => this.methods.codeOf(method)));
  }

  /** Whether requests of this method name a subject, which is then worth looking for. */
  namesSubject(method: number): boolean {
    return method !== UNLISTED && method <= this.lastNaming;
  }

  /** The topic of a request that was looked at. @param span where the bytes name its subject */
  code(method: number, bytes: Uint8Array, span: Span | undefined): number {
    const subject = span ? this.subjects.code(bytes, span.from, span.to) : NO_SUBJECT;
    if (span && subject === UNLISTED) return method;
    const key = method * MOST + subject;
    return this.codes.get(key) ?? this.add(key, method, span && spelledText(bytes, span));
  }

  topic(code: number): Topic {
    const pair = this.pairs[code - FIRST_PAIR];
    if (pair) return pair;
    for (let next = this.ofMethods.length; next < this.methods.next; next++) {
      this.ofMethods.push({ method: this.methods.text(next), subject: undefined, isOpen: this.namesSubject(next) });
    }
    return this.ofMethods[code] ?? NO_TOPIC;
  }

  private add(key: number, method: number, subject: string | undefined): number {
    const code = FIRST_PAIR + this.pairs.length;
    if (code > LAST_CODE) return method;
    this.codes.set(key, code);
    this.pairs.push({ method: this.methods.text(method), subject, isOpen: false });
    return code;
  }
}
