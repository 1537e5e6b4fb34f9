import type { Entry, View } from "../../../src/core/feed/model/trafficModel";
import { EXCHANGE_STATES, type FeedExchanges, type FeedMessage, type FeedRows, FROM_SERVER_BIT, LATE_BIT } from "../../../src/core/feed/protocol";
import type { EntryKind, EntryStatus, Facts } from "../../../src/core/trace/filter/facts";
import { Form, FORM_BITS, fromOf, kindOf, SUSPECT } from "../../../src/core/trace/store/rowFlags";
import type { LinkInfo } from "../../../src/core/trace/trace";
import type { FrameKind } from "../../../src/core/wire/frame";
import type { JsonRpcId } from "../../../src/core/wire/message";
import { unpackedExchanges, unpackedRows } from "./unpacked";

interface Row {
  readonly seq: number;
  readonly time: number;
  readonly size: number;
  readonly flags: number;
  readonly kind: FrameKind;
  readonly link: number;
  readonly method: string | undefined;
  readonly subject: string | undefined;
  readonly owner: number | undefined;
  readonly id: JsonRpcId | undefined;
}

interface Exchange {
  readonly number: number;
  readonly request: number;
  readonly ender: number | undefined;
  readonly state: (typeof EXCHANGE_STATES)[number];
  readonly fromServer: boolean;
  readonly late: boolean;
}

const KINDS: { readonly [kind in FrameKind]: EntryKind } = { request: "request", notification: "notification", result: "answer", error: "answer", batch: "batch", junk: "junk", stderr: "stderr", host: "state" };
const BAD: readonly (EntryStatus | undefined)[] = ["error", "tool-error", "malformed", "closed", "late"];

/** The model by the book: plain objects, and everything worked out anew whenever it is asked for. */
export class NaiveModel {
  first = 0;
  now = 0;
  marks = new Map<number, string>();
  readonly found = new Map<string, ReadonlySet<number>>();
  private readonly rows = new Map<number, Row>();
  // Remembered until something else is taken.
  private made: readonly Entry[] | undefined;
  private order: readonly Row[] | undefined;
  private readonly calls = new Map<number, Exchange | undefined>();
  private readonly exchanges = new Map<number, Exchange>();
  private readonly methods: string[] = [];
  private readonly subjects: string[] = [];
  private readonly links = new Map<number, LinkInfo>();

  take(message: FeedMessage): void {
    this.made = undefined;
    this.order = undefined;
    this.calls.clear();
    if (message.type === "open") this.first = message.first;
    else if (message.type === "rows") this.takeRows(message);
    else if (message.type === "exchanges") this.takeExchanges(message);
    else if (message.type === "end") this.now = message.now;
    else if (message.type === "marks") this.marks = new Map(message.marks.map(({ seq, comment }) => [seq, comment]));
    else if (message.type === "cleared") {
      this.first = message.first;
      this.rows.clear();
      this.exchanges.clear();
      this.found.clear();
    } else if (message.type === "evicted") {
      this.first = message.first;
      for (const seq of this.rows.keys()) if (seq < message.first) this.rows.delete(seq);
      for (const [number, { request }] of this.exchanges) if (request < message.first) this.exchanges.delete(number);
    }
  }

  /** All entries, in order of time. */
  entries(): readonly Entry[] {
    return (this.made ??= this.makeEntries());
  }

  private makeEntries(): readonly Entry[] {
    const rows = this.sorted();
    const parents = this.parents(rows);
    const kept = rows.filter((row) => row.owner === undefined || (row.kind !== "result" && row.kind !== "error"));
    const children = new Map<number, number>();
    for (const row of kept) {
      const parent = parents.get(row.seq);
      if (parent !== undefined) children.set(parent, (children.get(parent) ?? 0) + 1);
    }
    return kept.map((row) => this.entry(row, parents.get(row.seq), children.get(row.seq) ?? 0));
  }

  facts(entry: Entry): Facts {
    const { seq, kind, link, from, method, subject, id, status, time, marked, requestSize, answerSize } = entry;
    const lasted = entry.ended === undefined ? Math.max(0, this.now - time) : Math.max(0, entry.ended - time);
    const duration = status === undefined ? undefined : lasted;
    const contains = (text: string): boolean => this.rowsOf(seq).some((row) => this.found.get(text.toLowerCase())?.has(row) && (row === seq || this.entrySeq(row) === seq));
    return { seq, kind, server: link?.name ?? "", from, method, subject, id, status, time, duration, size: requestSize + (answerSize ?? 0), marked, contains };
  }

