import { isJsonObject } from "../../base/json";
import type { JsonRpcId } from "../../wire/message";
import { verdictOf } from "../../wire/verdict";
import type { ExchangeStatus } from "../exchange";
import type { Trace } from "../trace";
import type { ExchangeTable, Member, PartRef, Sender } from "./exchangeTable";
import { KeyIndex } from "./keyIndex";
import { float64, NumberList } from "./numberList";
import { PendingRequests } from "./pendingRequests";

/** What the folds of all links share. */
export interface FoldParts {
  readonly trace: Trace;
  readonly table: ExchangeTable;
  /** A row belongs to an exchange, or that exchange has changed. */
  readonly touched: (exchange: number, seq: number) => void;
}

/** The requests of one side of a link. */
class Requests {
  readonly pending = new PendingRequests();
  readonly byId: KeyIndex;
  readonly byToken: KeyIndex;

  constructor(table: ExchangeTable) {
    this.byId = new KeyIndex((number) => table.id(number) ?? undefined);
    this.byToken = new KeyIndex((number) => table.token(number));
  }
}

/** A message as the fold sees it: the row itself, or a member of a batch. */
interface Part extends PartRef {
  readonly kind: string;
  readonly id: JsonRpcId | undefined;
  readonly method: string | undefined;
  readonly token: string | number | undefined;
  readonly suspect: boolean;
  readonly toolError: boolean;
}

/** Folds the rows of one link. A row that belongs to no exchange is a number here and nothing else. */
export class LinkFold {
  /** The rows that are shown: the sequence of a row of its own, or an exchange, as its number below zero. */
  readonly rows = new NumberList(float64);
  /** In order of their requests. */
  readonly pending = new Set<number>();
  private readonly requests: { readonly [sender in Sender]: Requests };

  constructor(
    readonly link: number,
    private readonly parts: FoldParts,
  ) {
    this.requests = { client: new Requests(parts.table), server: new Requests(parts.table) };
  }

  /** Takes the rows from this one on that can belong to no exchange and are alike; gives the first that it did not take. */
  addAlone(seq: number, next: number): number {
    const { columns } = this.parts.trace;
    const kind = columns.kind(seq);
    if (kind !== "stderr" && (kind !== "notification" || isRelated(columns.method(seq)))) return seq;
    const end = columns.alike(seq, next);
    if (kind !== "stderr") this.rows.pushRun(seq, end - seq, 1);
    return end;
  }

  /** Takes the next row, which `addAlone` did not take. */
  add(seq: number): void {
    const kind = this.parts.trace.columns.kind(seq);
    if (!this.belongs(seq, kind)) this.rows.push(seq);
  }

  /**
   * Lets every row before `first` leave; true when there was one. The table must still know the exchanges among them.
   * @param firstNumber the first exchange that stays
   */
  evict(first: number, firstNumber: number): boolean {
    for (const { byId, byToken } of [this.requests.client, this.requests.server]) {
      byId.dropBefore(firstNumber);
      byToken.dropBefore(firstNumber);
    }
    for (const number of this.pending) {
      if (number >= firstNumber) break;
      this.pending.delete(number);
      this.requests[this.parts.table.sender(number)].pending.left(firstNumber);
    }
    const index = this.indexFrom(first);
    const changed = index > this.rows.first;
    this.rows.dropBefore(index);
    return changed;
  }

