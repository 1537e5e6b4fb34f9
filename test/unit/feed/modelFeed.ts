import { feedRowColumns, packedRows } from "../../../src/core/feed/columns";
import { exchangeBatch } from "../../../src/core/feed/exchangeBatch";
import type { FeedExchanges, FeedMessage, FeedRows } from "../../../src/core/feed/protocol";
import { Form, FORM_BITS } from "../../../src/core/trace/store/rowFlags";
import type { Random } from "../../support/random";
import type { ModelTraffic } from "./modelTraffic";

/** A dictionary that is sent piece by piece. */
class Dictionary {
  private readonly words: string[] = [];
  private sent = 0;

  code(word: string | undefined): number {
    if (word === undefined) return 0;
    if (!this.words.includes(word)) this.words.push(word);
    return this.words.indexOf(word) + 1;
  }

  take(): readonly string[] {
    const fresh = this.words.slice(this.sent);
    this.sent = this.words.length;
    return fresh;
  }
}

/** Sends traffic as the host may, but in slices of any size and in any order in which old and new can come. */
export class ModelFeed {
  private readonly sent = new Map<number, string>();
  private readonly methods = new Dictionary();
  private readonly subjects = new Dictionary();
  private links = 0;
  private low: number;
  private high: number;
  private first: number;
  private count = 0;

  /** @param offset as many rows have left already, so that the traffic begins anywhere in a block */
  constructor(
    private readonly traffic: ModelTraffic,
    private readonly random: Random,
    private readonly take: (message: FeedMessage) => void,
    offset = 0,
  ) {
    const { trace } = traffic;
    this.low = trace.next;
    this.high = trace.next;
    this.first = trace.first;
    take({ type: "open", session: { id: "s", title: "S", live: true }, first: trace.first - offset, next: trace.next });
    if (offset > 0) take({ type: "evicted", first: trace.first, frames: offset, bytes: 0 });
  }

  /** Rows that are held and were not sent yet. */
  get behind(): number {
    const { trace } = this.traffic;
    return trace.next - Math.max(this.high, trace.first) + Math.max(0, this.low - trace.first);
  }

  /** One batch, with pauses in which the page may look: new rows or older ones, the exchanges before or after them. */
  send(pause: () => void = () => {}): void {
    const { trace, fold } = this.traffic;
    const { random } = this;
    fold.columns.catchUp(trace.next);
    this.evict();
    const isNew = this.high < trace.next && (this.low === trace.first || random.next() < 0.5);
    const some = 1 + random.below(this.behind > 200 ? this.behind : 40);
    const [from, to] = isNew ? [this.high, Math.min(trace.next, this.high + some)] : [Math.max(trace.first, this.low - some), this.low];
    this.low = Math.min(this.low, from);
    this.high = Math.max(this.high, to);
    const rows = to > from ? this.rows(from, to) : undefined;
    const exchanges = this.exchanges();
    const messages: (FeedMessage | undefined)[] = random.next() < 0.5 ? [rows, exchanges] : [exchanges, rows];
    for (const message of messages) {
      if (!message) continue;
      this.take(message);
      if (random.next() < 0.3) pause();
    }
    this.take({ type: "end", batch: ++this.count, behind: this.behind, now: this.traffic.now });
  }

  private evict(): void {
    const { trace } = this.traffic;
    if (trace.first === this.first) return;
    this.first = trace.first;
    this.low = Math.max(this.low, Math.min(trace.first, this.high));
    if (this.high < trace.first) this.low = this.high = trace.first;
    this.take({ type: "evicted", first: trace.first, ...trace.evicted });
  }

  private rows(first: number, next: number): FeedRows {
    const { trace, fold } = this.traffic;
    const count = next - first;
    const to = feedRowColumns(count);
    trace.columns.copy(first, next, { ...to, lengths: to.sizes, topics: new Uint16Array(count) });
    fold.columns.copyOwners(first, next, to.exchanges);
    const listed: [number, string | number][] = [];
    for (let seq = first; seq < next; seq++) {
      const index = seq - first;
      to.methods[index] = this.methods.code(trace.columns.method(seq));
      if (trace.columns.kind(seq) === "request") to.subjects[index] = this.subjects.code(fold.of(seq)?.subject);
      const id = trace.columns.id(seq);
      if (((to.flags[index] ?? 0) & FORM_BITS) >= Form.listed && id !== undefined && id !== null) listed.push([seq, id]);
    }
    const all = trace.links();
    const fresh = all.slice(this.links);
    this.links = all.length;
    return { type: "rows", first, ...packedRows(to, count), listed, words: { methods: this.methods.take(), subjects: this.subjects.take(), links: fresh } };
  }

  /** What the page does not know yet of the exchanges whose requests were sent, in any order. */
  private exchanges(): FeedExchanges | undefined {
    const { columns } = this.traffic.fold;
    const one = { requests: new Float64Array(1), enders: new Float64Array(1), states: new Uint8Array(1) };
    const changed: number[] = [];
    for (let number = columns.first; number < columns.next; number++) {
      columns.copy(number, number + 1, one, 0);
      const state = `${one.states[0]} ${one.enders[0]}`;
      if (columns.request(number) < this.low || columns.request(number) >= this.high || this.sent.get(number) === state) continue;
      this.sent.set(number, state);
      changed.splice(this.random.below(changed.length + 1), 0, number);
    }
    return changed.length === 0 ? undefined : exchangeBatch(columns, 0, 0, changed);
  }
}
