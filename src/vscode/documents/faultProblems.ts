import * as vscode from "vscode";
import { assertNever } from "../../core/base/assertNever";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import type { Finding, Severity } from "../../core/lint/finding";
import type { Trace } from "../../core/trace/trace";
import { Coalescer } from "../coalescer";
import type { Findings, RunFaults } from "../../core/lint/findings";
import { formatCount } from "../format";
import { documentLine, linesLeftOut, StrayDocuments, strayUri } from "./strayDocuments";

/** A Problem is to be seen within a second of its line. */
const REFRESH = 250;

/** Shows every faulty line of a server's current run in the Problems view. */
export class FaultProblems implements Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection("wirelight");
  private readonly documents: StrayDocuments;
  private readonly dirty = new Set<number>();
  private readonly store = new DisposableStore();
  private readonly refresh = new Coalescer(REFRESH, () => this.flush());

  constructor(
    private readonly trace: Trace,
    private readonly findings: Findings,
  ) {
    this.documents = this.store.add(new StrayDocuments(findings));
    this.store.add(this.collection);
    this.store.add(this.refresh);
    this.store.add(findings.onChange((link) => {
      this.dirty.add(link);
      this.refresh.schedule();
    }));
  }

  dispose(): void {
    this.store.dispose();
  }

  private flush(): void {
    for (const link of this.dirty) this.show(link);
    this.dirty.clear();
  }

  private show(link: number): void {
    const uri = strayUri(this.trace, link);
    if (!uri) return;
    this.collection.set(uri, diagnostics(this.findings.of(link)));
    this.documents.changed(uri);
  }
}

function diagnostics(faults: RunFaults): vscode.Diagnostic[] {
  const { kept } = faults;
  const all = kept.flatMap((line, index) => {
    const range = new vscode.Range(index, 0, index, documentLine(line).length);
    return line.findings.map((finding) => diagnostic(finding, range));
  });
  const left = linesLeftOut(faults);
  if (left > 0) {
    const more = left === 1 ? vscode.l10n.t("1 more faulty line in this run; the Traffic view has them all.") : vscode.l10n.t("{0} more faulty lines in this run; the Traffic view has them all.", formatCount(left));
    const last = new vscode.Diagnostic(new vscode.Range(kept.length, 0, kept.length, 1000), more, vscode.DiagnosticSeverity.Warning);
    last.source = "Wirelight";
    all.push(last);
  }
  return all;
}

function diagnostic({ rule, severity, message, fix, spec }: Finding, range: vscode.Range): vscode.Diagnostic {
  const problem = new vscode.Diagnostic(range, fix === "" ? message : `${message}\n${inLines(fix)}`, severityOf(severity));
  problem.source = "Wirelight";
  problem.code = { value: rule, target: vscode.Uri.parse(spec) };
  return problem;
}

/** A sentence a line: the Problems view cuts long lines off. */
function inLines(sentences: string): string {
  return sentences.replace(/([a-z)]{2}\.) (?=[A-Z])/g, "$1\n");
}

function severityOf(severity: Severity): vscode.DiagnosticSeverity {
  switch (severity) {
    case "error":
      return vscode.DiagnosticSeverity.Error;
    case "warning":
      return vscode.DiagnosticSeverity.Warning;
    case "info":
      return vscode.DiagnosticSeverity.Information;
    default:
      return assertNever(severity);
  }
}
