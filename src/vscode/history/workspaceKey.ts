import { createHash } from "node:crypto";
import * as vscode from "vscode";

/** The open workspace as the sessions on disk know it: the folder or workspace file, in whichever window it is open. */
export function openWorkspace(): { readonly key: string; readonly label: string } {
  const { workspaceFile, workspaceFolders, name } = vscode.workspace;
  const address = (workspaceFile ?? workspaceFolders?.[0]?.uri)?.toString() ?? "";
  return { key: createHash("sha256").update(address).digest("hex").slice(0, 16), label: name ?? "no folder" };
}