  /** The lines of the table, and the entries that match. */
  lines(view: View): { readonly lines: readonly Entry[]; readonly matched: readonly Entry[] } {
    const entries = this.entries();
    const { range } = view;
    const matched = entries.filter((entry) => (range === undefined || (entry.time >= range.from && entry.time <= range.to)) && (view.matches?.(this.facts(entry)) ?? true));
    const seqs = new Set(matched.map(({ seq }) => seq));
    const top = matched.filter(({ parent }) => parent === undefined || !seqs.has(parent)).sort((a, b) => this.compare(a, b, view));
    if (view.sort.descending) top.reverse();
    const lines = top.flatMap((entry) => [{ ...entry, depth: 0 as const }, ...(view.expanded.has(entry.seq) ? entries.filter(({ parent }) => parent === entry.seq).map((child) => ({ ...child, depth: 1 as const })) : [])]);
    return { lines, matched };
  }

  /** The entry that a row belongs to. */
  entrySeq(seq: number): number | undefined {
    const row = this.rows.get(seq);
    if (!row) return undefined;
    if (row.owner === undefined || (row.kind !== "result" && row.kind !== "error")) return seq;
    const request = this.exchanges.get(row.owner)?.request;
    return request !== undefined && this.rows.has(request) ? request : undefined;
  }

  rowsOf(seq: number): readonly number[] {
    const row = this.rows.get(seq);
    const numbers = row ? this.begun(row) : [];
    const rows = new Set([seq]);
    for (const { ender } of numbers) if (ender !== undefined && this.rows.has(ender) && this.rows.get(ender)?.kind !== "host") rows.add(ender);
    if (numbers.length > 0) for (const other of this.rows.values()) if (numbers.some(({ number }) => number === other.owner)) rows.add(other.seq);
    return [...rows].sort((a, b) => a - b);
  }

  isBad({ status, suspect }: Entry): boolean {
    return suspect || BAD.includes(status);
  }

  private compare(a: Entry, b: Entry, { sort }: View): number {
    const key = (entry: Entry): readonly (number | string)[] => {
      switch (sort.column) {
        case "time":
          return [];
        case "server":
          return [(entry.link?.name ?? "").toLowerCase()];
        case "method":
          return [(entry.method ?? "").toLowerCase()];
        case "subject":
          return [(entry.subject ?? "").toLowerCase()];
        case "status":
          return [[undefined, ...EXCHANGE_STATES, "late"].indexOf(entry.status)];
        case "duration":
          return [entry.status === undefined ? -1 : entry.ended === undefined ? Infinity : Math.max(0, entry.ended - entry.time)];
        case "size":
          return [entry.requestSize + (entry.answerSize ?? 0)];
        case "id":
          return idKey(entry.id);
      }
    };
    const [first, second] = [key(a), key(b)];
    for (let index = 0; index < first.length; index++) {
      const [left, right] = [first[index] ?? "", second[index] ?? ""];
      if (left < right) return -1;
      if (left > right) return 1;
    }
    return a.seq - b.seq;
  }

  private entry(row: Row, parent: number | undefined, children: number): Entry {
    const begun = this.begun(row);
    const status = row.kind === "request" && row.owner !== undefined && begun.length === 0 ? "pending" : statusOf(begun);
    const enders = begun.map(({ ender }) => ender);
    const ender = enders.includes(undefined) ? undefined : enders.length === 0 ? undefined : Math.max(...enders.map((each) => each ?? 0));
    const answer = begun[0] && this.answer(begun[0]);
    const marked = [row.seq, answer].find((seq) => seq !== undefined && this.marks.has(seq) && (seq === row.seq || this.rows.get(seq)?.kind !== "batch"));
    return {
      seq: row.seq, kind: KINDS[row.kind], link: this.links.get(row.link), from: fromOf(row.flags), method: row.method, subject: row.subject,
      id: row.kind === "request" || row.kind === "result" || row.kind === "error" ? row.id : undefined,
      status, time: row.time, ended: ender === undefined ? undefined : this.rows.get(ender)?.time, requestSize: row.size,
      answerSize: answer === undefined ? undefined : this.rows.get(answer)?.size, answer, suspect: row.kind === "junk" || (row.flags & SUSPECT) !== 0,
      marked: marked !== undefined, comment: marked === undefined ? undefined : this.marks.get(marked), children, depth: 0, parent,
    };
  }

  /** The row with the answer; of one that was given up, the first result or error that belongs to it. */
  private answer({ number, ender, state }: Exchange): number | undefined {
    if (state === "pending") return undefined;
    if (state !== "cancelled" && state !== "closed") return ender;
    return this.sorted().find((row) => row.owner === number && (row.kind === "result" || row.kind === "error"))?.seq;
  }

