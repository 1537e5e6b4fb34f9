import * as vscode from "vscode";
import type { ExportFormat } from "../../core/trace/export/exportTraffic";

export interface FormatChoice {
  readonly format: ExportFormat;
  readonly label: string;
  /** What it is good for. */
  readonly detail: string;
  /** Of the file, without the dot; a report is opened and not saved. */
  readonly extension: string | undefined;
}

/** The formats that a person can choose from, what is needed most first. */
export function exportFormats(): readonly FormatChoice[] {
  return [
    { format: "md", label: vscode.l10n.t("Issue Report"), detail: vscode.l10n.t("Markdown to paste into an issue: versions, the exchanges, what was heard around them, findings"), extension: undefined },
    { format: "html", label: vscode.l10n.t("HTML Page"), detail: vscode.l10n.t("A page of its own for people without Wirelight; opens without network"), extension: "html" },
    { format: "jsonl", label: vscode.l10n.t("JSON Lines"), detail: vscode.l10n.t("A JSON object for every message and line, for scripts"), extension: "jsonl" },
    { format: "har", label: vscode.l10n.t("HAR 1.2"), detail: vscode.l10n.t("HTTP Archive for network tools; every exchange as the POST that it would be"), extension: "har" },
    { format: "otlp", label: vscode.l10n.t("OpenTelemetry Spans"), detail: vscode.l10n.t("OTLP JSON for a collector, with attributes of the MCP conventions"), extension: "otlp.jsonl" },
  ];
}
