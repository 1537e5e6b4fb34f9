import type { ExchangeColumns } from "../trace/exchangeColumns";
import type { RowColumns } from "../trace/rowColumns";
import { DROPPED, Form, FORM_BITS, Kind, kindBits, METHOD_SPELT } from "../trace/store/rowFlags";
import { namesSubject } from "../trace/subject";
import type { Subjects } from "../trace/subjects/subjects";
import { Words } from "../trace/subjects/words";
import type { Trace } from "../trace/trace";
import { feedRowColumns } from "./columns";
import { FEED_ROW_BYTES, type FeedRows } from "./protocol";

/** Turns rows of a trace into what a page gets, with dictionaries that go on from one batch to the next. */
export class RowBatches {
  private readonly methods = new Words();
  private readonly subjects = new Words();
  /** Codes for the page by those of `about`. */
  private readonly subjectCodes: number[] = [0];
  /** Codes for the page by the codes of the trace. */
  private readonly methodCodes: number[] = [0];
  /** By code for the page: whether requests with this method name a subject. */
  private readonly withSubject: boolean[] = [false];
  private knownLinks = 0;
  private readonly rows: RowColumns;

  constructor(
    private readonly trace: Trace,
    private readonly exchanges: ExchangeColumns,
    private readonly about: Subjects,
  ) {
    this.rows = trace.columns;
  }

  /** Rows `[first, next)`, which are held and folded. */
  build(first: number, next: number): FeedRows {
    const { rows } = this;
    const count = next - first;
    const columns = new ArrayBuffer(count * FEED_ROW_BYTES);
    const set = feedRowColumns(count, columns);
    const { times, sizes, ids, flags, methods, subjects } = set;
    const links = new Uint32Array(count);
    rows.copy(first, next, { times, lengths: sizes, ids, flags, links, methods });
    set.links.set(links);
    this.exchanges.copyOwners(first, next, set.exchanges);
    const listed: [number, string | number][] = [];
    const about = this.about.reader(next);
    for (let index = 0; index < count; index++) {
      const flag = flags[index] ?? 0;
      const kind = kindBits(flag);
      const method = (flag & METHOD_SPELT) === 0 ? this.methodCode(methods[index] ?? 0) : this.spelt(first + index);
      methods[index] = method;
      if (kind === Kind.notification) continue;
      if (kind === Kind.host || (flag & DROPPED) !== 0) sizes[index] = rows.size(first + index);
      if (kind === Kind.request && this.withSubject[method]) subjects[index] = this.subjectCode(about(first + index));
      const form = flag & FORM_BITS;
      if (form === Form.listed || form === Form.spelt) this.list(first + index, listed);
    }
    const words = { methods: this.methods.take(), subjects: this.subjects.take(), links: this.newLinks() };
    return { type: "rows", first, count, columns, listed, words };
  }

  private methodCode(code: number): number {
    return this.methodCodes[code] ?? (this.methodCodes[code] = this.code(this.rows.methodOf(code)));
  }

  private subjectCode(code: number): number {
    return this.subjectCodes[code] ?? (this.subjectCodes[code] = this.subjects.code(this.about.text(code)));
  }

  private spelt(seq: number): number {
    const method = this.rows.method(seq);
    return method === undefined ? 0 : this.code(method);
  }

  private code(method: string): number {
    const code = this.methods.code(method);
    this.withSubject[code] = namesSubject(method);
    return code;
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

/** Longest id that is sent whole, in UTF-16 units; it is for reading, and nothing forbids a megabyte. */
const LONGEST_ID = 300;

function shortened(id: string): string {
  return id.length > LONGEST_ID ? `${id.slice(0, LONGEST_ID)}…` : id;
}
