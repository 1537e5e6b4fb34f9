import * as vscode from "vscode";
import { layOutResult } from "../../core/mcp/result/layOutResult";
import type { CallNames } from "../../core/mcp/callReport";
import type { ToolResult } from "../../core/mcp/types";
import { Schemes } from "../contributions";
import { MemoryFiles } from "./memoryFiles";
import { tabUris } from "./tabUris";

/** Shows results of calls in read-only editors beside the one in use; they are forgotten when their tabs are closed. */
export class ResultView implements vscode.Disposable {
  private readonly files = new MemoryFiles(Schemes.result, true);
  private readonly links = vscode.languages.registerDocumentLinkProvider({ scheme: Schemes.result, language: "markdown" }, { provideDocumentLinks });

  dispose(): void {
    this.links.dispose();
    this.files.dispose();
  }

  /**
   * @param keepFocus leaves the keyboard where it is, for example in the arguments that may be sent again
   * @returns what was opened, the main document first
   */
  async show(names: CallNames, result: ToolResult, keepFocus: boolean): Promise<readonly vscode.Uri[]> {
    const folder = this.files.freeFolder(names.server);
    const made = layOutResult(names.tool, result).map(({ name, content, open, rendered = false }) => {
      const bytes = "text" in content ? Buffer.from(content.text, "utf8") : Buffer.from(content.base64, "base64");
      return { uri: this.files.add(folder, name, bytes), open, editor: rendered ? "rendered" : "text" in content ? "text" : "preview" } as const;
    });
    const opened = made.filter((file) => file.open);
    const viewColumn = columnOfResults(keepFocus);
    // Only a lone document is a preview, which the next result replaces: of several, each would replace the one before.
    const preview = opened.length === 1;
    // The main document is the first tab, and opened once more at the end to be the one in front.
    for (const file of preview ? opened : [...opened, ...opened.slice(0, 1)]) {
      await open(file.uri, file.editor, { viewColumn, preview, preserveFocus: keepFocus || file !== opened[0] });
    }
    return opened.map(({ uri }) => uri);
  }
}

/** The ending of a text's name is the server's choice, and must not choose an editor that runs what it opens, as a notebook's does. */
async function open(uri: vscode.Uri, editor: "rendered" | "text" | "preview", options: vscode.TextDocumentShowOptions): Promise<void> {
  if (editor === "preview") return vscode.commands.executeCommand("vscode.open", uri, options);
  // The laid out view comes with VS Code, but can be switched off.
  const canRender = editor === "rendered" && vscode.extensions.getExtension("vscode.markdown-language-features") !== undefined;
  return vscode.commands.executeCommand("vscode.openWith", uri, canRender ? "vscode.markdown.preview.editor" : "default", options);
}

/**
 * Where earlier results are, so that calls do not split the window again and again.
 * @param beside not over the editor in use, where the person goes on
 */
function columnOfResults(beside: boolean): vscode.ViewColumn {
  const group = vscode.window.tabGroups.all.filter((each) => !beside || !each.isActive).findLast((each) => each.tabs.some((tab) => tabUris(tab).some((uri) => uri.scheme === Schemes.result)));
  if (group) return group.viewColumn;
  return !beside && vscode.window.tabGroups.activeTabGroup.tabs.length === 0 ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside;
}

/** The summary of a result links to its files by name: `[name](<name>)`. */
function provideDocumentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
  const folder = vscode.Uri.joinPath(document.uri, "..");
  return [...document.getText().matchAll(/^(?:In its own tab: )?(\[[^\n]*\]\(<([^<>\n]+)>\))$/gm)].map((match) => {
    const [whole, link = "", name = ""] = match;
    const start = match.index + whole.length - link.length;
    const range = new vscode.Range(document.positionAt(start), document.positionAt(start + link.length));
    return new vscode.DocumentLink(range, vscode.Uri.joinPath(folder, name));
  });
}
