import { Failure } from "../../../core/base/failure";
import { isJsonObject } from "../../../core/base/json";
import { parseToolResult } from "../../../core/mcp/parse/parseToolResult";
import type { ToolResult } from "../../../core/mcp/types";
import type { Host } from "../../host";
import type { PastCall } from "./callHistory";

/** The result that a call was answered with; `undefined` when it had none, it is no valid one, or the traffic has lost it. */
export function pastResult({ trace }: Pick<Host, "trace">, { exchange, tool }: PastCall): ToolResult | undefined {
  if (exchange.answer === undefined || (exchange.status !== "ok" && exchange.status !== "tool-error")) return undefined;
  const message = trace.at(exchange.answer)?.message();
  const messages: readonly unknown[] = Array.isArray(message) ? message : [message];
  const answer = messages.find((each) => isJsonObject(each) && each["id"] === exchange.id && each["method"] === undefined);
  if (!isJsonObject(answer)) return undefined;
  try {
    return parseToolResult(answer["result"], `tools/call "${tool}"`);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}
