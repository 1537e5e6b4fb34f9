import type { JsonObject } from "../base/json";
import type { Implementation } from "./types";

/** Who may send a method, what sort of message it is, and when it exists. */
export interface MethodRule {
  readonly from: "client" | "server" | "both";
  readonly type: "request" | "notification";
  /** First revision that has it. */
  readonly since: string;
  /** First revision that no longer has it. */
  readonly until?: string;
  /** Capability that its receiver must have declared; a dot leads into an object. */
  readonly capability?: string;
  /** First revision in which that capability can be declared; before it, the method needs none. */
  readonly capabilitySince?: string;
}

/** What a request needs besides its own params. */
export interface Stamp {
  /** Where the server shall send progress to; `undefined` when nobody listens. */
  readonly progressToken: number | undefined;
}

/** One era of the protocol as data: everything a session must know that differs between revisions. */
export interface Dialect {
  /** Revisions spoken, newest first; the first is the one offered. */
  readonly revisions: readonly [string, ...string[]];
  /** The first request, and what follows its answer before anything else. */
  readonly opening: {
    readonly method: string;
    params(client: Implementation, capabilities: JsonObject): JsonObject;
    readonly answered: string;
  };
  /** What we declare to the server. */
  readonly capabilities: JsonObject;
  readonly methods: { readonly [method: string]: MethodRule };
  /** First revision in which a completion request may carry the arguments that have their values already. */
  readonly completionContextSince: string;
  /** How the server is told that an answer is no longer wanted. */
  readonly cancel: {
    readonly method: string;
    params(id: number, reason: string): JsonObject;
    /** Requests that must not be cancelled. */
    readonly never: readonly string[];
  };
  /** The params as sent. */
  stamp(params: JsonObject | undefined, stamp: Stamp): JsonObject | undefined;
}
