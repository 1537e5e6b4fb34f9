import * as vscode from "vscode";
import { folderLabel } from "./folderLabel";
import type { Place } from "./place";

/** Files of a folder whose change may change its servers: those that are read here, and those that can be linked. */
export const FOLDER_FILES = "{.mcp.json,.vscode/mcp.json,.vscode/settings.json,.cursor/mcp.json,.zed/settings.json}";

export function mcpJsonUri(folder: vscode.WorkspaceFolder): vscode.Uri {
  return vscode.Uri.joinPath(folder.uri, ".vscode", "mcp.json");
}

/** The folders whose files are on this machine: servers are processes here, and a folder elsewhere has none. */
export function localFolders(): readonly vscode.WorkspaceFolder[] {
  return (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
}

/** The files of the workspace that other hosts start servers from too. */
export function workspaceFiles(): readonly Place[] {
  const ofFolders = localFolders().flatMap((folder): Place[] => [
    { uri: mcpJsonUri(folder), format: "vscode-mcp", source: source(folder, ".vscode/mcp.json", mcpJsonUri(folder)), folder },
    { uri: rootMcpJsonUri(folder), format: "claude-code", source: source(folder, ".mcp.json", rootMcpJsonUri(folder)), folder },
  ]);
  return [...ofFolders, ...ofWorkspaceFile()];
}

function rootMcpJsonUri(folder: vscode.WorkspaceFolder): vscode.Uri {
  return vscode.Uri.joinPath(folder.uri, ".mcp.json");
}

function source(folder: vscode.WorkspaceFolder, file: string, uri: vscode.Uri): Place["source"] {
  return { kind: "shared", author: "workspace", label: folderLabel(folder, file), file: uri.fsPath };
}

/** A `.code-workspace` file: both Wirelight's own setting in it and the `mcp` of VS Code. */
function ofWorkspaceFile(): readonly Place[] {
  const { workspaceFile } = vscode.workspace;
  if (workspaceFile?.scheme !== "file") return [];
  const label = workspaceFile.path.slice(workspaceFile.path.lastIndexOf("/") + 1);
  return [{ uri: workspaceFile, format: "code-workspace", source: { kind: "own", author: "workspace", label, file: workspaceFile.fsPath }, folder: undefined }];
}
