import { isJsonObject } from "../base/json";
import { faultText } from "../wire/faultText";
import type { JsonRpcId, MessageFault } from "../wire/message";
import type { Exchange, ExchangeStatus } from "./exchange";

/** Longest reason kept, in UTF-16 units; it is for a label. */
const REASON_LENGTH = 300;

/** One member of a line as the fold sees it: the line itself, or a message inside a batch. */
export interface Part {
  readonly seq: number;
  readonly time: number;
  readonly link: number;
  readonly kind: string;
  readonly id: JsonRpcId | undefined;
  readonly method: string | undefined;
  readonly fault: MessageFault | undefined;
  message(): unknown;
}

/** An exchange while it is being folded: it shows as the `Exchange` of its request and changes until the answer is there. */
export class FoldedExchange implements Exchange {
  readonly link: number;
  readonly method: string;
  readonly subject: string | undefined;
  readonly request: number;
  readonly started: number;
  /** The progress token that the request asked for, by which notifications find it. */
  readonly token: string | number | undefined;
  readonly extraAnswers: number[] = [];
  readonly notes: number[] = [];
  status: ExchangeStatus = "pending";
  answer: number | undefined = undefined;
  ended: number | undefined = undefined;
  reason: string | undefined = undefined;
  /** The next request with the same id, where a sender uses an id twice. */
  next: FoldedExchange | undefined = undefined;

  constructor(
    request: Part,
    readonly sender: "client" | "server",
    readonly id: string | number,
  ) {
    const message = request.message();
    const params = isJsonObject(message) && isJsonObject(message["params"]) ? message["params"] : {};
    this.link = request.link;
    this.method = request.method ?? "";
    this.subject = textOf(params["name"]) ?? textOf(params["uri"]);
    this.request = request.seq;
    this.started = request.time;
    this.token = isJsonObject(params["_meta"]) ? tokenOf(params["_meta"]["progressToken"]) : undefined;
  }

  /** Takes an answer; all but the first one to a pending request are extra. */
  answered(part: Part): void {
    if (this.status !== "pending") {
      this.extraAnswers.push(part.seq);
      return;
    }
    this.answer = part.seq;
    this.end(...outcomeOf(part), part.time);
  }

  /** Takes a cancel notification of the sender; one that comes too late changes nothing. */
  cancelled(note: Part, reason: string | undefined): void {
    this.notes.push(note.seq);
    if (this.status === "pending") this.end("cancelled", reason, note.time);
  }

  closed(time: number): void {
    if (this.status === "pending") this.end("closed", undefined, time);
  }

  private end(status: ExchangeStatus, reason: string | undefined, time: number): void {
    this.status = status;
    this.reason = reason?.slice(0, REASON_LENGTH);
    this.ended = time;
  }
}

export function tokenOf(value: unknown): string | number | undefined {
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}

export function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function outcomeOf(answer: Part): [ExchangeStatus, string | undefined] {
  if (answer.fault) return ["malformed", faultText(answer.fault)];
  const message = answer.message();
  if (!isJsonObject(message)) return ["ok", undefined];
  if (answer.kind === "error") return ["error", errorReason(message["error"])];
  const { result } = message;
  return isJsonObject(result) && result["isError"] === true ? ["tool-error", firstText(result["content"])] : ["ok", undefined];
}

function errorReason(error: unknown): string | undefined {
  return isJsonObject(error) ? `${String(error["code"])}: ${String(error["message"])}` : undefined;
}

/** The text of the first text block of a tool's result. */
function firstText(content: unknown): string | undefined {
  if (!Array.isArray(content)) return undefined;
  const block: unknown = content.find((item) => isJsonObject(item) && typeof item["text"] === "string");
  return isJsonObject(block) ? textOf(block["text"]) : undefined;
}
