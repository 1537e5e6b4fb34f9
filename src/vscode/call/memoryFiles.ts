import * as vscode from "vscode";
import { safeName } from "./safeName";
import { tabUris } from "./tabUris";

interface MemoryFile {
  /** `undefined` while nobody has asked for what is read only then. */
  bytes: Uint8Array | undefined;
  /** Reads the bytes; everybody who asks meanwhile waits for the same. */
  readonly load: () => Promise<Uint8Array>;
  readonly created: number;
  changed: number;
}

/**
 * Files that exist only in memory, in folders that go when the last tab that shows something of them is closed.
 * A file system rather than a text document provider, since images and sounds need bytes and arguments need saving.
 */
export class MemoryFiles implements vscode.FileSystemProvider, vscode.Disposable {
  private readonly folders = new Map<string, Map<string, MemoryFile>>();
  /** Folders that have had a tab: before that, the absence of one means that it is still being opened. */
  private readonly shown = new Set<string>();
  private readonly changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  private readonly removed = new vscode.EventEmitter<string>();
  private readonly registrations: vscode.Disposable;

  readonly onDidChangeFile = this.changes.event;
  /** A folder went with its last tab. */
  readonly onDidRemove = this.removed.event;

  constructor(
    private readonly scheme: string,
    isReadonly: boolean,
  ) {
    this.registrations = vscode.Disposable.from(
      vscode.workspace.registerFileSystemProvider(scheme, this, { isCaseSensitive: true, isReadonly }),
      vscode.window.tabGroups.onDidChangeTabs(() => this.sweep()),
    );
  }

  dispose(): void {
    this.registrations.dispose();
    this.changes.dispose();
    this.removed.dispose();
  }

  /**
   * A name for a new folder that says what it is about and when it was made: breadcrumbs show it. Times do not come
   * back soon, so whoever keeps contents by their address does not mix up an old folder and a new one.
   */
  freeFolder(about: string): string {
    const base = `${safeName(about)}-${new Date().toTimeString().slice(0, 8).replaceAll(":", ".")}`;
    let folder = base;
    for (let count = 2; this.folders.has(folder); count++) folder = `${base}-${count}`;
    return folder;
  }

  add(folder: string, name: string, bytes: Uint8Array): vscode.Uri {
    return this.put(folder, name, bytes, () => Promise.resolve(bytes));
  }

  /** A file that is read when it is opened for the first time; a read that failed is tried again at the next. */
  addLater(folder: string, name: string, read: () => Promise<Uint8Array>): vscode.Uri {
    let reading: Promise<Uint8Array> | undefined;
    return this.put(folder, name, undefined, () => {
      reading ??= read().finally(() => (reading = undefined));
      return reading;
    });
  }

  private put(folder: string, name: string, bytes: Uint8Array | undefined, load: () => Promise<Uint8Array>): vscode.Uri {
    const files = this.folders.get(folder) ?? new Map<string, MemoryFile>();
    const now = Date.now();
    this.folders.set(folder, files.set(name, { bytes, load, created: now, changed: now }));
    return vscode.Uri.from({ scheme: this.scheme, path: `/${folder}/${name}` });
  }

  /** Brings back a file whose tab VS Code restores by itself. */
  restore(folder: string, name: string, bytes: Uint8Array): void {
    this.add(folder, name, bytes);
    this.shown.add(folder);
  }

  has(uri: vscode.Uri): boolean {
    const [, folder = "", name = ""] = uri.path.split("/");
    return this.folders.get(folder)?.has(name) ?? false;
  }

  /** Name of the folder that a file lies in. */
  folderOf(uri: vscode.Uri): string | undefined {
    return uri.scheme === this.scheme ? uri.path.split("/")[1] : undefined;
  }

  private sweep(): void {
    const open = new Set<string>();
    for (const tab of vscode.window.tabGroups.all.flatMap((group) => group.tabs)) {
      for (const uri of tabUris(tab)) open.add(this.folderOf(uri) ?? "");
    }
    for (const folder of this.folders.keys()) {
      if (open.has(folder)) this.shown.add(folder);
      else if (this.shown.delete(folder)) {
        this.folders.delete(folder);
        this.removed.fire(folder);
      }
    }
  }

  private find(uri: vscode.Uri): MemoryFile {
    const [, folder = "", name = ""] = uri.path.split("/");
    const file = this.folders.get(folder)?.get(name);
    if (!file) throw vscode.FileSystemError.FileNotFound(uri);
    return file;
  }

  /** What a file holds now; nothing of one that has not been read yet. */
  bytesOf(uri: vscode.Uri): Uint8Array {
    return this.find(uri).bytes ?? new Uint8Array();
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const file = this.find(uri);
    file.bytes ??= await file.load();
    return file.bytes;
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const [, folder = "", name = ""] = uri.path.split("/");
    if (name === "" && (folder === "" || this.folders.has(folder))) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    const { created, changed } = this.find(uri);
    // A viewer believes the size, so it has to be known by now.
    const { byteLength } = await this.readFile(uri);
    return { type: vscode.FileType.File, ctime: created, mtime: changed, size: byteLength };
  }

  writeFile(uri: vscode.Uri, content: Uint8Array): void {
    // Editors ask with `create` also for a file that was there when they opened; new ones are made by `add` alone.
    const file = this.find(uri);
    file.bytes = content;
    file.changed = Math.max(Date.now(), file.changed + 1);
    this.changes.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  readDirectory(uri: vscode.Uri): [string, vscode.FileType][] {
    const [, folder = ""] = uri.path.split("/");
    if (folder === "") return [...this.folders.keys()].map((name) => [name, vscode.FileType.Directory]);
    const files = this.folders.get(folder);
    if (!files) throw vscode.FileSystemError.FileNotFound(uri);
    return [...files.keys()].map((name) => [name, vscode.FileType.File]);
  }

  watch(): vscode.Disposable {
    // Every change is announced to all; there is nothing to poll.
    return new vscode.Disposable(() => undefined);
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
}
