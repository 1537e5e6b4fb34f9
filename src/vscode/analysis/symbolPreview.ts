import * as vscode from "vscode";
import type { SymbolRow } from "../../core/mcp/analysis/symbolRow";

/** Shows a symbol in the editor while a list is being walked through, and puts everything back when the person leaves. */
export class SymbolPreview implements vscode.Disposable {
  private readonly highlight = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor("editor.rangeHighlightBackground"),
    borderColor: new vscode.ThemeColor("editor.rangeHighlightBorder"),
  });
  private readonly visible: vscode.Range | undefined;

  constructor(private readonly editor: vscode.TextEditor) {
    this.visible = editor.visibleRanges[0];
  }

  show(row: SymbolRow): void {
    const range = rangeOf(this.editor.document, row);
    this.editor.setDecorations(this.highlight, [range]);
    // The list covers the upper part of the editor, so the first line goes to the middle even if it is in view already.
    this.editor.revealRange(new vscode.Range(range.start, range.start), vscode.TextEditorRevealType.InCenter);
  }

  /** Back to what was seen before; the selection was never touched. */
  restore(): void {
    if (this.visible) this.editor.revealRange(this.visible, vscode.TextEditorRevealType.AtTop);
  }

  async jump(row: SymbolRow): Promise<void> {
    const { document, viewColumn } = this.editor;
    const { start } = rangeOf(document, row);
    const first = document.lineAt(start.line).firstNonWhitespaceCharacterIndex;
    const place = new vscode.Position(start.line, first);
    const editor = await vscode.window.showTextDocument(document, { ...(viewColumn === undefined ? {} : { viewColumn }), selection: new vscode.Range(place, place) });
    editor.revealRange(rangeOf(document, row), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  dispose(): void {
    this.highlight.dispose();
  }
}

/** The document may have changed since it was analyzed, so the range is fitted into it. */
function rangeOf(document: vscode.TextDocument, { startLine, endLine }: SymbolRow): vscode.Range {
  return document.validateRange(new vscode.Range(startLine - 1, 0, endLine - 1, Number.MAX_SAFE_INTEGER));
}