  /** The first of the shown rows whose sequence is not below this one; they are in the order of their sequences. */
  private indexFrom(seq: number): number {
    let { first: low, next: high } = this.rows;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const row = this.rows.at(middle);
      if ((row < 0 ? this.parts.table.request(exchangeIn(row)) : row) < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private belongs(seq: number, kind: string): boolean {
    const { trace } = this.parts;
    switch (kind) {
      case "host":
        if (trace.at(seq)?.event?.type === "closed") this.close(seq);
        return false;
      case "batch":
        return this.batch(seq);
      case "junk":
        return false;
      default:
    }
    const from = trace.columns.from(seq);
    return from !== "host" && this.part(this.row(seq, kind), from);
  }

  private row(seq: number, kind: string): Part {
    const { columns } = this.parts.trace;
    return { seq, index: undefined, kind, id: columns.id(seq), method: columns.method(seq), token: columns.token(seq), suspect: columns.suspect(seq), toolError: columns.toolError(seq) };
  }

  /** True when every member belongs to an exchange, so that the batch needs no row of its own. */
  private batch(seq: number): boolean {
    const { trace } = this.parts;
    const from = trace.columns.from(seq);
    const members = trace.at(seq)?.message();
    if (from === "host" || !Array.isArray(members)) return false;
    let all = true;
    members.forEach((member, index) => {
      const part = partOf(member, seq, index);
      if (!part || !this.part(part, from)) all = false;
    });
    return all;
  }

  /** True when the message belongs to an exchange. */
  private part(part: Part, from: Sender): boolean {
    const other = from === "client" ? "server" : "client";
    switch (part.kind) {
      case "request":
        return this.request(part, from);
      case "result":
      case "error":
        return this.answer(part, other);
      case "notification":
        if (part.method === PROGRESS) return this.progress(part, other);
        return part.method === CANCELLED && this.cancel(part, from);
      default:
        return false;
    }
  }

  private request({ seq, index, id, method, token }: Part, sender: Sender): boolean {
    // Nothing can answer a request without a usable id.
    if (id === undefined || id === null) return false;
    const { table } = this.parts;
    const member: Member | undefined = index === undefined ? undefined : { index, id, method, token };
    const number = table.add(seq, sender, member);
    const { pending, byId, byToken } = this.requests[sender];
    pending.add(id, number);
    byId.add(number, id);
    if (token !== undefined) byToken.add(number, token);
    this.pending.add(number);
    this.rows.push(-1 - number);
    this.parts.touched(number, seq);
    return true;
  }

  private answer(part: Part, asker: Sender): boolean {
    const { table } = this.parts;
    const number = part.id === undefined || part.id === null ? undefined : this.find(part.id, asker);
    if (number === undefined) return false;
    if (table.isPending(number)) this.end(number, outcomeOf(part), part);
    else table.addExtra(number, part.seq);
    this.parts.touched(number, part.seq);
    return true;
  }

  private progress({ seq, token }: Part, asker: Sender): boolean {
    const number = token === undefined ? undefined : this.requests[asker].byToken.latest(token);
    if (number === undefined) return false;
    this.parts.table.addNote(number, seq);
    this.parts.touched(number, seq);
    return true;
  }

  /** A cancellation that comes too late changes nothing but is noted. */
  private cancel(part: Part, asker: Sender): boolean {
    const { table } = this.parts;
    const number = part.token === undefined ? undefined : this.find(part.token, asker);
    if (number === undefined) return false;
    table.addNote(number, part.seq);
    if (table.isPending(number)) this.end(number, "cancelled", part);
    this.parts.touched(number, part.seq);
    return true;
  }

  /** The one that an answer or a cancellation is about: the oldest pending one, else the latest. */
  private find(id: string | number, asker: Sender): number | undefined {
    const { pending, byId } = this.requests[asker];
    return pending.oldest(id, this.parts.table.first) ?? byId.latest(id);
  }

  private end(number: number, status: ExchangeStatus, by: PartRef): void {
    const { table } = this.parts;
    this.requests[table.sender(number)].pending.remove(table.id(number) ?? null, number);
    this.pending.delete(number);
    table.end(number, status, by);
  }

  /** The link has ended with this row: nothing that is pending will be answered. */
  close(seq: number): void {
    const numbers = [...this.pending];
    this.pending.clear();
    for (const sender of ["client", "server"] as const) this.requests[sender].pending.clear();
    for (const number of numbers) {
      this.parts.table.end(number, "closed", { seq, index: undefined });
      this.parts.touched(number, this.parts.table.request(number));
    }
  }
}

/** The exchange that a shown row is, given below zero. */
export function exchangeIn(row: number): number {
  return -1 - row;
}

const PROGRESS = "notifications/progress";
const CANCELLED = "notifications/cancelled";

/** Whether a notification is about a request. */
function isRelated(method: string | undefined): boolean {
  return method === PROGRESS || method === CANCELLED;
}

function outcomeOf(answer: Part): ExchangeStatus {
  if (answer.suspect) return "malformed";
  if (answer.kind === "error") return "error";
  return answer.toolError ? "tool-error" : "ok";
}

/** A member of a batch, read off its value as the columns are for a row. */
function partOf(member: unknown, seq: number, index: number): Part | undefined {
  const verdict = verdictOf(member);
  if (verdict.kind === "junk" || !isJsonObject(member)) return undefined;
  const { kind, id, method, fault } = verdict;
  const { result } = member;
  return { seq, index, kind, id, method, token: tokenOf(member, kind, method), suspect: fault !== undefined, toolError: isJsonObject(result) && result["isError"] === true };
}

function tokenOf({ params }: { readonly [name: string]: unknown }, kind: string, method: string | undefined): string | number | undefined {
  if (!isJsonObject(params)) return undefined;
  if (kind === "request") return isJsonObject(params["_meta"]) ? nameable(params["_meta"]["progressToken"]) : undefined;
  return method === PROGRESS ? nameable(params["progressToken"]) : nameable(params["requestId"]);
}

function nameable(value: unknown): string | number | undefined {
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}
