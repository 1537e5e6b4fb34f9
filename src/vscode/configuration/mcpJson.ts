import * as vscode from "vscode";
import { messageOf } from "../../core/base/failure";
import { carryOver } from "../../core/server/config/carryOver";
import type { ConfigSource, ServerConfig } from "../../core/server/config";
import { parseServers } from "../../core/server/config/parseServers";
import { runIn } from "../../core/server/config/runIn";
import { environmentOf } from "./environment";
import { folderLabel } from "./folderLabel";
import { NOTHING, type Reading } from "./reading";
import { readText } from "./readText";

export function mcpJsonUri(folder: vscode.WorkspaceFolder): vscode.Uri {
  return vscode.Uri.joinPath(folder.uri, ".vscode", "mcp.json");
}

/**
 * Reads the mcp.json of a folder, which other hosts start servers from too.
 * @param before the servers it had when it was last read
 */
export async function readMcpJson(folder: vscode.WorkspaceFolder, before: readonly ServerConfig[]): Promise<Reading> {
  // Servers are processes on this machine; a folder that is not on its disk has none.
  if (folder.uri.scheme !== "file") return NOTHING;
  const uri = mcpJsonUri(folder);
  const source: ConfigSource = { kind: "shared", author: "workspace", label: folderLabel(folder, ".vscode/mcp.json"), file: uri.fsPath };
  let text: string | undefined;
  try {
    text = await readText(uri);
  } catch (error) {
    const message = `This file cannot be read, so its servers are as they were: ${messageOf(error)}`;
    return { configs: before, document: { uri, text: "", problems: [{ severity: "error", message, offset: 0, length: 0, server: undefined }] } };
  }
  if (text === undefined) return NOTHING;
  const parsed = parseServers(text, source, environmentOf(folder));
  return { configs: runIn(folder.uri.fsPath, carryOver(before, parsed)), document: { uri, text, problems: parsed.problems } };
}
