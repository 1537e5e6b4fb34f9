import * as vscode from "vscode";
import { indentJson } from "../../core/base/indentJson";
import type { FeedActRows } from "../../core/feed/feedHost";
import { redactEvent } from "../../core/trace/redact/redactEvent";
import type { Redactor } from "../../core/trace/redact/redactor";
import type { Frame } from "../../core/wire/frame";
import { formatCount } from "../format";
import type { TrafficSource } from "../history/trafficSource";
import { copyRedactor } from "./copyRedactor";

/**
 * Copies messages laid out: one by itself, several, and a request with its answer, as a list. They are as they were sent
 * but for their secrets: what is copied is about to be pasted somewhere.
 */
export async function copyJson(chosen: readonly FeedActRows<TrafficSource>[]): Promise<void> {
  const frames = chosen.flatMap(framesOf);
  if (frames.length === 0) throw new Error(vscode.l10n.t("These messages are no longer kept."));
  const redactor = copyRedactor(frames);
  const before = redactor.places;
  const texts = frames.map((frame) => textOf(frame, redactor));
  await vscode.env.clipboard.writeText(texts.length === 1 ? (texts[0] ?? "") : `[\n${texts.map((text) => `  ${text.replaceAll("\n", "\n  ")}`).join(",\n")}\n]`);
  const copied = texts.length === 1 ? vscode.l10n.t("Copied 1 message") : vscode.l10n.t("Copied {0} messages", formatCount(texts.length));
  const places = redactor.places - before;
  const hidden = places === 0 ? "" : vscode.l10n.t("secrets hidden in {0} places", formatCount(places));
  vscode.window.setStatusBarMessage(`$(copy) ${[copied, hidden].filter((words) => words !== "").join(", ")}`, 6000);
}

function framesOf({ source: { trace, exchanges }, seqs }: FeedActRows<TrafficSource>): readonly Frame[] {
  const rows = new Set<number>();
  for (const seq of seqs) {
    const exchange = exchanges.of(seq);
    rows.add(seq);
    if (exchange?.request === seq && exchange.answer !== undefined) rows.add(exchange.answer);
  }
  return [...rows].flatMap((seq) => trace.at(seq) ?? []);
}

/** Messages are laid out and not parsed and printed again, which would change numbers and keys. */
function textOf(frame: Frame, redactor: Redactor): string {
  if (frame.event) return JSON.stringify(redactEvent(frame.event, redactor), undefined, 2);
  const text = redactor.text(frame.text());
  return frame.message() === undefined ? JSON.stringify(text) : indentJson(text);
}
