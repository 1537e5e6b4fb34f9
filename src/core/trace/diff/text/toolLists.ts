import { alikeRows } from "../../entries/alikeRows";
import type { Exchanges } from "../../exchange";
import type { Trace } from "../../trace";

/** The requests for tools that were answered, by link, in order of time; step by step, since there may be many rows. */
export function* toolLists(trace: Trace, exchanges: Exchanges): Generator<void, ReadonlyMap<number, readonly number[]>> {
  const { columns } = trace;
  const lists = new Map<number, number[]>();
  for (const rows of alikeRows(trace)) {
    if (!rows) yield;
    else if (columns.method(rows.first) === "tools/list") {
      const link = columns.link(rows.first);
      const known = lists.get(link) ?? [];
      for (let seq = rows.first; seq < rows.next; seq++) {
        const exchange = exchanges.of(seq);
        if (exchange?.request === seq && exchange.status === "ok") known.push(seq);
      }
      if (known.length > 0) lists.set(link, known);
    }
  }
  return lists;
}
