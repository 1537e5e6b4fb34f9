import type { ExchangeColumns } from "../trace/exchangeColumns";
import type { RowColumns } from "../trace/rowColumns";
import { DROPPED, Form, FORM_BITS, Kind, kindBits, METHOD_SPELT } from "../trace/store/rowFlags";
import { subjectReader } from "../trace/subjects/subjectReader";
import type { Trace } from "../trace/trace";
import { feedRowColumns, type FeedRowColumns, packedRows } from "./columns";
import type { FeedRows } from "./protocol";
import { Words } from "./words";

/** In place of a subject's code: it has to be looked for in the row. No word has it. */
const OPEN = 0xffff;

/** Turns rows of a trace into what a page gets, with dictionaries that go on from one batch to the next. */
export class RowBatches {
  private readonly methods = new Words();
  private readonly subjects = new Words();
  /** By topic of the trace: the codes for the page of its method and, in the upper half, of its subject; 0 where they are not known yet. */
  private readonly topicWords = new Uint32Array(2 ** 16);
  private knownLinks = 0;
  private readonly rows: RowColumns;
  /** For the largest batch so far: new memory for each would cost more than to fill it. */
  private room = roomFor(0);

  constructor(private readonly trace: Trace) {
    this.rows = trace.columns;
  }

  /** Rows `[first, next)`, which are held, and folded in `exchanges`. */
  build(first: number, next: number, exchanges: ExchangeColumns): FeedRows {
    const { rows } = this;
    const count = next - first;
    if (count > this.room.topics.length) this.room = roomFor(count);
    const { columns, topics, ticks } = this.room;
    const { times, sizes, ids, flags, links, methods, subjects } = columns;
    rows.copy(first, next, { times, lengths: sizes, ids, flags, links, topics });
    exchanges.copyOwners(first, next, columns.exchanges);
    subjects.fill(0, 0, count);
    const listed: [number, string | number][] = [];
    const subjectOf = subjectReader(rows, next);
    for (let index = 0; index < count; index++) {
      const flag = flags[index] ?? 0;
      const kind = kindBits(flag);
      const words = (flag & METHOD_SPELT) === 0 ? this.wordsOf(topics[index] ?? 0) : this.spelt(first + index);
      methods[index] = words & 0xffff;
      if (kind === Kind.notification) continue;
      if (kind === Kind.host || (flag & DROPPED) !== 0) sizes[index] = rows.size(first + index);
      if (kind === Kind.request) {
        const subject = words >>> 16;
        subjects[index] = subject === OPEN ? this.subjectCode(subjectOf(first + index)) : subject;
      }
      const form = flag & FORM_BITS;
      if (form === Form.listed || form === Form.spelt) this.list(first + index, listed);
    }
    const words = { methods: this.methods.take(), subjects: this.subjects.take(), links: this.newLinks() };
    return { type: "rows", first, ...packedRows(columns, count, ticks), listed, words };
  }

  private wordsOf(topic: number): number {
    return topic === 0 ? 0 : this.topicWords[topic] || this.learn(topic);
  }

  private learn(topic: number): number {
    const { method, subject, isOpen } = this.rows.topicOf(topic);
    const words = this.methodCode(method) + (isOpen ? OPEN : this.subjectCode(subject)) * 2 ** 16;
    this.topicWords[topic] = words;
    return words;
  }

  private spelt(seq: number): number {
    return this.methodCode(this.rows.method(seq));
  }

  private methodCode(method: string | undefined): number {
    return method === undefined ? 0 : this.methods.code(method);
  }

  private subjectCode(subject: string | undefined): number {
    return subject === undefined ? 0 : this.subjects.code(subject);
  }

  private list(seq: number, listed: [number, string | number][]): void {
    const id = this.rows.id(seq);
    if (id !== undefined && id !== null) listed.push([seq, typeof id === "string" ? shortened(id) : id]);
  }

  private newLinks(): FeedRows["words"]["links"] {
    const links = this.trace.links();
    const fresh = links.slice(this.knownLinks);
    this.knownLinks = links.length;
    return fresh;
  }
}

function roomFor(count: number): { readonly columns: FeedRowColumns; readonly topics: Uint16Array; readonly ticks: Uint32Array } {
  return { columns: feedRowColumns(count), topics: new Uint16Array(count), ticks: new Uint32Array(count) };
}

/** Longest id that is sent whole, in UTF-16 units; it is for reading, and nothing forbids a megabyte. */
const LONGEST_ID = 300;

function shortened(id: string): string {
  return id.length > LONGEST_ID ? `${id.slice(0, LONGEST_ID)}…` : id;
}
