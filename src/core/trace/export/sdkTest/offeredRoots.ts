import { isJsonObject } from "../../../base/json";
import { parseJsonText } from "../../../base/parseJsonText";
import { alikeRows } from "../../entries/alikeRows";
import type { Exchanges } from "../../exchange";
import type { Trace } from "../../trace";
import type { Hiding, InSteps } from "../exportTraffic";
import { isWritable } from "./scriptLiteral";

/** What clients told the servers that asked them for their roots, by link: the newest answer of each. */
export function* offeredRoots(trace: Trace, exchanges: Exchanges, { redact }: Hiding): InSteps<ReadonlyMap<number, readonly unknown[]>> {
  const found = new Map<number, readonly unknown[]>();
  for (const rows of alikeRows(trace)) {
    if (!rows) {
      yield "";
      continue;
    }
    if (trace.columns.method(rows.first) !== "roots/list") continue;
    for (let seq = rows.first; seq < rows.next; seq++) {
      const exchange = exchanges.of(seq);
      if (exchange?.request !== seq || exchange.sender !== "server" || exchange.status !== "ok" || exchange.answer === undefined) continue;
      const roots = rootsIn(redact(trace.glance(exchange.answer)?.text() ?? ""));
      if (roots) found.set(exchange.link, roots);
    }
  }
  return found;
}

function rootsIn(text: string): readonly unknown[] | undefined {
  const message = parseJsonText(text);
  const result = isJsonObject(message) && isJsonObject(message["result"]) ? message["result"] : {};
  return Array.isArray(result["roots"]) && isWritable(result["roots"]) ? result["roots"] : undefined;
}
