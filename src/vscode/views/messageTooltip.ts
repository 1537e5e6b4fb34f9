import type * as vscode from "vscode";
import type { Exchange } from "../../core/trace/exchange";
import type { Trace } from "../../core/trace/trace";
import type { Frame } from "../../core/wire/frame";
import { formatBytes, formatDuration, formatTime, oneLine, plural } from "../format";
import { MarkdownText } from "./markdownText";
import { exchangeStatusWords, exchangeTitle } from "./trafficItem";

const SHOWN_TEXT = 2000;

export function exchangeTooltip(exchange: Exchange, trace: Trace, now: number): vscode.MarkdownString {
  const { started, ended, request, answer, reason } = exchange;
  const text = new MarkdownText().title(exchangeTitle(exchange));
  text.fact("Status", exchangeStatusWords(exchange.status));
  if (reason !== undefined) text.fact("Reason", oneLine(reason, 500));
  text.fact("Asked by", exchange.sender === "client" ? "Wirelight" : "the server");
  text.fact("Id", JSON.stringify(exchange.id));
  text.fact(ended === undefined ? "Waiting for" : "Took", formatDuration((ended ?? now) - started));
  text.fact("Request", `${formatTime(started)}, ${sizeOf(trace.at(request))}`);
  if (answer !== undefined) text.fact("Answer", `${ended === undefined ? "" : `${formatTime(ended)}, `}${sizeOf(trace.at(answer))}`);
  if (exchange.notes.length > 0) text.fact("With it", plural(exchange.notes.length, "notification"));
  if (exchange.extraAnswers.length > 0) text.fact("Further answers", String(exchange.extraAnswers.length));
  return text.build();
}

export function frameTooltip(frame: Frame): vscode.MarkdownString {
  const text = new MarkdownText().title(frame.method ?? (frame.kind === "junk" ? "Stray line on stdout" : frame.kind));
  text.fact("Time", formatTime(frame.time));
  if (frame.kind === "host") return text.build();
  text.fact("Size", `${formatBytes(frame.size)}${frame.dropped > 0 ? `, ${formatBytes(frame.dropped)} more not kept` : ""}`);
  text.fact("Line ended by", { lf: "line feed", crlf: "carriage return and line feed", none: "nothing (last line)" }[frame.ending]);
  if (frame.size <= 100_000) text.code(head(frame.text()), frame.kind === "junk" ? "text" : "json");
  return text.build();
}

function sizeOf(frame: Frame | undefined): string {
  return frame ? formatBytes(frame.size) : "no longer kept";
}

function head(text: string): string {
  return text.length > SHOWN_TEXT ? `${text.slice(0, SHOWN_TEXT)}…` : text;
}
