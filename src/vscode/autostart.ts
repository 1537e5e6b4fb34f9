import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../core/base/disposable";
import { Failure } from "../core/base/failure";
import { inert } from "../core/base/inert";
import { onUnexpectedError } from "../core/base/unexpected";
import type { ServerConfig } from "../core/server/config";
import { launchHash } from "../core/server/launchHash";
import type { Registry } from "../core/server/registry";
import type { Server } from "../core/server/server";
import type { Configuration } from "./configuration/configuration";
import { Views } from "./contributions";
import { formatCount } from "./format";

/** Servers are refused one after the other; this long the notification waits for all of them. */
const GATHERING = 300;

/**
 * Starts the bundled server and those of our own setting once they are configured, unless they are disabled there; those
 * that other hosts start too wait for a person. What a person stopped stays stopped until its launch changes.
 */
export class Autostart implements Disposable {
  private readonly store = new DisposableStore();
  /** Launches that were started here, by server id. */
  private readonly tried = new Map<string, string>();
  private told = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly registry: Registry,
    configuration: Configuration,
  ) {
    this.store.add(configuration.onApplied((configs) => this.startNew(configs)));
    this.store.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.startBlocked()));
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.store.dispose();
  }

  private startNew(configs: readonly ServerConfig[]): void {
    const ours = configs.filter(({ source, disabled }) => !disabled && (source.kind === "own" || source.kind === "bundled"));
    // A server that went or was disabled and comes back is new again, even if its old process is still on its way out.
    const wanted = new Set(ours.map(({ id }) => id));
    for (const id of this.tried.keys()) if (!wanted.has(id)) this.tried.delete(id);
    void this.startAll(ours.flatMap(({ id }) => this.registry.get(id) ?? []).filter((server) => this.isNew(server) && isAtRest(server)));
  }

  /** Somebody wanted these, by hand or by configuration, and only the missing trust was in the way. */
  private startBlocked(): void {
    void this.startAll(this.registry.servers.filter(({ state }) => state.name === "blocked" && state.reason === "untrusted"));
  }

  private isNew({ config }: Server): boolean {
    if (!config.launch) return false;
    const hash = launchHash(config.launch);
    const known = this.tried.get(config.id) === hash;
    this.tried.set(config.id, hash);
    return !known;
  }

  private async startAll(servers: readonly Server[]): Promise<void> {
    await Promise.all(servers.map((server) => this.start(server)));
  }

  /** A failure is the state that the server shows, so nobody has to be told of it. */
  private async start(server: Server): Promise<void> {
    try {
      await server.start(false);
    } catch (error) {
      if (!(error instanceof Failure)) onUnexpectedError(error);
      else if (isUnapproved(server) && !this.told) {
        this.told = true;
        this.timer = setTimeout(() => this.tell(), GATHERING);
      }
    }
  }

  /** One notification in all, and none that has to be answered. */
  private tell(): void {
    const waiting = this.registry.servers.filter(isUnapproved);
    const [first] = waiting;
    if (!first) return;
    const message = waiting.length === 1
      ? vscode.l10n.t('This workspace asks to run the MCP server "{0}". Review the command before you allow it.', first.config.name)
      : vscode.l10n.t("This workspace asks to run {0} MCP servers. Review the command before you allow it.", formatCount(waiting.length));
    const show = vscode.l10n.t("Show Servers");
    void vscode.window.showInformationMessage(inert(message), show).then((answer) => {
      if (answer === show) void vscode.commands.executeCommand(`${Views.servers}.focus`);
    });
  }
}

function isUnapproved({ state }: Server): boolean {
  return state.name === "blocked" && state.reason === "unapproved";
}

function isAtRest({ state }: Server): boolean {
  return state.name !== "running" && state.name !== "starting";
}
