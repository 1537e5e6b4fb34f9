import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import { Failure } from "../../core/base/failure";
import { isJsonObject } from "../../core/base/json";
import { onUnexpectedError } from "../../core/base/unexpected";
import { LOG_LEVELS } from "../../core/mcp/logLevels";
import type { Session } from "../../core/mcp/session";
import type { LogLevel } from "../../core/mcp/types";
import type { Registry } from "../../core/server/registry";
import type { Server } from "../../core/server/server";

const KEY = "wirelight.logLevels";

/** A server did not take the level that it is always sent at its start. */
export interface RefusedLevel {
  readonly server: Server;
  readonly level: LogLevel;
  readonly failure: Failure;
}

/**
 * The least level of log messages that each server is asked to send: what a person chose for it, which the workspace
 * remembers, else what they set for its output channel. It is sent at once, and again in every new run.
 */
export class LogLevels implements Disposable {
  private readonly store = new DisposableStore();
  private readonly channels = new Map<string, LogLevel>();
  private readonly told = new WeakSet<Session>();
  private readonly refusals = new vscode.EventEmitter<RefusedLevel>();

  readonly onRefused = this.refusals.event;

  constructor(
    registry: Registry,
    private readonly memory: vscode.Memento,
  ) {
    this.store.add(this.refusals);
    this.store.add(registry.onChange((server) => {
      if (server?.session && !this.told.has(server.session)) void this.sendAlong(server, server.session);
    }));
  }

  /** What a person chose for a server. */
  chosen(server: string): LogLevel | undefined {
    return this.stored().get(server);
  }

  /** What the server is asked to send; `undefined` leaves it to the server. */
  wanted(server: string): LogLevel | undefined {
    return this.chosen(server) ?? this.channels.get(server);
  }

  /**
   * A person's choice; `undefined` takes it back, so that the level follows the output channel again.
   * @throws Failure when the server runs and does not take it; it is remembered all the same
   */
  async choose(server: Server, level: LogLevel | undefined): Promise<void> {
    const stored = this.stored();
    if (level === undefined) stored.delete(server.config.id);
    else stored.set(server.config.id, level);
    await this.memory.update(KEY, Object.fromEntries(stored));
    // Nothing takes a level back in the protocol: "info" is what a channel that nobody has touched would ask for.
    if (server.session) await server.session.setLogLevel(this.wanted(server.config.id) ?? "info");
  }

  /** The level of a server's output channel is another; counts where nothing was chosen for the server itself. */
  channelSet(server: Server, level: LogLevel): void {
    this.channels.set(server.config.id, level);
    if (server.session && this.chosen(server.config.id) === undefined) void this.sendAlong(server, server.session);
  }

  dispose(): void {
    this.store.dispose();
  }

  private async sendAlong(server: Server, session: Session): Promise<void> {
    this.told.add(session);
    const level = this.wanted(server.config.id);
    if (level === undefined || !session.supports("logging/setLevel")) return;
    try {
      await session.setLogLevel(level);
    } catch (error) {
      if (!(error instanceof Failure)) onUnexpectedError(error);
      // With the connection nobody waits for messages either.
      else if (error.kind !== "closed") this.refusals.fire({ server, level, failure: error });
    }
  }

  private stored(): Map<string, LogLevel> {
    const value = this.memory.get<unknown>(KEY);
    const entries = isJsonObject(value) ? Object.entries(value) : [];
    return new Map(entries.flatMap(([server, level]): [string, LogLevel][] => {
      const known = LOG_LEVELS.find((each) => each === level);
      return known ? [[server, known]] : [];
    }));
  }
}
