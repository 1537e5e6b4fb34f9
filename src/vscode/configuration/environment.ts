import * as vscode from "vscode";
import type { VariableEnvironment } from "../../core/server/config/variables";

/** Variables of a configuration; without a folder of its own, those of the first folder. */
export function environmentOf(folder: vscode.WorkspaceFolder | undefined): VariableEnvironment {
  const home = folder ?? vscode.workspace.workspaceFolders?.[0];
  return {
    workspaceFolder: home?.uri.scheme === "file" ? home.uri.fsPath : undefined,
    env: (name) => process.env[name],
  };
}
