import type { Clock } from "../base/clock";
import { type Disposable, DisposableStore } from "../base/disposable";
import { float64, NumberList } from "../trace/fold/numberList";
import { TextMatcher } from "../trace/search/textMatcher";
import type { Trace } from "../trace/trace";

/** Milliseconds of searching before everything else gets its turn. */
const BUDGET = 6;
/** Bytes that are looked through between two looks at the clock; a fraction of a millisecond's work. */
const PIECE = 256 * 1024;
/** Texts whose rows are kept, so that asking again costs no more than what came since. */
const KEPT = 4;

export interface TextSearchOptions {
  readonly trace: Trace;
  readonly clock: Clock;
  /** Lets everything else that waits have its turn. */
  readonly pause: () => Promise<void>;
}

/** What is known of a text. */
interface Found {
  readonly matcher: TextMatcher;
  /** Sequences of the rows that hold it. */
  readonly rows: NumberList;
  /** The rows before this one were looked through. */
  next: number;
  /** Bytes of that row that were looked through, when it is a long one. */
  done: number;
}

/** Searches the lines of a trace, in memory and on disk, in slices of a few milliseconds, one text after the other. */
export class TextSearch implements Disposable {
  private readonly store = new DisposableStore();
  private readonly known = new Map<string, Found>();
  private queue: Promise<unknown> = Promise.resolve();
  private disposed = false;

  constructor(private readonly options: TextSearchOptions) {
    this.store.add(options.trace.onClear(() => this.known.clear()));
  }

  /** Sequences (f64) of the rows that hold a text, ascending; those that come while it searches are among them. */
  search(text: string): Promise<ArrayBuffer> {
    const result = this.queue.then(() => this.run(text));
    this.queue = result.catch(() => undefined);
    return result;
  }

  dispose(): void {
    this.disposed = true;
    this.store.dispose();
    this.known.clear();
  }

  private async run(text: string): Promise<ArrayBuffer> {
    if (text === "") throw new Error("There is no text to search for.");
    const { trace, clock, pause } = this.options;
    const found = this.foundOf(text.toLowerCase());
    for (let end = clock.now() + BUDGET; found.next < trace.next; end = clock.now() + BUDGET) {
      while (found.next < trace.next && clock.now() < end) this.step(found);
      if (found.next < trace.next) await pause();
      if (this.disposed) throw new Error("The search was given up, because its session is not shown any more.");
    }
    return this.rowsOf(found);
  }

  private foundOf(text: string): Found {
    const found = this.known.get(text) ?? { matcher: new TextMatcher(text), rows: new NumberList(float64), next: 0, done: 0 };
    this.known.delete(text);
    this.known.set(text, found);
    const [oldest] = this.known.keys();
    if (oldest !== undefined && this.known.size > KEPT) this.known.delete(oldest);
    return found;
  }

  /** Looks through the next piece. */
  private step(found: Found): void {
    const { columns, first, next } = this.options.trace;
    if (found.next < first) {
      found.next = first;
      found.done = 0;
      return;
    }
    const seq = found.next;
    if (columns.size(seq) > PIECE) return this.stepInto(found, seq);
    const lines = columns.lines(seq, next, PIECE);
    if (lines) {
      found.matcher.each(lines, (row) => {
        if (columns.kind(row) !== "host") found.rows.push(row);
      });
    }
    found.next = lines?.next ?? seq + 1;
  }

  /** Looks through a piece of a line that would take too long as a whole. */
  private stepInto(found: Found, seq: number): void {
    const { columns } = this.options.trace;
    const { matcher, done } = found;
    const piece = columns.part(seq, done, done + PIECE + matcher.overlap);
    const isIn = piece !== undefined && matcher.isIn(piece, 0, piece.length);
    if (isIn) found.rows.push(seq);
    if (isIn || piece === undefined || piece.length <= PIECE) {
      found.next = seq + 1;
      found.done = 0;
    } else {
      found.done += PIECE;
    }
  }

  /** Those that are still held. */
  private rowsOf({ rows }: Found): ArrayBuffer {
    let from = rows.first;
    while (from < rows.next && rows.at(from) < this.options.trace.first) from++;
    rows.dropBefore(from);
    const buffer = new ArrayBuffer(rows.length * Float64Array.BYTES_PER_ELEMENT);
    rows.copy(rows.first, rows.next, new Float64Array(buffer));
    return buffer;
  }
}
