import type { JsonRpcId } from "../../wire/message";
import type { Exchange, Exchanges } from "../exchange";
import type { EntryKind, EntryStatus, Facts } from "../filter/facts";
import { RowSearch } from "../search/rowSearch";
import type { Trace } from "../trace";
import { entryKindOf } from "./entryKindOf";
import type { EntryPlace } from "./entriesOf";
import { EntryState } from "./entryState";

export interface FactsOptions {
  /** Until when pending requests have lasted, milliseconds since the epoch; by default until the newest row. */
  readonly now?: number;
  /** Whether a person has marked a row; by default none is. */
  readonly isMarked?: (seq: number) => boolean;
}

/** The facts about one entry after the other, read off the columns; bytes are looked at only for what columns do not have. */
export class EntryCursor implements Facts {
  seq = 0;
  private readonly state: EntryState;
  private readonly now: number;
  private readonly searches = new Map<string, RowSearch>();

  constructor(
    private readonly trace: Trace,
    private readonly exchanges: Exchanges,
    private readonly options: FactsOptions = {},
  ) {
    this.state = new EntryState(trace, exchanges);
    this.now = options.now ?? (trace.next > trace.first ? trace.columns.time(trace.next - 1) : 0);
  }

  moveTo(place: EntryPlace): this {
    this.seq = place.seq;
    this.state.moveTo(place);
    return this;
  }

  /** Of a request that something can answer; those of a batch are more than one. */
  get exchange(): Exchange | undefined {
    const { number } = this.state;
    return number === undefined || this.isBatch ? undefined : this.exchanges.numbered(number);
  }

  get kind(): EntryKind {
    return entryKindOf(this.trace.columns.kind(this.seq));
  }

  get link(): number {
    return this.trace.columns.link(this.seq);
  }

  get server(): string {
    return this.trace.link(this.link)?.name ?? "";
  }

  get from(): Facts["from"] {
    return this.trace.columns.from(this.seq);
  }

  get method(): string | undefined {
    return this.trace.columns.method(this.seq);
  }

  get subject(): string | undefined {
    return this.trace.columns.subject(this.seq);
  }

  get id(): JsonRpcId | undefined {
    return this.trace.columns.id(this.seq);
  }

  get status(): EntryStatus | undefined {
    return this.state.status;
  }

  get time(): number {
    return this.trace.columns.time(this.seq);
  }

  get duration(): number | undefined {
    if (this.state.number === undefined) return undefined;
    const { ender } = this.state;
    return Math.max(0, (ender === undefined ? this.now : this.trace.columns.time(ender)) - this.time);
  }

  get size(): number {
    const size = this.trace.columns.size(this.seq);
    const { answer } = this.state;
    return answer === undefined ? size : size + this.trace.columns.size(answer);
  }

  get marked(): boolean {
    const { isMarked } = this.options;
    if (!isMarked) return false;
    if (isMarked(this.seq)) return true;
    const { answer } = this.state;
    return answer !== undefined && this.trace.columns.kind(answer) !== "batch" && isMarked(answer);
  }

  /** The rows with results and errors that belong to it, without those that stand in a batch and so in an entry of their own. */
  answers(): readonly number[] {
    const rows: number[] = [];
    this.state.someAnswer((seq) => rows.push(seq) < 0);
    return rows;
  }

  contains(text: string): boolean {
    if (text === "") return true;
    let search = this.searches.get(text);
    if (!search) this.searches.set(text, (search = new RowSearch(this.trace, text)));
    return search.has(this.seq) || this.state.someAnswer((seq) => search.has(seq));
  }

  private get isBatch(): boolean {
    return this.trace.columns.kind(this.seq) === "batch";
  }
}
