import type { CancelSignal } from "../base/cancel";
import type { Clock } from "../base/clock";
import type { Disposable } from "../base/disposable";
import type { Event } from "../base/event";
import type { JsonObject } from "../base/json";
import type { Implementation, LogLevel, LogMessage, Offer, Progress, Root, ServerHello, ToolResult } from "./types";

/** What a session needs from whoever opens it. All times in milliseconds. */
export interface SessionOptions {
  readonly clock: Clock;
  readonly client: Implementation;
  /** How long `initialize` may stay unanswered. */
  readonly initializeTimeout: number;
  /** Default for every other request; progress starts it anew, up to ten times its length in all. */
  readonly requestTimeout: number;
  /** Roots offered to the server; asked again on every roots/list. */
  readonly roots: () => readonly Root[];
}

export interface RequestOptions {
  /** Overrides `requestTimeout`, milliseconds. */
  readonly timeout?: number;
  readonly cancel?: CancelSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** Which list a server said has changed. */
export type ListName = "tools" | "resources" | "prompts";

/**
 * Our client on one link. Every rejection is a `Failure`: `protocol`, `timeout`, `closed` or `cancelled`,
 * each with its own wording. Closing rejects whatever is pending.
 */
export interface Session extends Disposable {
  /** Handshake (2025-11-25, basic/lifecycle). Call once, first. */
  initialize(): Promise<ServerHello>;
  /** `undefined` until the handshake is done. */
  readonly hello: ServerHello | undefined;
  /** All lists the server declares; a list that fails is left empty with the reason in `truncated`. */
  listAll(): Promise<Offer>;
  list<K extends ListName>(name: K): Promise<Pick<Offer, K extends "resources" ? "resources" | "templates" : K>>;
  callTool(name: string, args: JsonObject, options?: RequestOptions): Promise<ToolResult>;
  /** Any other request; the result is unchecked. */
  request(method: string, params: JsonObject | undefined, options?: RequestOptions): Promise<unknown>;
  /** Tells the server the level of log messages wanted; does nothing without the `logging` capability. */
  setLogLevel(level: LogLevel): Promise<void>;
  /** Tells the server that the roots have changed. */
  rootsChanged(): void;
  readonly onLog: Event<LogMessage>;
  readonly onListChanged: Event<ListName>;
}
