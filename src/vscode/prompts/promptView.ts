import * as vscode from "vscode";
import { type GotPrompt, promptFiles } from "../../core/mcp/prompt/promptFiles";
import { MemoryFiles } from "../call/memoryFiles";
import { tabUris } from "../call/tabUris";
import { Schemes } from "../contributions";

/** Shows prompts as laid out documents; they are forgotten when their tabs are closed. */
export class PromptView implements vscode.Disposable {
  private readonly files = new MemoryFiles(Schemes.prompt, true);
  /** Sequence of the request behind each folder of files. */
  private readonly requests = new Map<string, number>();
  private readonly subscription = this.files.onDidRemove((folder) => this.requests.delete(folder));

  dispose(): void {
    this.subscription.dispose();
    this.files.dispose();
  }

  /** @returns the main document first */
  async show(prompt: GotPrompt, request: number | undefined, keepFocus: boolean): Promise<readonly vscode.Uri[]> {
    const folder = this.files.freeFolder(prompt.server);
    if (request !== undefined) this.requests.set(folder, request);
    const uris = promptFiles(prompt).flatMap(({ name, content }) => {
      const bytes = "text" in content ? Buffer.from(content.text, "utf8") : "base64" in content ? Buffer.from(content.base64, "base64") : undefined;
      return bytes ? [this.files.add(folder, name, bytes)] : [];
    });
    const [main] = uris;
    // The laid out view comes with VS Code, but can be switched off.
    const canRender = vscode.extensions.getExtension("vscode.markdown-language-features") !== undefined;
    if (main) await vscode.commands.executeCommand("vscode.openWith", main, canRender ? "vscode.markdown.preview.editor" : "default", { preview: true, preserveFocus: keepFocus });
    return uris;
  }

  /** The request behind a document, or behind the one in front; `undefined` when there is none. */
  requestOf(given: vscode.Uri | undefined): number | undefined {
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    const uris = given ? [given] : tab ? tabUris(tab) : [];
    return uris.map((uri) => this.requests.get(this.files.folderOf(uri) ?? "")).find((request) => request !== undefined);
  }
}
