import { isJsonObject } from "../../../base/json";
import type { JsonRpcId } from "../../../wire/message";
import type { ExchangeStatus } from "../../exchange";

/** A message as the conventions look at it. */
export interface McpMessage {
  readonly method: string;
  readonly subject: string | undefined;
  readonly id: JsonRpcId | undefined;
}

const RESOURCE_METHODS = new Set(["resources/read", "resources/subscribe", "resources/unsubscribe", "notifications/resources/updated"]);

/** Attributes by the OpenTelemetry semantic conventions for MCP (`gen-ai/mcp`, in development): what a message is about. */
export function mcpAttributes({ method, subject, id }: McpMessage): { readonly [key: string]: string | undefined } {
  return {
    "mcp.method.name": method,
    "gen_ai.operation.name": method === "tools/call" ? "execute_tool" : undefined,
    "gen_ai.tool.name": method === "tools/call" ? subject : undefined,
    "gen_ai.prompt.name": method === "prompts/get" ? subject : undefined,
    "mcp.resource.uri": RESOURCE_METHODS.has(method) ? subject : undefined,
    "jsonrpc.request.id": id === undefined || id === null ? undefined : String(id),
  };
}

/** The method and, where there are few of them, what it is about; a URI would make too many names. */
export function spanName({ method, subject }: McpMessage): string {
  return subject !== undefined && (method === "tools/call" || method === "prompts/get") ? `${method} ${subject}` : method;
}

/** What went wrong, as the conventions call it; with the code and the message of a JSON-RPC error. */
export interface SpanError {
  readonly type: string;
  readonly code?: string;
  readonly message?: string;
}

/** `undefined` when nothing went wrong, or it goes on. */
export function spanError(status: ExchangeStatus, answer: unknown): SpanError | undefined {
  switch (status) {
    case "error":
      return rpcError(isJsonObject(answer) ? answer["error"] : undefined);
    case "tool-error":
      return { type: "tool_error" };
    case "malformed":
      return { type: "malformed_response" };
    case "cancelled":
      return { type: "cancelled" };
    case "closed":
      return { type: "connection_closed" };
    case "ok":
    case "pending":
      return undefined;
  }
}

function rpcError(error: unknown): SpanError {
  const { code, message }: { readonly code?: unknown; readonly message?: unknown } = isJsonObject(error) ? error : {};
  return {
    ...(typeof code === "number" ? { type: String(code), code: String(code) } : { type: "_OTHER" }),
    ...(typeof message === "string" && { message }),
  };
}
