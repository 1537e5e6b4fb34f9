import { isJsonObject } from "../../../base/json";
import type { Exchanges } from "../../exchange";
import type { Trace } from "../../trace";
import type { Hiding } from "../exportTraffic";
import { isWritable } from "./scriptLiteral";

/** What clients told the servers that asked them for their roots, by link: the newest answer of each. */
export function offeredRoots(trace: Trace, exchanges: Exchanges, { redact }: Hiding): ReadonlyMap<number, readonly unknown[]> {
  const { columns } = trace;
  const found = new Map<number, readonly unknown[]>();
  for (let seq = trace.first, to = trace.next; seq < to; ) {
    const isQuestion = columns.method(seq) === "roots/list";
    const exchange = isQuestion ? exchanges.of(seq) : undefined;
    if (exchange?.request === seq && exchange.sender === "server" && exchange.status === "ok" && exchange.answer !== undefined) {
      const roots = rootsIn(redact(trace.glance(exchange.answer)?.text() ?? ""));
      if (roots) found.set(exchange.link, roots);
    }
    seq = isQuestion ? seq + 1 : Math.max(seq + 1, columns.alike(seq, to));
  }
  return found;
}

function rootsIn(text: string): readonly unknown[] | undefined {
  try {
    const message: unknown = JSON.parse(text);
    const result = isJsonObject(message) && isJsonObject(message["result"]) ? message["result"] : {};
    return Array.isArray(result["roots"]) && isWritable(result["roots"]) ? result["roots"] : undefined;
  } catch {
    // That it throws is how the parser says that it is no JSON.
    return undefined;
  }
}
