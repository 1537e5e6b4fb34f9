import { type JsonObject, isJsonObject } from "../base/json";
import type { JsonRpcId, MessageFault, MessageKind } from "./message";

/** What the top level of a JSON object says, as far as JSON-RPC 2.0 cares. */
export interface MessageFacts {
  /** `jsonrpc` is `"2.0"`. */
  readonly version: boolean;
  readonly hasId: boolean;
  /** `undefined` when absent or of a type that no id may have. */
  readonly id: JsonRpcId | undefined;
  readonly hasMethod: boolean;
  /** `undefined` when absent or not a string. */
  readonly method: string | undefined;
  /** Absent counts as valid. */
  readonly paramsValid: boolean;
  readonly result: "absent" | "invalid" | "valid";
  readonly error: "absent" | "null" | "invalid" | "valid";
}

/** Which kind of message the facts make, or `undefined` for none. */
export function kindOf(facts: MessageFacts): Exclude<MessageKind, "batch"> | undefined {
  const isAnswer = facts.result !== "absent" || facts.error !== "absent";
  // Some serialisers write every field, so `"method":null` beside a result is still an answer.
  if (facts.method !== undefined || (facts.hasMethod && !isAnswer)) return facts.hasId ? "request" : "notification";
  // An answer whose `result` was undefined when it was serialised; without the version it may be anybody's object.
  if (!isAnswer) return facts.hasId && facts.version ? "result" : undefined;
  // `"error":null` beside a result is the same habit; a real error outweighs a result.
  return facts.result !== "absent" && (facts.error === "null" || facts.error === "absent") ? "result" : "error";
}

/** Everything that is wrong with a message of that kind, gravest first. */
export function faultsOf(kind: Exclude<MessageKind, "batch">, facts: MessageFacts): readonly MessageFault[] {
  const faults: MessageFault[] = [];
  const isAnswer = kind === "result" || kind === "error";
  if (isAnswer && facts.result === "absent" && facts.error === "absent") faults.push("outcome-missing");
  if (isAnswer && facts.result !== "absent" && facts.error !== "absent") faults.push("result-and-error");
  if (!isAnswer && (facts.result !== "absent" || facts.error !== "absent")) faults.push("method-and-answer");
  if (facts.hasMethod && facts.method === undefined) faults.push("method-invalid");
  if (kind === "result" && !facts.hasId) faults.push("id-missing");
  if (facts.hasId && !isValidId(facts.id, kind)) faults.push("id-invalid");
  if (kind === "result" && facts.result === "invalid") faults.push("result-invalid");
  if (kind === "error" && facts.error !== "valid") faults.push("error-invalid");
  if (!isAnswer && !facts.paramsValid) faults.push("params-invalid");
  if (!facts.version) faults.push("jsonrpc-missing");
  return faults;
}

/** 2025-11-25, basic: a string or an integer; null says that the id of an unreadable request is not known. */
function isValidId(id: JsonRpcId | undefined, kind: MessageKind): boolean {
  return typeof id === "string" || Number.isInteger(id) || (id === null && kind === "error");
}

/** The facts of a parsed object. */
export function factsOf(message: JsonObject): MessageFacts {
  const { id, method, params, result } = message;
  return {
    version: message["jsonrpc"] === "2.0",
    hasId: id !== undefined,
    id: typeof id === "string" || typeof id === "number" || id === null ? id : undefined,
    hasMethod: method !== undefined,
    method: typeof method === "string" ? method : undefined,
    paramsValid: params === undefined || (typeof params === "object" && params !== null),
    result: result === undefined ? "absent" : isJsonObject(result) ? "valid" : "invalid",
    error: errorState(message["error"]),
  };
}

// JSON has no `undefined`, so a parsed member is `undefined` exactly when it is absent.
function errorState(error: unknown): MessageFacts["error"] {
  if (error === undefined) return "absent";
  if (error === null) return "null";
  return isJsonObject(error) && Number.isInteger(error["code"]) && typeof error["message"] === "string" ? "valid" : "invalid";
}
