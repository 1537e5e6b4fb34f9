import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import { FOLDER_FILES } from "./workspaceFiles";

/** Tells when a file that configures servers was made, changed or deleted, inside the workspace and outside. */
export class FileWatch implements Disposable {
  private readonly store = new DisposableStore();
  private watchers = this.store.add(new DisposableStore());
  private watched = "";
  private files: ReadonlySet<string> = new Set();

  /**
   * @param changed a file of the workspace, or one that was saved in this window
   * @param changedOutside a file that other programs may write all the time
   */
  constructor(
    private readonly changed: () => void,
    private readonly changedOutside: () => void,
  ) {
    // A watcher may be slow or blind, for example on a network disk; a save in this window is known at once.
    this.store.add(vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (this.files.has(uri.toString()) || uri.path.endsWith("/.vscode/settings.json")) this.changed();
    }));
  }

  /** Watches these files and those of the workspace's folders from now on, and no others. */
  watch(files: readonly vscode.Uri[]): void {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const outside = files.filter((uri) => !vscode.workspace.getWorkspaceFolder(uri));
    const wanted = JSON.stringify([folders.map(({ uri }) => uri.toString()), outside.map((uri) => uri.toString())]);
    this.files = new Set(files.map((uri) => uri.toString()));
    if (wanted === this.watched) return;
    this.watched = wanted;
    this.watchers.dispose();
    this.watchers = this.store.add(new DisposableStore());
    for (const folder of folders) this.add(new vscode.RelativePattern(folder, FOLDER_FILES), this.changed);
    for (const uri of outside) this.add(new vscode.RelativePattern(vscode.Uri.joinPath(uri, ".."), nameOf(uri)), this.changedOutside);
  }

  dispose(): void {
    this.store.dispose();
  }

  private add(pattern: vscode.RelativePattern, changed: () => void): void {
    const watcher = this.watchers.add(vscode.workspace.createFileSystemWatcher(pattern));
    this.watchers.add(watcher.onDidChange(changed));
    this.watchers.add(watcher.onDidCreate(changed));
    this.watchers.add(watcher.onDidDelete(changed));
  }
}

/** As a glob that means exactly this name. */
function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf("/") + 1).replace(/[*?{}[\]]/g, "[$&]");
}
