import type * as vscode from "vscode";
import type { Registry } from "../core/server/registry";
import type { Exchanges } from "../core/trace/exchange";
import type { Trace } from "../core/trace/trace";

/** What every part of the edge is given: passed by hand, made once per activation. */
export interface Host {
  readonly context: vscode.ExtensionContext;
  readonly registry: Registry;
  readonly trace: Trace;
  readonly exchanges: Exchanges;
  /** Wirelight's own log, not a server's. */
  readonly log: vscode.LogOutputChannel;
}
