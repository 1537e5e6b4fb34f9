import * as vscode from "vscode";
import { indentJson } from "../../core/base/indentJson";
import { namesSecret } from "../../core/server/config/namesSecret";
import { Redactor } from "../../core/trace/redact/redactor";
import type { Frame } from "../../core/wire/frame";
import { formatBytes, formatCount } from "../format";
import type { TrafficSource } from "../history/trafficSource";
import { redactPatterns } from "../recording/redactPatterns";

/** Bytes that are copied at most: a clipboard with more would stop the window, and whatever it is pasted into. */
const MOST = 5_000_000;

/**
 * Copies messages laid out: one by itself, several, and a request with its answer, as a list. They are as they were sent
 * but for their secrets: what is copied is about to be pasted somewhere.
 */
export async function copyJson({ trace, exchanges }: TrafficSource, seqs: readonly number[]): Promise<void> {
  const rows = new Set<number>();
  for (const seq of seqs) {
    const exchange = exchanges.of(seq);
    rows.add(seq);
    if (exchange?.request === seq && exchange.answer !== undefined) rows.add(exchange.answer);
  }
  const frames = [...rows].flatMap((seq) => trace.at(seq) ?? []);
  if (frames.length === 0) throw new Error(vscode.l10n.t("These messages are no longer kept."));
  const bytes = frames.reduce((sum, { size }) => sum + size, 0);
  if (bytes > MOST) throw new Error(vscode.l10n.t("These messages have {0}, which is more than the {1} that can be copied. Save or export them instead.", formatBytes(bytes), formatBytes(MOST)));
  const redactor = new Redactor({ isSecretName: namesSecret, patterns: redactPatterns() });
  const texts = frames.map((frame) => textOf(frame, redactor));
  await vscode.env.clipboard.writeText(texts.length === 1 ? (texts[0] ?? "") : `[\n${texts.map((text) => `  ${text.replaceAll("\n", "\n  ")}`).join(",\n")}\n]`);
  const copied = texts.length === 1 ? vscode.l10n.t("Copied 1 message") : vscode.l10n.t("Copied {0} messages", formatCount(texts.length));
  const hidden = redactor.places === 0 ? "" : vscode.l10n.t("secrets hidden in {0} places", formatCount(redactor.places));
  vscode.window.setStatusBarMessage(`$(copy) ${[copied, hidden].filter((words) => words !== "").join(", ")}`, 6000);
}

/** Messages are laid out and not parsed and printed again, which would change numbers and keys. */
function textOf(frame: Frame, redactor: Redactor): string {
  if (frame.kind === "host") return redactor.text(JSON.stringify(frame.event, undefined, 2));
  const text = redactor.text(frame.text());
  return frame.message() === undefined ? JSON.stringify(text) : indentJson(text);
}
