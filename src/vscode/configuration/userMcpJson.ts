import * as vscode from "vscode";
import { profileFolder } from "../../node/hostConfigs/profileFolder";
import type { Place } from "./place";
import { readText } from "./readText";

/**
 * The `mcp.json` of the person's VS Code on this machine. In a remote window that is the remote machine's; the one of
 * the profile lies on the local machine then, which this process cannot read.
 */
export async function userMcpJson(context: Pick<vscode.ExtensionContext, "globalStorageUri">): Promise<Place | undefined> {
  const storage = vscode.Uri.joinPath(context.globalStorageUri, "..");
  if (storage.scheme !== "file") return undefined;
  const user = vscode.Uri.joinPath(storage, "..").fsPath;
  const remote = isRemote();
  const folder = remote ? user : profileFolder({ platform: process.platform }, user, await stateText(storage), workspaceUri());
  const uri = vscode.Uri.joinPath(vscode.Uri.file(folder), "mcp.json");
  const label = remote ? "Remote mcp.json" : "User mcp.json";
  return { uri, format: "vscode-mcp", source: { kind: "shared", author: "user", label, file: uri.fsPath }, folder: undefined };
}

/** Whether the screen, and with it the person's profile, is at another machine than this process. */
export function isRemote(): boolean {
  return vscode.env.remoteName !== undefined;
}

/** Extensions are told the folder of the default profile whatever profile is used; VS Code notes the profiles there. */
async function stateText(storage: vscode.Uri): Promise<string | undefined> {
  try {
    return await readText(vscode.Uri.joinPath(storage, "storage.json"));
  } catch {
    // VS Code's own file; without it the default profile is the best guess.
    return undefined;
  }
}

function workspaceUri(): string | undefined {
  const { workspaceFile, workspaceFolders } = vscode.workspace;
  return (workspaceFile ?? workspaceFolders?.[0]?.uri)?.toString();
}

