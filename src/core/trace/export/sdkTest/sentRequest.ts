import { isJsonObject, type JsonObject } from "../../../base/json";
import { parseJsonText } from "../../../base/parseJsonText";
import type { Exchange, Exchanges } from "../../exchange";
import type { Trace } from "../../trace";
import type { Hiding } from "../exportTraffic";
import { isWritable } from "./scriptLiteral";

/** What came of a request, as far as a test can expect it. */
export type Expected =
  | { readonly type: "result"; readonly result: JsonObject }
  | { readonly type: "error"; readonly code: number; readonly message: string }
  /** The connection ended before there was an answer. */
  | { readonly type: "closed" }
  /** There is nothing to compare with; why, in words that follow a colon. */
  | { readonly type: "nothing"; readonly why: string };

/** A request of a client, without its secrets. */
export interface SentRequest {
  readonly link: number;
  readonly method: string;
  /** Tool, prompt or resource. */
  readonly subject: string | undefined;
  /** Without what every client counts in its own way. */
  readonly params: JsonObject | undefined;
  readonly expected: Expected;
  /** Milliseconds until the answer, so far as there was one. */
  readonly duration: number;
  /** Milliseconds since the epoch. */
  readonly sent: number;
}

/** `undefined` for what no test can send by itself: not by a client, in a batch, the handshake, or not held any more. */
export function sentRequest(exchange: Exchange, trace: Trace, hiding: Hiding): SentRequest | undefined {
  const { request, answer, sender, method, subject, status, link, started, ended } = exchange;
  const frame = trace.at(request);
  if (sender !== "client" || frame?.kind !== "request" || method === "initialize") return undefined;
  const asked = parseJsonText(hiding.redact(frame.text()));
  const answered = answer === undefined ? undefined : trace.at(answer);
  const params = isJsonObject(asked) && isJsonObject(asked["params"]) ? withoutToken(asked["params"]) : undefined;
  const isSendable = isJsonObject(asked) && (asked["params"] === undefined || params !== undefined) && isWritable(params);
  return {
    link,
    method: hiding.redact(method),
    subject: subject === undefined ? undefined : hiding.redact(subject),
    params: isSendable ? params : undefined,
    expected: isSendable ? expectedOf(status, answered?.kind === "batch" ? undefined : parseJsonText(hiding.redact(answered?.text() ?? ""))) : { type: "nothing", why: "what was sent is nested too deep, or no longer JSON without its secrets" },
    duration: (ended ?? started) - started,
    sent: started,
  };
}

/** The requests that rows belong to, in the order in which they were sent, and how many of the rows belong to none that can be sent. */
export function sentRequests(seqs: Iterable<number>, trace: Trace, exchanges: Exchanges, hiding: Hiding): { readonly requests: readonly SentRequest[]; readonly others: number } {
  const found = new Set<number>();
  const requests: SentRequest[] = [];
  let others = 0;
  for (const seq of [...new Set(seqs)].sort((one, other) => one - other)) {
    const exchange = seq < trace.first || seq >= trace.next ? undefined : exchanges.of(seq);
    if (exchange && found.has(exchange.request)) continue;
    const request = exchange && sentRequest(exchange, trace, hiding);
    if (exchange) found.add(exchange.request);
    if (request) requests.push(request);
    else others++;
  }
  return { requests: requests.sort((one, other) => one.sent - other.sent), others };
}

function expectedOf(status: Exchange["status"], message: unknown): Expected {
  switch (status) {
    case "pending":
      return { type: "nothing", why: "it was not answered yet" };
    case "cancelled":
      return { type: "nothing", why: "it was cancelled" };
    case "malformed":
      return { type: "nothing", why: "the answer was no valid one, and the SDK passes over such" };
    case "closed":
      return { type: "closed" };
    case "ok":
    case "tool-error":
    case "error":
      return answerOf(message);
  }
}

/** What the SDK takes for an answer, and hands on as it is. */
function answerOf(message: unknown): Expected {
  const { result, error } = isJsonObject(message) ? message : {};
  if (isJsonObject(error) && typeof error["message"] === "string" && Number.isSafeInteger(error["code"])) return { type: "error", code: Number(error["code"]), message: error["message"] };
  if (isJsonObject(result) && isWritable(result) && (result["_meta"] === undefined || isJsonObject(result["_meta"]))) return { type: "result", result };
  return { type: "nothing", why: "the answer cannot be read any more, is nested too deep, or is none that the SDK accepts" };
}

/** Progress is asked for by a token of the client's own. */
function withoutToken(params: JsonObject): JsonObject {
  const { _meta: meta, ...rest } = params;
  if (!isJsonObject(meta)) return params;
  const kept = Object.entries(meta).filter(([name]) => name !== "progressToken");
  return kept.length === 0 ? rest : { ...params, _meta: Object.fromEntries(kept) };
}
