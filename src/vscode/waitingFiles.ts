import * as vscode from "vscode";

/**
 * Stands in for a file system whose provider is still being loaded, so that an editor which VS Code brings back with the
 * window finds its file: every request waits and is then put again, to the real provider.
 */
export class WaitingFiles implements vscode.FileSystemProvider {
  readonly onDidChangeFile: vscode.Event<vscode.FileChangeEvent[]> = () => new vscode.Disposable(() => {});

  constructor(private readonly loaded: () => Promise<unknown>) {}

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
  }

  stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    return this.afterwards(() => vscode.workspace.fs.stat(uri));
  }

  readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
    return this.afterwards(() => vscode.workspace.fs.readDirectory(uri));
  }

  createDirectory(uri: vscode.Uri): Promise<void> {
    return this.afterwards(() => vscode.workspace.fs.createDirectory(uri));
  }

  readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return this.afterwards(() => vscode.workspace.fs.readFile(uri));
  }

  writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    return this.afterwards(() => vscode.workspace.fs.writeFile(uri, content));
  }

  delete(uri: vscode.Uri, options: { readonly recursive: boolean }): Promise<void> {
    return this.afterwards(() => vscode.workspace.fs.delete(uri, options));
  }

  rename(from: vscode.Uri, to: vscode.Uri, options: { readonly overwrite: boolean }): Promise<void> {
    return this.afterwards(() => vscode.workspace.fs.rename(from, to, options));
  }

  private async afterwards<T>(request: () => Thenable<T>): Promise<T> {
    await this.loaded();
    return request();
  }
}
