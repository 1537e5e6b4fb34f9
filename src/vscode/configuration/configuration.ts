import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import { Emitter, type Event } from "../../core/base/event";
import { onUnexpectedError } from "../../core/base/unexpected";
import type { ServerConfig } from "../../core/server/config";
import type { Registry } from "../../core/server/registry";
import { Settings } from "../contributions";
import { settings } from "../settings";
import { readBundledServer } from "./bundledServer";
import { ConfigProblems } from "./configProblems";
import { FileWatch } from "./fileWatch";
import { linkedFiles } from "./linkedFiles";
import type { Place } from "./place";
import type { PlaceNotice } from "./placeNotice";
import { placeNotices } from "./placeNotices";
import { NOTHING, type Reading } from "./reading";
import { readPlace } from "./readPlace";
import { readUserServers, readWorkspaceServers } from "./settingServers";
import { userMcpJson } from "./userMcpJson";
import { workspaceFiles } from "./workspaceFiles";

/** Editors write a file in several steps; this long after the last one it is read. */
const CALM = 100;
/** Files outside of the workspace are read at most this often: Claude Code writes the one of its servers at every turn. */
const UNHURRIED = 1000;

/** Keeps the registry in line with settings and files, and shows what is wrong with them. */
export class Configuration implements Disposable {
  private readonly store = new DisposableStore();
  private readonly problems = this.store.add(new ConfigProblems());
  private readonly applied = this.store.add(new Emitter<readonly ServerConfig[]>());
  private readonly files = this.store.add(new FileWatch(() => this.schedule(), () => this.scheduleUnhurried()));
  private timer: ReturnType<typeof setTimeout> | undefined;
  private reading: Promise<void> = Promise.resolve();
  /** Servers by the label or the file of their source, as last read. */
  private before = new Map<string, readonly ServerConfig[]>();
  private usesSettings = false;
  private told: readonly PlaceNotice[] = [];

  /** The registry has been brought in line with these. */
  readonly onApplied: Event<readonly ServerConfig[]> = this.applied.event;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly registry: Registry,
  ) {}

  /** What is to be said of places that have no server to say it; new whenever servers were applied. */
  get notices(): readonly PlaceNotice[] {
    return this.told;
  }

  /** Reads everything once and follows changes from then on. */
  async start(): Promise<void> {
    this.store.add(vscode.workspace.onDidChangeConfiguration((event) => {
      // A `${config:…}` may refer to any setting.
      if (this.usesSettings || OWN_SETTINGS.some((setting) => event.affectsConfiguration(setting))) this.schedule();
    }));
    this.store.add(vscode.workspace.onDidChangeWorkspaceFolders(() => this.schedule()));
    this.store.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.schedule()));
    await this.read();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.store.dispose();
  }

  private schedule(): void {
    clearTimeout(this.timer);
    this.timer = this.readIn(CALM);
  }

  private scheduleUnhurried(): void {
    this.timer ??= this.readIn(UNHURRIED);
  }

  private readIn(ms: number): ReturnType<typeof setTimeout> {
    return setTimeout(() => {
      this.timer = undefined;
      void this.read();
    }, ms);
  }

  /** One after the other, so that an older text never replaces a newer one. */
  private read(): Promise<void> {
    this.reading = this.reading.then(() => this.readAll()).catch(onUnexpectedError);
    return this.reading;
  }

  private async readAll(): Promise<void> {
    const linked = linkedFiles(this.context);
    const places = await this.places(linked);
    // First, so that what changes while it is being read is read again.
    this.files.watch(places.map(({ uri }) => uri));
    const [workspace, files] = await Promise.all([
      readWorkspaceServers(this.before),
      Promise.all(places.map((place) => readPlace(place, this.before.get(keyOf(place)) ?? []))),
    ]);
    this.before = new Map([...workspace].map(([label, { configs }]) => [label, configs]));
    places.forEach((place, index) => this.before.set(keyOf(place), files[index]?.configs ?? []));
    const there = new Set(places.filter((_, index) => files[index] !== NOTHING).map(keyOf));
    const present = new Set(linked.filter((place) => there.has(keyOf(place))).map(({ link }) => link));
    const user = readUserServers();
    this.told = placeNotices(user.problems, settings.linkedConfigurations().filter((entry) => !present.has(entry)));
    this.apply([...workspace.values()], user.configs, files);
  }

  /** Each file once: what a person links may be read anyway. */
  private async places(linked: readonly Place[]): Promise<readonly Place[]> {
    const user = await userMcpJson(this.context);
    const places: readonly Place[] = [...workspaceFiles(), ...(user ? [user] : []), ...linked];
    const first = new Map([...places].reverse().map((place) => [keyOf(place), place]));
    return places.filter((place) => first.get(keyOf(place)) === place);
  }

  private apply(workspace: readonly Reading[], user: readonly ServerConfig[], files: readonly Reading[]): void {
    this.problems.show([...workspace, ...files]);
    const configs = [...workspace.flatMap(configsOf), ...user, ...files.flatMap(configsOf), ...readBundledServer(this.context).configs];
    this.usesSettings = configs.some(({ unresolved }) => JSON.stringify(unresolved)?.includes("${config:"));
    this.registry.reconcile(configs);
    this.applied.fire(configs);
  }
}

const OWN_SETTINGS = [Settings.servers, Settings.inputs, Settings.bundledServer, Settings.linkedConfigurations];

function configsOf({ configs }: Reading): readonly ServerConfig[] {
  return configs;
}

function keyOf({ uri }: Place): string {
  return uri.toString();
}
