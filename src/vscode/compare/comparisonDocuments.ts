import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import { Schemes } from "../contributions";
import { pathPart } from "../documents/messageUri";
import type { Side } from "./side";

/** The sides of comparisons as read-only documents, kept as long as they are open. */
export class ComparisonDocuments implements vscode.TextDocumentContentProvider, Disposable {
  private readonly store = new DisposableStore();
  private readonly texts = new Map<string, string>();
  private count = 0;

  constructor() {
    this.store.add(vscode.workspace.registerTextDocumentContentProvider(Schemes.comparison, this));
    this.store.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => this.texts.delete(uri.toString())));
  }

  /** Shows two sides in the diff editor, the older one on the left. */
  async show(one: Side, other: Side, title: string): Promise<void> {
    const [left, right] = other.time < one.time ? [other, one] : [one, other];
    const label = `${title}: ${left.title} ↔ ${right.title}`;
    await vscode.commands.executeCommand("vscode.diff", this.add(left), this.add(right), label);
    if (left.text === right.text) void vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t("No difference")}`, 6000);
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? `${vscode.l10n.t("[Nothing to show: this comparison was closed, or the window was reloaded. Compare once more.]")}\n`;
  }

  dispose(): void {
    this.store.dispose();
  }

  private add({ title, text }: Side): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: Schemes.comparison, path: `/${pathPart(title)}.txt`, query: String(++this.count) });
    this.texts.set(uri.toString(), text);
    return uri;
  }
}
