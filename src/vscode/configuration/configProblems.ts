import * as vscode from "vscode";
import type { Disposable } from "../../core/base/disposable";
import type { ConfigProblem } from "../../core/server/config";
import type { Reading } from "./reading";

/** Shows what is wrong with configuration files, at its line. */
export class ConfigProblems implements Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection("wirelight configuration");

  show(readings: readonly Reading[]): void {
    this.collection.clear();
    for (const { document } of readings) {
      if (document) this.collection.set(document.uri, document.problems.map((problem) => diagnostic(problem, document.text)));
    }
  }

  dispose(): void {
    this.collection.dispose();
  }
}

function diagnostic({ severity, message, offset, length }: ConfigProblem, text: string): vscode.Diagnostic {
  const range = new vscode.Range(positionAt(text, offset), positionAt(text, offset + length));
  const problem = new vscode.Diagnostic(range, message, severity === "error" ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning);
  problem.source = "Wirelight";
  return problem;
}

/** Lines as an editor counts them. */
export function positionAt(text: string, offset: number): vscode.Position {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return new vscode.Position(lines.length - 1, lines.at(-1)?.length ?? 0);
}
