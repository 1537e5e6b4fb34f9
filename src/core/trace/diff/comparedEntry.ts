import { isJsonObject } from "../../base/json";
import { type EntryCursor } from "../entries/entryCursor";
import { factsOf } from "../entries/factsOf";
import type { Exchange, Exchanges } from "../exchange";
import type { Facts } from "../filter/facts";
import type { Trace } from "../trace";
import { digest } from "./digest";

/** An entry as far as it is compared with those of another recording. */
export interface ComparedEntry {
  readonly seq: number;
  /** What it is about: two entries with the same label are versions of the same thing. */
  readonly label: string;
  /** Equal where the contents are. */
  readonly digest: string;
  /** What it says, without what differs from run to run: ids, tokens of progress, process ids, times. Made when asked for. */
  content(): unknown;
}

/** What a diff looks at of a trace, one entry after the other. */
export function* comparedEntries(trace: Trace, exchanges: Exchanges, matches: (facts: Facts) => boolean): Generator<ComparedEntry> {
  for (const facts of factsOf(trace, exchanges)) if (matches(facts)) yield comparedEntry(facts, trace);
}

function comparedEntry(facts: EntryCursor, trace: Trace): ComparedEntry {
  const { seq, kind, server, from, method, subject, exchange } = facts;
  const words = [server, from === "client" ? ">" : from === "server" ? "<" : "*", kind === "request" ? "" : kind, method ?? "", subject ?? ""];
  const content = contentNow(facts, trace);
  return { seq, label: words.filter((word) => word !== "").join(" "), digest: digest(spelt(content()) ?? linesOf(seq, exchange, trace)), content };
}

/** What the entry says that a cursor stands at, without what differs from run to run. */
export function contentOf(facts: EntryCursor, trace: Trace): unknown {
  return contentNow(facts, trace)();
}

/** The same for later, when the cursor stands elsewhere. */
function contentNow(facts: EntryCursor, trace: Trace): () => unknown {
  const { seq, kind, status, exchange } = facts;
  const answers = kind === "batch" ? facts.answers() : [];
  return () => {
    if (exchange) return exchangeContent(exchange, status, trace);
    return kind === "batch" ? { status, messages: rowContent(seq, trace), answers: answers.map((answer) => rowContent(answer, trace)) } : rowContent(seq, trace);
  };
}

function exchangeContent({ request, answer }: Exchange, status: Facts["status"], trace: Trace): unknown {
  const [asked, answered] = [trace.glance(request)?.message(), answer === undefined ? undefined : trace.glance(answer)?.message()];
  const { result, error } = isJsonObject(answered) ? answered : {};
  return { status, params: isJsonObject(asked) ? withoutToken(asked["params"]) : undefined, result, error };
}

function rowContent(seq: number, trace: Trace): unknown {
  const frame = trace.glance(seq);
  if (!frame) return undefined;
  const { event } = frame;
  if (event?.type === "spawned") return { ...event, pid: undefined };
  if (event) return event.type === "survivors" ? { ...event, pids: event.pids.length } : event;
  const message = frame.message();
  if (Array.isArray(message)) return message.map((each: unknown) => messageContent(each));
  return isJsonObject(message) ? messageContent(message) : frame.text();
}

/** Without what every client counts in its own way. */
function messageContent(message: unknown): unknown {
  return isJsonObject(message) ? { ...message, id: undefined, params: withoutToken(aboutNone(message["method"], message["params"])) } : message;
}

/** A notification about a request without the id or token of that. */
function aboutNone(method: unknown, params: unknown): unknown {
  if (!isJsonObject(params)) return params;
  if (method === "notifications/progress") return { ...params, progressToken: undefined };
  return method === "notifications/cancelled" ? { ...params, requestId: undefined } : params;
}

/** Without the token of progress, which every client counts in its own way. */
function withoutToken(params: unknown): unknown {
  if (!isJsonObject(params) || !isJsonObject(params["_meta"])) return params;
  const meta = Object.entries(params["_meta"]).filter(([name]) => name !== "progressToken");
  return { ...params, _meta: meta.length === 0 ? undefined : Object.fromEntries(meta) };
}

function spelt(content: unknown): string | undefined {
  try {
    return JSON.stringify(content) ?? "";
  } catch {
    // Nested deeper than can be spelt out.
    return undefined;
  }
}

/** What crossed the wire, to tell such an entry from others; whether it says the same is seen when they are compared place by place. */
function linesOf(seq: number, exchange: Exchange | undefined, trace: Trace): string {
  return [seq, exchange?.answer].map((row) => (row === undefined ? "" : (trace.glance(row)?.text() ?? ""))).join("\n");
}
