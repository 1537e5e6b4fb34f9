import type { Facts } from "../../trace/filter/facts";
import type { Entry } from "./trafficModel";

/**
 * The facts about an entry that is at hand, for a filter that looks at a few of them. They are those that the view is
 * filtered by, but for texts: which lines hold one is known to the host alone, so that none does here.
 * @param now the time at the host
 */
export function entryFacts(entry: Entry, now: number): Facts {
  const { seq, kind, link, from, method, subject, id, status, time, ended, requestSize, answerSize = 0, marked } = entry;
  return {
    seq,
    kind,
    server: link?.name ?? "",
    from,
    method,
    subject,
    id,
    status,
    time,
    duration: status === undefined ? undefined : Math.max(0, (ended ?? now) - time),
    size: requestSize + answerSize,
    marked,
    contains: () => false,
  };
}