  /** The exchanges that begin with a row. */
  private begun(row: Row): readonly Exchange[] {
    if (row.owner === undefined) return [];
    const own = this.exchanges.get(row.owner);
    if (!own || own.request !== row.seq) return [];
    const begun = [own];
    if (row.kind === "batch") for (let number = own.number + 1; this.exchanges.get(number)?.request === row.seq; number++) begun.push(...[this.exchanges.get(number)].filter((each) => each !== undefined));
    return begun;
  }

  private parents(rows: readonly Row[]): ReadonlyMap<number, number> {
    const parents = new Map<number, number>();
    for (const row of rows) {
      const call = this.callBefore(row) ?? this.about(row);
      if (call && this.rows.has(call.request)) parents.set(row.seq, call.request);
    }
    return parents;
  }

  private about({ kind, owner, method, flags }: Row): Exchange | undefined {
    if (kind !== "notification" || owner === undefined) return undefined;
    return (fromOf(flags) === "client") === (method === "notifications/cancelled") ? this.exchanges.get(owner) : undefined;
  }

  /** The only call on its way when the server sent this. */
  private callBefore(row: Row): Exchange | undefined {
    if (!this.calls.has(row.seq)) this.calls.set(row.seq, this.findCall(row));
    return this.calls.get(row.seq);
  }

  private findCall(row: Row): Exchange | undefined {
    const isCandidate = fromOf(row.flags) === "server" && (row.kind === "request" || (row.kind === "notification" && row.owner === undefined && row.method !== "notifications/cancelled"));
    if (!isCandidate) return undefined;
    const calls = [...this.exchanges.values()].filter(({ request, ender, fromServer, number }) => {
      const asking = this.rows.get(request);
      if (fromServer || !asking || asking.link !== row.link || request >= row.seq || (ender !== undefined && ender < row.seq)) return false;
      return this.begun(asking).some((each) => each.number === number);
    });
    return calls.length === 1 ? calls[0] : undefined;
  }

  private sorted(): readonly Row[] {
    return (this.order ??= [...this.rows.values()].sort((a, b) => a.seq - b.seq));
  }

  private takeRows(message: FeedRows): void {
    const { first, count, listed, words } = message;
    this.methods.push(...words.methods);
    this.subjects.push(...words.subjects);
    for (const link of words.links) this.links.set(link.link, link);
    const ids = new Map(listed);
    const read = unpackedRows(message);
    const at = (column: ArrayLike<number>, index: number): number => column[index] ?? 0;
    for (let index = 0; index < count; index++) {
      const seq = first + index;
      const flags = at(read.flags, index);
      const form = flags & FORM_BITS;
      const id = form === Form.none ? undefined : form === Form.null ? null : form === Form.number ? at(read.ids, index) : ids.get(seq);
      const owner = at(read.exchanges, index);
      this.rows.set(seq, {
        seq, time: at(read.times, index), size: at(read.sizes, index), flags, kind: kindOf(flags), link: at(read.links, index),
        method: this.methods[at(read.methods, index) - 1], subject: this.subjects[at(read.subjects, index) - 1], owner: owner === 0 ? undefined : owner - 1, id,
      });
    }
  }

  private takeExchanges(message: FeedExchanges): void {
    const { first, count } = message;
    const read = unpackedExchanges(message);
    for (let index = 0; index < count; index++) {
      const number = read.numbers[index] ?? 0;
      const state = read.states[index] ?? 0;
      const ender = read.enders[index] ?? 0;
      this.exchanges.set(number, {
        number, request: first + (read.requests[index] ?? 0), ender: ender === 0 ? undefined : first + ender - 1, state: EXCHANGE_STATES[state & 7] ?? "pending",
        fromServer: (state & FROM_SERVER_BIT) !== 0, late: (state & LATE_BIT) !== 0,
      });
    }
  }
}

function statusOf(begun: readonly Exchange[]): EntryStatus | undefined {
  const statuses = begun.map(({ state, late }): EntryStatus => (late && (state === "cancelled" || state === "closed") ? "late" : state));
  if (statuses.includes("pending")) return "pending";
  return statuses.find((status) => status !== "ok") ?? statuses[0];
}

function idKey(id: JsonRpcId | undefined): readonly (number | string)[] {
  if (typeof id === "string") return [3, id];
  if (typeof id === "number") return Number.isInteger(id) && id >= 0 && id < 2 ** 32 - 3 ? [1, id] : [2, id];
  return [0];
}
