import type * as vscode from "vscode";
import type { ConfigSource } from "../../core/server/config";
import type { ConfigFormat } from "../../core/server/config/format";

/** A file that may configure servers. */
export interface Place {
  readonly uri: vscode.Uri;
  readonly format: ConfigFormat;
  readonly source: ConfigSource;
  /** The folder of the workspace that it belongs to; relative paths and `${workspaceFolder}` are about that one. */
  readonly folder: vscode.WorkspaceFolder | undefined;
}
