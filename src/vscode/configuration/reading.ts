import type * as vscode from "vscode";
import type { ConfigProblem, ServerConfig } from "../../core/server/config";

/** What one place of configuration says. */
export interface Reading {
  readonly configs: readonly ServerConfig[];
  /** The file that was read, where there is one to show problems in. */
  readonly document: { readonly uri: vscode.Uri; readonly text: string; readonly problems: readonly ConfigProblem[] } | undefined;
}

export const NOTHING: Reading = { configs: [], document: undefined };
