import * as vscode from "vscode";
import { locateJson } from "../../../core/mcp/result/locateJson";
import type { OutputProblem } from "../../../core/mcp/result/outputProblems";
import type { ResultFile } from "../../../core/mcp/result/resultFile";
import { formatCount } from "../../format";
import type { CallRecord } from "../callRecord";

interface MadeFile {
  readonly uri: vscode.Uri;
  readonly file: ResultFile;
}

/** Each is looked for in the text; more of them tell nobody more. */
const MOST_MARKED = 100;

/** Marks in open results what does not fit the output schema of their tool. */
export class ResultProblems implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection("wirelight-results");
  private readonly marked = new Map<string, readonly vscode.Uri[]>();

  dispose(): void {
    this.collection.dispose();
  }

  /** @param folder groups what goes away together */
  show(folder: string, { problems }: CallRecord, files: readonly MadeFile[]): void {
    if (problems.length === 0) return;
    const structured = files.find(({ file }) => file.structured === true && file.cutFrom === undefined && "text" in file.content);
    const target = structured ?? files.find(({ file }) => "text" in file.content);
    if (!target) return;
    const marked = problems.slice(0, MOST_MARKED).map((problem) => diagnostic(problem, target, structured !== undefined));
    const more = problems.length - MOST_MARKED;
    const message = more === 1 ? vscode.l10n.t("1 more problem of this kind.") : vscode.l10n.t("{0} more problems of this kind.", formatCount(more));
    if (more > 0) marked.push(diagnostic({ message, path: undefined }, target, false));
    this.collection.set(target.uri, marked);
    this.marked.set(folder, [target.uri]);
  }

  remove(folder: string): void {
    for (const uri of this.marked.get(folder) ?? []) this.collection.delete(uri);
    this.marked.delete(folder);
  }
}

function diagnostic({ message, path }: Pick<OutputProblem, "message" | "path">, { file }: MadeFile, hasPlaces: boolean): vscode.Diagnostic {
  const text = "text" in file.content ? file.content.text : "";
  const range = hasPlaces && path !== undefined ? rangeOf(text, path) : new vscode.Range(0, 0, 0, text.split(/\r?\n/, 1)[0]?.length ?? 0);
  const problem = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Warning);
  problem.source = "Wirelight";
  return problem;
}

function rangeOf(text: string, path: string): vscode.Range {
  const { start, end } = locateJson(text, path);
  const from = positionIn(text, start);
  // Of an object or a list its first line, so that not everything within is underlined.
  const lineEnd = text.indexOf("\n", start);
  return new vscode.Range(from, positionIn(text, lineEnd >= 0 && lineEnd < end ? lineEnd : end));
}

function positionIn(text: string, offset: number): vscode.Position {
  const before = text.slice(0, offset);
  return new vscode.Position(before.split("\n").length - 1, offset - (before.lastIndexOf("\n") + 1));
}
