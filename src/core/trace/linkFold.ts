import { isJsonObject } from "../base/json";
import { Sequence } from "../base/sequence";
import type { Frame } from "../wire/frame";
import type { JsonRpcId } from "../wire/message";
import { verdictOf } from "../wire/verdict";
import { FoldedExchange, type Part, textOf, tokenOf } from "./foldedExchange";

type Sender = "client" | "server";

/** A `TrafficRow` as the fold itself holds it. */
type FoldedRow = { readonly type: "exchange"; readonly seq: number; readonly exchange: FoldedExchange } | { readonly type: "frame"; readonly seq: number };

/** Requests that one side sent under one id: nearly always a single one. */
interface SameId {
  /** The oldest that may still be pending. */
  oldest: FoldedExchange;
  latest: FoldedExchange;
}

/** The requests of one side of a link. */
class Requests {
  // A Map tells "1" from 1, as JSON-RPC does.
  readonly byId = new Map<JsonRpcId, SameId>();
  readonly byToken = new Map<JsonRpcId, FoldedExchange>();

  add(exchange: FoldedExchange): void {
    const same = this.byId.get(exchange.id);
    if (same) {
      same.latest.next = exchange;
      same.latest = exchange;
    } else {
      this.byId.set(exchange.id, { oldest: exchange, latest: exchange });
    }
    if (exchange.token !== undefined) this.byToken.set(exchange.token, exchange);
  }

  /** The one that an answer or a cancellation is about: the oldest pending one, else the latest. */
  find(id: JsonRpcId): FoldedExchange | undefined {
    const same = this.byId.get(id);
    if (!same) return undefined;
    while (same.oldest.status !== "pending" && same.oldest.next) same.oldest = same.oldest.next;
    return same.oldest.status === "pending" ? same.oldest : same.latest;
  }

  /** Forgets one whose row has left; rows leave oldest first. */
  remove(exchange: FoldedExchange): void {
    const same = this.byId.get(exchange.id);
    if (same?.latest === exchange) this.byId.delete(exchange.id);
    else if (same?.oldest === exchange && exchange.next) same.oldest = exchange.next;
    if (exchange.token !== undefined && this.byToken.get(exchange.token) === exchange) this.byToken.delete(exchange.token);
  }
}

/** Folds the rows of one link. */
export class LinkFold {
  readonly rows = new Sequence<FoldedRow>();
  /** In order of their requests. */
  readonly pending = new Set<FoldedExchange>();
  private readonly requests: { readonly [sender in Sender]: Requests } = { client: new Requests(), server: new Requests() };

  /** @param bySeq where the fold of the whole trace keeps which exchange a row belongs to */
  constructor(private readonly bySeq: Map<number, FoldedExchange>) {}

  /** Takes the next row; false when nothing that is shown has changed. */
  add(frame: Frame): boolean {
    if (frame.kind === "stderr") return false;
    if (frame.event?.type === "closed") this.close(frame.time);
    const belongs = frame.from === "host" ? false : frame.kind === "batch" ? this.batch(frame, frame.from) : this.part(frame, frame.from);
    if (!belongs) this.rows.push({ type: "frame", seq: frame.seq });
    return true;
  }

  /** Lets every row before `first` leave; true when there was one. */
  evict(first: number): boolean {
    let changed = false;
    for (let row = this.oldest(); row && row.seq < first; row = this.oldest()) {
      this.rows.shift();
      changed = true;
      if (row.type === "exchange") this.forget(row.exchange);
    }
    return changed;
  }

  private oldest(): FoldedRow | undefined {
    return this.rows.at(this.rows.first);
  }

  private forget(exchange: FoldedExchange): void {
    this.requests[exchange.sender].remove(exchange);
    this.pending.delete(exchange);
    for (const seq of [exchange.request, exchange.answer, ...exchange.extraAnswers, ...exchange.notes]) {
      if (seq !== undefined && this.bySeq.get(seq) === exchange) this.bySeq.delete(seq);
    }
  }

  /** True when every member belongs to an exchange, so that the batch needs no row of its own. */
  private batch(frame: Frame, from: Sender): boolean {
    const members = frame.message();
    if (!Array.isArray(members)) return false;
    let all = true;
    for (const member of members) {
      const verdict = verdictOf(member);
      const { seq, time, link } = frame;
      const part: Part | undefined = verdict.kind === "junk" || verdict.kind === "batch" ? undefined : { seq, time, link, ...verdict, message: (): unknown => member };
      if (!part || !this.part(part, from)) all = false;
    }
    return all;
  }

  /** True when the message belongs to an exchange. */
  private part(part: Part, from: Sender): boolean {
    switch (part.kind) {
      case "request":
        return this.request(part, from);
      case "result":
      case "error":
        return this.answer(part, from === "client" ? "server" : "client");
      case "notification":
        return this.note(part, from);
      default:
        return false;
    }
  }

  private request(part: Part, sender: Sender): boolean {
    // Nothing can answer a request without a usable id.
    if (part.id === undefined || part.id === null) return false;
    const exchange = new FoldedExchange(part, sender, part.id);
    this.requests[sender].add(exchange);
    this.pending.add(exchange);
    this.belongs(part.seq, exchange);
    this.rows.push({ type: "exchange", seq: part.seq, exchange });
    return true;
  }

  private answer(part: Part, asker: Sender): boolean {
    const exchange = part.id === undefined ? undefined : this.requests[asker].find(part.id);
    if (!exchange) return false;
    exchange.answered(part);
    this.pending.delete(exchange);
    this.belongs(part.seq, exchange);
    return true;
  }

  private note(part: Part, from: Sender): boolean {
    if (part.method === "notifications/progress") return this.progress(part, from === "client" ? "server" : "client");
    return part.method === "notifications/cancelled" && this.cancel(part, from);
  }

  private progress(part: Part, asker: Sender): boolean {
    const token = tokenOf(paramsOf(part)["progressToken"]);
    const exchange = token === undefined ? undefined : this.requests[asker].byToken.get(token);
    if (!exchange) return false;
    exchange.notes.push(part.seq);
    this.belongs(part.seq, exchange);
    return true;
  }

  private cancel(part: Part, asker: Sender): boolean {
    const { requestId, reason } = paramsOf(part);
    const id = tokenOf(requestId);
    const exchange = id === undefined ? undefined : this.requests[asker].find(id);
    if (!exchange) return false;
    exchange.cancelled(part, textOf(reason));
    this.pending.delete(exchange);
    this.belongs(part.seq, exchange);
    return true;
  }

  private close(time: number): void {
    for (const exchange of this.pending) exchange.closed(time);
    this.pending.clear();
  }

  // A batch can belong to several exchanges; its first one stands for all.
  private belongs(seq: number, exchange: FoldedExchange): void {
    if (!this.bySeq.has(seq)) this.bySeq.set(seq, exchange);
  }
}

function paramsOf(part: Part): { readonly [name: string]: unknown } {
  const message = part.message();
  return isJsonObject(message) && isJsonObject(message["params"]) ? message["params"] : {};
}
