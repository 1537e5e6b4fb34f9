import * as vscode from "vscode";
import type { Exchange } from "../../core/trace/exchange";
import type { Trace } from "../../core/trace/trace";
import type { Frame } from "../../core/wire/frame";
import { formatBytes, formatCount, formatDuration, formatTime, oneLine } from "../format";
import { MarkdownText } from "./markdownText";
import { exchangeStatusWords, exchangeTitle } from "./trafficItem";

const SHOWN_TEXT = 2000;

export function exchangeTooltip(exchange: Exchange, trace: Trace, now: number): vscode.MarkdownString {
  const { started, ended, request, answer, reason } = exchange;
  const text = new MarkdownText().title(exchangeTitle(exchange));
  text.fact(vscode.l10n.t("Status"), exchangeStatusWords(exchange.status));
  if (reason !== undefined) text.fact(vscode.l10n.t("Reason"), oneLine(reason, 500));
  text.fact(vscode.l10n.t("Asked by"), exchange.sender === "client" ? "Wirelight" : vscode.l10n.t("the server"));
  text.fact("Id", JSON.stringify(exchange.id));
  text.fact(ended === undefined ? vscode.l10n.t("Waiting for") : vscode.l10n.t("Took"), formatDuration((ended ?? now) - started));
  text.fact(vscode.l10n.t("Request"), `${formatTime(started)}, ${sizeOf(trace.at(request))}`);
  if (answer !== undefined) text.fact(vscode.l10n.t("Answer"), `${ended === undefined ? "" : `${formatTime(ended)}, `}${sizeOf(trace.at(answer))}`);
  if (exchange.notes.length > 0) text.fact(vscode.l10n.t("With it"), exchange.notes.length === 1 ? vscode.l10n.t("1 notification") : vscode.l10n.t("{0} notifications", formatCount(exchange.notes.length)));
  if (exchange.extraAnswers.length > 0) text.fact(vscode.l10n.t("Further answers"), String(exchange.extraAnswers.length));
  return text.build();
}

export function frameTooltip(frame: Frame): vscode.MarkdownString {
  const text = new MarkdownText().title(frame.method ?? (frame.kind === "junk" ? vscode.l10n.t("Stray line on stdout") : frame.kind));
  text.fact(vscode.l10n.t("Time"), formatTime(frame.time));
  if (frame.kind === "host") return text.build();
  text.fact(vscode.l10n.t("Size"), frame.dropped > 0 ? vscode.l10n.t("{0}, {1} more not kept", formatBytes(frame.size), formatBytes(frame.dropped)) : formatBytes(frame.size));
  text.fact(vscode.l10n.t("Line ended by"), { lf: vscode.l10n.t("line feed"), crlf: vscode.l10n.t("carriage return and line feed"), none: vscode.l10n.t("nothing (last line)") }[frame.ending]);
  if (frame.size <= 100_000) text.code(head(frame.text()), frame.kind === "junk" ? "text" : "json");
  return text.build();
}

function sizeOf(frame: Frame | undefined): string {
  return frame ? formatBytes(frame.size) : vscode.l10n.t("no longer kept");
}

function head(text: string): string {
  return text.length > SHOWN_TEXT ? `${text.slice(0, SHOWN_TEXT)}…` : text;
}
