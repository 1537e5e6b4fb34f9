import { homedir } from "node:os";
import { pathToFileURL } from "node:url";
import * as vscode from "vscode";
import type { Root } from "../core/mcp/types";

/** The workspace folders that a process on this machine can read. */
export function workspaceRoots(): readonly Root[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.filter(({ uri }) => uri.scheme === "file").map(({ uri, name }) => ({ uri: pathToFileURL(uri.fsPath).href, name }));
}

/** Where a server runs that does not say where: in the first folder of the workspace, else at home. */
export function defaultFolder(): string {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  return first?.uri.scheme === "file" ? first.uri.fsPath : homedir();
}
