import type { Frame, FrameKind } from "../../wire/frame";
import { type AlikeRows, alikeRows } from "../entries/alikeRows";
import type { Exchange } from "../exchange";
import type { Trace } from "../trace";
import type { InSteps } from "./exportTraffic";

/** Milliseconds before the request and after the answer. */
const MARGIN = 1000;

/** What servers let be heard besides messages: their stderr, lines that are no messages, and what the host saw of them. */
export class Heard {
  /** Sequences by link, in their order. */
  private readonly byLink = new Map<number, number[]>();

  private constructor(private readonly trace: Trace) {}

  /** Looks over the whole trace. */
  static *in(trace: Trace): InSteps<Heard> {
    const heard = new Heard(trace);
    for (const rows of alikeRows(trace)) {
      if (!rows) yield "";
      else if (isHeard(trace.columns.kind(rows.first))) heard.add(rows);
    }
    return heard;
  }

  /** What a server let be heard while it worked on a request, and just before and after: at most `limit` rows. */
  around({ link, request, started, ended }: Exchange, now: number, limit: number): readonly Frame[] {
    const rows = this.byLink.get(link) ?? [];
    const place = firstFrom(rows, request);
    const until = (ended ?? now) + MARGIN;
    let first = place;
    while (first > 0 && place - first < limit / 2 && this.time(rows[first - 1]) >= started - MARGIN) first--;
    let next = place;
    while (next < rows.length && next - first < limit && this.time(rows[next]) <= until) next++;
    return rows.slice(first, next).map((seq) => this.trace.glance(seq)).filter((frame) => frame !== undefined);
  }

  private add({ first, next }: AlikeRows): void {
    const link = this.trace.columns.link(first);
    const rows = this.byLink.get(link) ?? [];
    this.byLink.set(link, rows);
    for (let seq = first; seq < next; seq++) rows.push(seq);
  }

  /** A row that has left was long ago. */
  private time(seq = -1): number {
    return seq >= this.trace.first ? this.trace.columns.time(seq) : Number.NEGATIVE_INFINITY;
  }
}

function isHeard(kind: FrameKind): boolean {
  return kind === "stderr" || kind === "junk" || kind === "host";
}

/** The place of the first that is not below `seq`. */
function firstFrom(rows: readonly number[], seq: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((rows[middle] ?? 0) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}
