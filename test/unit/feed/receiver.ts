import assert from "node:assert/strict";
import { EXCHANGE_STATES, type FeedMessage, FROM_SERVER_BIT, LATE_BIT } from "../../../src/core/feed/protocol";
import { Form, FORM_BITS, Kind, kindBits, kindOf } from "../../../src/core/trace/store/rowFlags";
import type { FrameKind } from "../../../src/core/wire/frame";
import type { LinkInfo } from "../../../src/core/trace/trace";
import { unpackedExchanges, unpackedRows } from "./unpacked";

export interface ReceivedRow {
  readonly time: number;
  readonly size: number;
  readonly kind: FrameKind;
  readonly id: string | number | null | undefined;
  readonly link: LinkInfo | undefined;
  readonly method: string | undefined;
  readonly subject: string | undefined;
  /** Number of its exchange. */
  readonly exchange: number | undefined;
}

export interface ReceivedExchange {
  readonly request: number;
  readonly ender: number | undefined;
  readonly status: string;
  readonly sender: string;
  readonly late: boolean;
}

/** A page by the book: plain objects, one for each row. */
export class Receiver {
  rows = new Map<number, ReceivedRow>();
  exchanges = new Map<number, ReceivedExchange>();
  /** Sequences in the order in which they came. */
  order: number[] = [];
  first = 0;
  evicted = { frames: 0, bytes: 0 };
  marks: readonly { readonly seq: number; readonly comment: string }[] = [];
  /** Batches that have ended and were not acknowledged. */
  unacknowledged: number[] = [];
  batches = 0;
  behind = 0;
  now = 0;
  /** Rows of the last batch. */
  lastBatch = 0;
  private rowsSoFar = 0;
  private readonly methods: string[] = [];
  private readonly subjects: string[] = [];
  private readonly links = new Map<number, LinkInfo>();

  readonly take = (message: FeedMessage): void => {
    switch (message.type) {
      case "open":
        Object.assign(this, new Receiver(), { take: this.take, first: message.first });
        return;
      case "rows":
        return this.takeRows(message);
      case "exchanges":
        return this.takeExchanges(message);
      case "evicted":
        this.first = message.first;
        this.evicted = { frames: message.frames, bytes: message.bytes };
        for (const seq of this.rows.keys()) if (seq < message.first) this.rows.delete(seq);
        for (const [number, { request }] of this.exchanges) if (request < message.first) this.exchanges.delete(number);
        return;
      case "cleared":
        this.first = message.first;
        this.rows.clear();
        this.exchanges.clear();
        return;
      case "marks":
        this.marks = message.marks;
        return;
      case "end":
        assert.equal(this.unacknowledged.length, 0, "one batch at a time");
        this.unacknowledged.push(message.batch);
        this.batches++;
        this.behind = message.behind;
        this.now = message.now;
        this.lastBatch = this.rowsSoFar;
        this.rowsSoFar = 0;
    }
  };

  private takeRows(message: FeedMessage & { readonly type: "rows" }): void {
    const { first, count, listed, words } = message;
    this.methods.push(...words.methods);
    this.subjects.push(...words.subjects);
    for (const info of words.links) this.links.set(info.link, info);
    const set = unpackedRows(message);
    const ids = new Map(listed);
    this.rowsSoFar += count;
    for (let index = 0; index < count; index++) {
      const seq = first + index;
      assert.ok(!this.rows.has(seq), `row ${seq} comes once`);
      const flags = set.flags[index] ?? 0;
      const method = set.methods[index] ?? 0;
      const subject = set.subjects[index] ?? 0;
      const exchange = set.exchanges[index] ?? 0;
      const id = kindBits(flags) === Kind.notification ? undefined : idOf(flags, set.ids[index] ?? 0, ids.get(seq));
      this.order.push(seq);
      this.rows.set(seq, {
        time: set.times[index] ?? 0,
        size: set.sizes[index] ?? 0,
        kind: kindOf(flags),
        id,
        link: this.links.get(set.links[index] ?? 0),
        method: method === 0 ? undefined : (this.methods[method - 1] ?? assert.fail(`method ${method} is unknown`)),
        subject: subject === 0 ? undefined : (this.subjects[subject - 1] ?? assert.fail(`subject ${subject} is unknown`)),
        exchange: exchange === 0 ? undefined : exchange - 1,
      });
    }
  }

  private takeExchanges(message: FeedMessage & { readonly type: "exchanges" }): void {
    const { first, count } = message;
    const set = unpackedExchanges(message);
    for (let index = 0; index < count; index++) {
      const state = set.states[index] ?? 0;
      const ender = set.enders[index] ?? 0;
      this.exchanges.set(set.numbers[index] ?? 0, {
        request: first + (set.requests[index] ?? 0),
        ender: ender === 0 ? undefined : first + ender - 1,
        status: EXCHANGE_STATES[state & 0b1111] ?? assert.fail(`state ${state}`),
        sender: (state & FROM_SERVER_BIT) !== 0 ? "server" : "client",
        late: (state & LATE_BIT) !== 0,
      });
    }
  }
}

function idOf(flags: number, column: number, listed: string | number | undefined): string | number | null | undefined {
  switch (flags & FORM_BITS) {
    case Form.none:
      return undefined;
    case Form.number:
      return column;
    case Form.null:
      return null;
    default:
      return listed;
  }
}
