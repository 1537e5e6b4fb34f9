import type { Exchanges } from "../../exchange";
import type { Trace } from "../../trace";

/** Rows that are looked at before there can be a break. */
const STEP = 2000;

/** The requests for tools that were answered, by link, in order of time; step by step, since there may be many rows. */
export function* toolLists(trace: Trace, exchanges: Exchanges): Generator<void, ReadonlyMap<number, readonly number[]>> {
  const { columns } = trace;
  const lists = new Map<number, number[]>();
  let looked = 0;
  for (let seq = trace.first, to = trace.next; seq < to; seq = Math.max(trace.first, columnsAfter(seq, to))) {
    if (seq < trace.first) continue;
    if (++looked % STEP === 0) yield;
    if (columns.method(seq) !== "tools/list" || exchanges.of(seq)?.request !== seq || exchanges.of(seq)?.status !== "ok") continue;
    const link = columns.link(seq);
    const known = lists.get(link);
    if (known) known.push(seq);
    else lists.set(link, [seq]);
  }
  return lists;

  function columnsAfter(seq: number, to: number): number {
    if (seq < trace.first) return trace.first;
    return columns.method(seq) === "tools/list" ? seq + 1 : Math.max(seq + 1, columns.alike(seq, to));
  }
}
