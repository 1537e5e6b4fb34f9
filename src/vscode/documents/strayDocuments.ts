import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import type { Trace } from "../../core/trace/trace";
import { Schemes } from "../contributions";
import type { FaultyLine, Findings, RunFaults } from "../../core/lint/findings";
import { formatBytes, formatCount } from "../format";
import { pathPart } from "./messageUri";

/** The document that lists a run's faulty lines of stdout; `undefined` when the run is unknown. */
export function strayUri(trace: Trace, link: number): vscode.Uri | undefined {
  const info = trace.link(link);
  return info && vscode.Uri.from({ scheme: Schemes.stray, path: `/${pathPart(info.name)}/run ${info.run}/stdout.log`, query: String(link) });
}

/** Faulty lines of a run, each on the line of its Problem. */
export class StrayDocuments implements vscode.TextDocumentContentProvider, Disposable {
  private readonly changes = new vscode.EventEmitter<vscode.Uri>();
  private readonly store = new DisposableStore();
  readonly onDidChange = this.changes.event;

  constructor(private readonly findings: Findings) {
    this.store.add(this.changes);
    this.store.add(vscode.workspace.registerTextDocumentContentProvider(Schemes.stray, this));
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const faults = this.findings.of(Number(uri.query));
    if (faults.kept.length === 0) return `${vscode.l10n.t("[Nothing to show: a newer run has replaced this one, the traffic was cleared, or the window was reloaded.]")}\n`;
    const lines = faults.kept.map(documentLine);
    const left = linesLeftOut(faults);
    if (left > 0) lines.push(left === 1 ? vscode.l10n.t("… 1 more line, see the Traffic view") : vscode.l10n.t("… {0} more lines, see the Traffic view", formatCount(left)));
    return `${lines.join("\n")}\n`;
  }

  /** Tells VS Code to read an open document again. */
  changed(uri: vscode.Uri): void {
    this.changes.fire(uri);
  }

  dispose(): void {
    this.store.dispose();
  }
}

/** Faulty lines that were only counted. */
export function linesLeftOut({ stray, malformed, kept }: RunFaults): number {
  return stray + malformed - kept.length;
}

/** One line each, whatever is inside: an editor would break the line at a lone carriage return. */
export function documentLine({ text, size }: FaultyLine): string {
  const line = text.replaceAll("\r", "␍").replaceAll("\n", "␊");
  const shown = new TextEncoder().encode(text).length;
  return size > shown ? vscode.l10n.t("{0}… ({1} in all)", line, formatBytes(size)) : line;
}
