import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import { Emitter, type Event } from "../../core/base/event";
import { onUnexpectedError } from "../../core/base/unexpected";
import type { ServerConfig } from "../../core/server/config";
import type { Registry } from "../../core/server/registry";
import { Settings } from "../contributions";
import { readBundledServer } from "./bundledServer";
import { ConfigProblems } from "./configProblems";
import { readMcpJson } from "./mcpJson";
import type { Reading } from "./reading";
import { readUserServers, readWorkspaceServers } from "./settingServers";

/** Editors write a file in several steps; this long after the last one it is read. */
const CALM = 100;

/** Keeps the registry in line with settings and files, and shows what is wrong with them. */
export class Configuration implements Disposable {
  private readonly store = new DisposableStore();
  private readonly problems = this.store.add(new ConfigProblems());
  private readonly applied = this.store.add(new Emitter<readonly ServerConfig[]>());
  private watchers = this.store.add(new DisposableStore());
  private timer: ReturnType<typeof setTimeout> | undefined;
  private reading: Promise<void> = Promise.resolve();
  /** Servers by the label of their source, as last read. */
  private before = new Map<string, readonly ServerConfig[]>();

  /** The registry has been brought in line with these. */
  readonly onApplied: Event<readonly ServerConfig[]> = this.applied.event;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly registry: Registry,
  ) {}

  /** Reads everything once and follows changes from then on. */
  async start(): Promise<void> {
    this.store.add(vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(Settings.servers) || event.affectsConfiguration(Settings.bundledServer)) this.schedule();
    }));
    this.store.add(vscode.workspace.onDidChangeWorkspaceFolders(() => {
      this.watch();
      this.schedule();
    }));
    this.store.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.schedule()));
    // A watcher may be slow or blind, for example on a network disk; a save in this window is known at once.
    this.store.add(vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (/\/\.vscode\/(mcp|settings)\.json$/.test(uri.path)) this.schedule();
    }));
    this.watch();
    await this.read();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.store.dispose();
  }

  private watch(): void {
    this.watchers.dispose();
    this.watchers = this.store.add(new DisposableStore());
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      const watcher = this.watchers.add(vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, ".vscode/{mcp,settings}.json")));
      this.watchers.add(watcher.onDidChange(() => this.schedule()));
      this.watchers.add(watcher.onDidCreate(() => this.schedule()));
      this.watchers.add(watcher.onDidDelete(() => this.schedule()));
    }
  }

  private schedule(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.read(), CALM);
  }

  /** One after the other, so that an older text never replaces a newer one. */
  private read(): Promise<void> {
    this.reading = this.reading.then(() => this.readAll()).catch(onUnexpectedError);
    return this.reading;
  }

  private async readAll(): Promise<void> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const [workspace, files] = await Promise.all([
      readWorkspaceServers(this.before),
      Promise.all(folders.map((folder) => readMcpJson(folder, this.before.get(`mcp:${folder.uri.toString()}`) ?? []))),
    ]);
    this.before = new Map([...workspace].map(([label, { configs }]) => [label, configs]));
    files.forEach(({ configs }, index) => this.before.set(`mcp:${folders[index]?.uri.toString()}`, configs));
    this.apply([...workspace.values()], readUserServers(), files);
  }

  private apply(workspace: readonly Reading[], user: Reading, files: readonly Reading[]): void {
    const own = workspace.flatMap(({ configs }) => configs);
    // As with every setting, the workspace's value replaces the person's.
    const replaced = new Set(own.map(({ name }) => name));
    const users = user.configs.filter(({ name }) => !replaced.has(name));
    const shared = files.flatMap(({ configs }) => configs);
    this.problems.show([...workspace, ...files]);
    const configs = [...own, ...users, ...shared, ...readBundledServer(this.context).configs];
    this.registry.reconcile(configs);
    this.applied.fire(configs);
  }
}
