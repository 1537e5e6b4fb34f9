import { isJsonObject, type JsonObject } from "../../base/json";
import { typeName } from "../parse/typeName";

/** A parsed message of the server, as far as a session acts on it. `fault` is the second half of a sentence about it. */
export type Incoming =
  | { readonly type: "request"; readonly id: string | number; readonly method: string; readonly params: JsonObject | undefined }
  /** A request that cannot be served as it is; `code` is what JSON-RPC 2.0 answers to it. */
  | { readonly type: "bad-request"; readonly id: string | number; readonly code: -32600 | -32602; readonly fault: string }
  | { readonly type: "notification"; readonly method: string; readonly params: JsonObject | undefined }
  | { readonly type: "result"; readonly id: unknown; readonly result: unknown }
  | { readonly type: "error"; readonly id: unknown; readonly error: RpcError }
  | { readonly type: "bad-answer"; readonly id: unknown; readonly fault: string }
  /** Nothing to act on; the trace and the lint show it. */
  | { readonly type: "nothing" };

/** The `error` member of an answer (JSON-RPC 2.0, section 5.1). */
export interface RpcError {
  readonly code: number;
  readonly message: string;
  readonly data: unknown;
}

/**
 * Judges a message by its parsed members. The columns of a frame only say what is worth parsing: they come from the
 * ends of a line, and the members of a batch have none.
 */
export function readMessage(message: JsonObject): Incoming {
  const { id, method, params } = message;
  // Some serialisers write every field, so `"method":null` is none, and so is `"result":null` beside a method.
  if (method === undefined || method === null) return id === undefined && !hasOutcome(message) ? { type: "nothing" } : readAnswer(message);
  if (hasOutcome(message)) return { type: "bad-answer", id, fault: 'has a "method"; only requests and notifications have one' };
  if (id === undefined) return readNotification(method, params);
  // Without a usable id there is nobody to answer to.
  if (typeof id !== "string" && typeof id !== "number") return { type: "nothing" };
  if (message["jsonrpc"] !== "2.0") return { type: "bad-request", id, code: -32600, fault: 'has no "jsonrpc": "2.0"' };
  if (typeof method !== "string") return { type: "bad-request", id, code: -32600, fault: `has "method" as ${typeName(method)}; it must be a string` };
  if (params !== undefined && !isJsonObject(params)) {
    return { type: "bad-request", id, code: -32602, fault: `has "params" as ${typeName(params)}; it must be an object` };
  }
  return { type: "request", id, method, params };
}

function readNotification(method: unknown, params: unknown): Incoming {
  if (typeof method !== "string") return { type: "nothing" };
  return { type: "notification", method, params: isJsonObject(params) ? params : undefined };
}

function readAnswer(message: JsonObject): Incoming {
  const { id, result, error } = message;
  const bad = (fault: string): Incoming => ({ type: "bad-answer", id, fault });
  if (message["jsonrpc"] !== "2.0") return bad('has no "jsonrpc": "2.0"');
  if (result !== undefined && error !== undefined) return bad('has both "result" and "error"; JSON-RPC 2.0 allows exactly one');
  if (result !== undefined) return { type: "result", id, result };
  if (error === undefined) return bad('has neither "result" nor "error"; JSON-RPC 2.0 wants exactly one');
  if (!isJsonObject(error)) return bad(`has "error" as ${typeName(error)}; it must be an object with "code" and "message"`);
  const { code, message: text, data } = error;
  if (typeof code !== "number" || !Number.isInteger(code)) return bad(`has "error.code" ${wrong(code)}; it must be an integer`);
  if (typeof text !== "string") return bad(`has "error.message" ${wrong(text)}; it must be a string`);
  return { type: "error", id, error: { code, message: text, data } };
}

function wrong(value: unknown): string {
  if (value === undefined) return "missing";
  return typeof value === "number" ? `as ${value}` : `as ${typeName(value)}`;
}

function hasOutcome(message: JsonObject): boolean {
  return (message["result"] ?? message["error"] ?? undefined) !== undefined;
}
