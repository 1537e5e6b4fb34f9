import { isJsonObject, type JsonObject } from "../../../core/base/json";
import type { Exchange } from "../../../core/trace/exchange";
import type { Host } from "../../host";

/** Rows of one run that are looked at; a run that has more shows its newest calls. */
const FARTHEST = 20_000;
const MOST_CALLS = 500;

/** A call that crossed the wire, whoever made it. */
export interface PastCall {
  readonly exchange: Exchange;
  readonly tool: string;
  readonly args: JsonObject;
}

/** The calls of a server, or of one tool of it, that the traffic of this window still has; newest first. */
export function callHistory({ trace, exchanges }: Pick<Host, "trace" | "exchanges">, server: string, tool?: string): readonly PastCall[] {
  const calls: PastCall[] = [];
  for (const { link } of trace.links().filter((info) => info.server === server).toReversed()) {
    for (const row of exchanges.rows(link, FARTHEST).rows) {
      if (row.type !== "exchange" || row.exchange.method !== "tools/call") continue;
      if (tool !== undefined && row.exchange.subject !== tool) continue;
      calls.push({ exchange: row.exchange, tool: row.exchange.subject ?? "", args: argumentsOf(trace.at(row.exchange.request)?.message(), row.exchange) });
      if (calls.length === MOST_CALLS) return calls;
    }
  }
  return calls;
}

/** A request within a batch is told from the others by its id. */
function argumentsOf(message: unknown, { id }: Exchange): JsonObject {
  const messages: readonly unknown[] = Array.isArray(message) ? message : [message];
  const request = messages.find((each) => isJsonObject(each) && each["id"] === id && each["method"] === "tools/call");
  const params = isJsonObject(request) ? request["params"] : undefined;
  return isJsonObject(params) && isJsonObject(params["arguments"]) ? params["arguments"] : {};
}
