import * as vscode from "vscode";
import { layOutResult } from "../../../core/mcp/result/layOutResult";
import type { ResultFile } from "../../../core/mcp/result/resultFile";
import { Schemes } from "../../contributions";
import type { CallRecord } from "../callRecord";
import { MemoryFiles } from "../memoryFiles";
import { tabUris } from "../tabUris";
import { ResultProblems } from "./resultProblems";

export interface ShowOptions {
  /** Leaves the keyboard where it is, for example in the arguments that may be sent again. */
  readonly keepFocus: boolean;
  /** Texts in full, however long they are. */
  readonly whole?: boolean;
}

/** What is known of one file of a result. */
export interface ShownFile {
  readonly record: CallRecord;
  readonly file: ResultFile;
}

/** Reads a linked resource from the server of a result. */
export type ReadLinked = (record: CallRecord, uri: string, fileName: string) => Promise<Uint8Array>;

type Editor = "rendered" | "text" | "preview";

/** Shows results of calls in read-only editors beside the one in use; they are forgotten when their tabs are closed. */
export class ResultView implements vscode.Disposable {
  private readonly files = new MemoryFiles(Schemes.result, true);
  /** By folder and name. */
  private readonly shown = new Map<string, ReadonlyMap<string, ShownFile>>();
  private readonly problems = new ResultProblems();
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly readLinked: ReadLinked) {
    this.subscriptions = vscode.Disposable.from(
      this.problems,
      this.files.onDidRemove((folder) => {
        this.shown.delete(folder);
        this.problems.remove(folder);
      }),
      this.files,
      vscode.languages.registerDocumentLinkProvider({ scheme: Schemes.result, language: "markdown" }, { provideDocumentLinks }),
    );
    void closeOrphans(this.files);
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  /** @returns what was opened, the main document first */
  async show(record: CallRecord, { keepFocus, whole = false }: ShowOptions): Promise<readonly vscode.Uri[]> {
    const made = this.make(record, layOutResult(record.tool, record.result, { problems: record.problems, whole }));
    const opened = made.filter(({ file }) => file.open);
    const viewColumn = columnOfResults(keepFocus);
    // Only a lone document is a preview, which the next result replaces: of several, each would replace the one before.
    const preview = opened.length === 1;
    // The main document is the first tab, and opened once more at the end to be the one in front.
    for (const each of preview ? opened : [...opened, ...opened.slice(0, 1)]) {
      await open(each.uri, editorOf(each.file), { viewColumn, preview, preserveFocus: keepFocus || each !== opened[0] });
    }
    return opened.map(({ uri }) => uri);
  }

  /** Makes a document of a result without opening it; it goes with the first tab that shows it. */
  add(record: CallRecord, file: ResultFile): vscode.Uri {
    return this.make(record, [file])[0]?.uri ?? vscode.Uri.from({ scheme: Schemes.result });
  }

  /** What a document of a result shows; `undefined` for any other. */
  of(uri: vscode.Uri | undefined): ShownFile | undefined {
    if (uri?.scheme !== Schemes.result) return undefined;
    const [, folder = "", name = ""] = uri.path.split("/");
    return this.shown.get(folder)?.get(name);
  }

  private make(record: CallRecord, files: readonly ResultFile[]): readonly { readonly uri: vscode.Uri; readonly file: ResultFile }[] {
    const folder = this.files.freeFolder(record.serverName);
    this.shown.set(folder, new Map(files.map((file) => [file.name, { record, file }])));
    const made = files.map((file) => ({ file, uri: this.addFile(folder, record, file) }));
    this.problems.show(folder, record, made);
    return made;
  }

  private addFile(folder: string, record: CallRecord, { name, content }: ResultFile): vscode.Uri {
    if ("resource" in content) return this.files.addLater(folder, name, () => this.readLinked(record, content.resource, name));
    return this.files.add(folder, name, "text" in content ? Buffer.from(content.text, "utf8") : Buffer.from(content.base64, "base64"));
  }
}

function editorOf({ content, rendered }: ResultFile): Editor {
  if (rendered === true) return "rendered";
  return "text" in content ? "text" : "preview";
}

/** The ending of a text's name is the server's choice, and must not choose an editor that runs what it opens, as a notebook's does. */
async function open(uri: vscode.Uri, editor: Editor, options: vscode.TextDocumentShowOptions): Promise<void> {
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

/** Results do not survive the window, while VS Code brings back their tabs, which could only show an error. */
async function closeOrphans(files: MemoryFiles): Promise<void> {
  const orphans = vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter((tab) => tabUris(tab).some((uri) => uri.scheme === Schemes.result && !files.has(uri)));
  if (orphans.length > 0) await vscode.window.tabGroups.close(orphans, true);
}

/** The summary of a result links to its files by name: `[words](<name>)`. */
function provideDocumentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
  const folder = vscode.Uri.joinPath(document.uri, "..");
  return [...document.getText().matchAll(/\[(?:[^\]\\\n]|\\.)*\]\(<([^<>\n/]+)>\)/g)].map((match) => {
    const [whole, name = ""] = match;
    const range = new vscode.Range(document.positionAt(match.index), document.positionAt(match.index + whole.length));
    return new vscode.DocumentLink(range, vscode.Uri.joinPath(folder, name));
  });
}
