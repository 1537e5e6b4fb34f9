import { isJsonObject, type JsonObject } from "../../base/json";
import { faultText } from "../../wire/faultText";
import type { JsonRpcId } from "../../wire/message";
import { verdictOf } from "../../wire/verdict";
import type { Exchange, ExchangeStatus } from "../exchange";
import { namesSubject, subjectOf } from "../subject";
import type { Trace } from "../trace";
import type { ExchangeTable, PartRef, Sender } from "./exchangeTable";

/** Longest reason shown, in UTF-16 units; it is for a label. */
const REASON_LENGTH = 300;

/** An exchange read off the table, kept up to date while somebody holds it; what is said in words is decoded when asked for. */
export class FoldedExchange implements Exchange {
  readonly link: number;
  readonly sender: Sender;
  readonly id: JsonRpcId;
  readonly method: string;
  readonly request: number;
  readonly started: number;
  status: ExchangeStatus = "pending";
  answer: number | undefined = undefined;
  ended: number | undefined = undefined;
  extraAnswers: readonly number[] = [];
  notes: readonly number[] = [];
  private readonly index: number | undefined;
  private ender: PartRef | undefined = undefined;
  private subjectText: { readonly text: string | undefined } | undefined = undefined;
  private reasonText: { readonly text: string | undefined } | undefined = undefined;

  constructor(
    private readonly trace: Trace,
    private readonly table: ExchangeTable,
    private readonly number: number,
  ) {
    const { columns } = trace;
    const member = table.member(number);
    this.request = table.request(number);
    this.link = columns.link(this.request);
    this.sender = table.sender(number);
    this.id = table.id(number) ?? null;
    this.method = (member ? member.method : columns.method(this.request)) ?? "";
    this.index = member?.index;
    this.started = columns.time(this.request);
    this.refresh();
  }

  get subject(): string | undefined {
    this.subjectText ??= { text: this.readSubject() };
    return this.subjectText.text;
  }

  get reason(): string | undefined {
    if (!this.ender) return undefined;
    this.reasonText ??= { text: this.readReason()?.slice(0, REASON_LENGTH) };
    return this.reasonText.text;
  }

  /** Takes over what has changed; must not be called once the exchange has left the table. */
  refresh(): void {
    const { table, number } = this;
    this.status = table.status(number);
    this.extraAnswers = table.extraAnswers(number);
    this.notes = table.notes(number);
    if (this.ender) return;
    this.ender = table.ender(number);
    if (!this.ender) return;
    this.ended = this.trace.columns.time(this.ender.seq);
    if (this.status !== "cancelled" && this.status !== "closed") this.answer = this.ender.seq;
  }

  private readSubject(): string | undefined {
    const { index, request, trace } = this;
    if (request < trace.first) return undefined;
    if (index === undefined) return trace.columns.subject(request);
    return namesSubject(this.method) ? subjectOf(paramsOf(this.part({ seq: request, index }))) : undefined;
  }

  private readReason(): string | undefined {
    const { ender } = this;
    switch (ender && this.status) {
      case "error":
        return errorReason(this.part(ender)?.["error"]);
      case "tool-error":
        return toolReason(this.part(ender)?.["result"]);
      case "malformed":
        return this.faultOf(ender);
      case "cancelled":
        return textOf(paramsOf(this.part(ender))["reason"]);
      default:
        return undefined;
    }
  }

  private faultOf(ender: PartRef | undefined): string | undefined {
    if (!ender) return undefined;
    if (ender.index === undefined) return words(this.trace.at(ender.seq)?.fault);
    const verdict = verdictOf(this.part(ender));
    return verdict.kind === "junk" ? undefined : words(verdict.fault);
  }

  /** The message of a row, or of a member of a batch. */
  private part(ref: PartRef | undefined): JsonObject | undefined {
    const message = ref && this.trace.at(ref.seq)?.message();
    const part: unknown = ref?.index !== undefined && Array.isArray(message) ? message[ref.index] : message;
    return isJsonObject(part) ? part : undefined;
  }
}

function words(fault: Parameters<typeof faultText>[0] | undefined): string | undefined {
  return fault && faultText(fault);
}

function paramsOf(message: JsonObject | undefined): JsonObject {
  return isJsonObject(message?.["params"]) ? message["params"] : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function errorReason(error: unknown): string | undefined {
  return isJsonObject(error) ? `${String(error["code"])}: ${String(error["message"])}` : undefined;
}

/** The text of the first text block of a tool's result. */
function toolReason(result: unknown): string | undefined {
  const content = isJsonObject(result) ? result["content"] : undefined;
  if (!Array.isArray(content)) return undefined;
  const block: unknown = content.find((item) => isJsonObject(item) && typeof item["text"] === "string");
  return isJsonObject(block) ? textOf(block["text"]) : undefined;
}
