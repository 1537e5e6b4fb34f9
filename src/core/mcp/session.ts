import type { CancelSignal } from "../base/cancel";
import type { Clock } from "../base/clock";
import type { Disposable } from "../base/disposable";
import type { Event } from "../base/event";
import type { JsonObject } from "../base/json";
import type { Completion, CompletionArgument, CompletionRef, Implementation, LogLevel, LogMessage, Offer, Progress, PromptResult, ReadResult, Root, ServerHello, ToolResult } from "./types";

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
  /** Is told the sequence of the request's row in the trace: in the turn that sent it, before its answer is heard. */
  readonly onSent?: (seq: number) => void;
}

/** Which list a server said has changed. */
export type ListName = "tools" | "resources" | "prompts";

/**
 * Our client on one link. Every rejection is a `Failure`: `protocol`, `timeout`, `closed` or `cancelled`, each with its
 * own wording, and `usage` for a method whose capability the server does not declare: nothing is sent then. Closing
 * rejects whatever is pending.
 */
export interface Session extends Disposable {
  /** Handshake (2025-11-25, basic/lifecycle). Call once, first. */
  initialize(): Promise<ServerHello>;
  /** `undefined` until the handshake is done. */
  readonly hello: ServerHello | undefined;
  /** Whether the server declares what a method needs, by the rules of the revision that is spoken; `false` before the handshake. */
  supports(method: string): boolean;
  /**
   * All lists the server declares; a list that fails is left empty with the reason in `truncated`. `arrived` is given each
   * of the four as soon as it is there, so that one without an answer holds up nobody.
   */
  listAll(arrived?: (part: Partial<Offer>) => void): Promise<Offer>;
  list<K extends ListName>(name: K): Promise<Pick<Offer, K extends "resources" ? "resources" | "templates" : K>>;
  callTool(name: string, args: JsonObject, options?: RequestOptions): Promise<ToolResult>;
  /** resources/read, content by content (2025-11-25, server/resources). */
  readResource(uri: string, options?: RequestOptions): Promise<ReadResult>;
  /** prompts/get, message by message; arguments of prompts are strings (2025-11-25, server/prompts). */
  getPrompt(name: string, args: { readonly [name: string]: string }, options?: RequestOptions): Promise<PromptResult>;
  /** Values for an argument that is being typed; the other arguments are sent where the revision knows them (2025-06-18). */
  complete(ref: CompletionRef, argument: CompletionArgument, options?: RequestOptions): Promise<Completion>;
  /** Asks to be told of changes of a resource; the subscription ends with the session. */
  subscribe(uri: string, options?: RequestOptions): Promise<void>;
  unsubscribe(uri: string, options?: RequestOptions): Promise<void>;
  /** Any other request; the result is unchecked. */
  request(method: string, params: JsonObject | undefined, options?: RequestOptions): Promise<unknown>;
  /** Tells the server the least level of log messages wanted (2025-11-25, server/utilities/logging). */
  setLogLevel(level: LogLevel): Promise<void>;
  /** Tells the server that the roots have changed. */
  rootsChanged(): void;
  readonly onLog: Event<LogMessage>;
  readonly onListChanged: Event<ListName>;
  /** URI of a resource that the server says has changed; it may lie below the one that was subscribed to. */
  readonly onResourceUpdated: Event<string>;
}
