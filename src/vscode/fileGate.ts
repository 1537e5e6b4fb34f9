import * as vscode from "vscode";
import { ReadOnlyFiles } from "./readOnlyFiles";

/**
 * A read-only file system whose provider comes later. An editor that VS Code brings back with the window finds its file,
 * since VS Code asks for the size and then for the content of one and the same provider: the gate is registered once and
 * stays, and what is asked before the provider is there waits for it.
 */
export class FileGate extends ReadOnlyFiles {
  private readonly changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  private readonly registration: vscode.Disposable;
  private provider: vscode.FileSystemProvider | undefined;

  readonly onDidChangeFile = this.changes.event;

  /** @param loaded settles when the provider is there, or never will be */
  constructor(
    scheme: string,
    private readonly loaded: () => Promise<unknown>,
  ) {
    super();
    this.registration = vscode.workspace.registerFileSystemProvider(scheme, this, { isCaseSensitive: true, isReadonly: true });
  }

  /** Hands everything to this provider, until the result is disposed. */
  serve(provider: vscode.FileSystemProvider): vscode.Disposable {
    this.provider = provider;
    const forwarding = provider.onDidChangeFile((changes) => this.changes.fire(changes));
    return new vscode.Disposable(() => {
      forwarding.dispose();
      this.provider = undefined;
    });
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    return (await this.served(uri)).stat(uri);
  }

  override async readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
    return (await this.served(uri)).readDirectory(uri);
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return (await this.served(uri)).readFile(uri);
  }

  dispose(): void {
    this.registration.dispose();
    this.changes.dispose();
  }

  private async served(uri: vscode.Uri): Promise<vscode.FileSystemProvider> {
    if (!this.provider) await this.loaded();
    if (!this.provider) throw vscode.FileSystemError.Unavailable(uri);
    return this.provider;
  }
}
