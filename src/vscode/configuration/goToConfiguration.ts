import * as vscode from "vscode";
import type { Server } from "../../core/server/server";
import { Settings } from "../contributions";
import { positionAt } from "./configProblems";
import { mcpJsonUri } from "./workspaceFiles";

/** What a new mcp.json begins with. */
const TEMPLATE = '{\n  "servers": {\n  }\n}\n';

/** Opens the place where a server is configured. */
export async function goToConfiguration({ config }: Server): Promise<void> {
  const { source, offset } = config;
  if (source.kind === "bundled") {
    await vscode.commands.executeCommand("workbench.action.openSettings", Settings.bundledServer);
  } else if (source.file === undefined) {
    // In a remote window VS Code ignores what is scoped to a machine in the settings of the machine with the screen.
    const command = vscode.env.remoteName === undefined ? "workbench.action.openSettingsJson" : "workbench.action.openRemoteSettingsFile";
    await vscode.commands.executeCommand(command, { revealSetting: { key: Settings.servers } });
  } else {
    const editor = await vscode.window.showTextDocument(vscode.Uri.file(source.file));
    // The file may have been edited since it was read; then this is near enough.
    if (offset !== undefined) reveal(editor, positionAt(editor.document.getText(), offset));
  }
}

/** Opens the mcp.json of a folder, which is made if there is none. */
export async function openWorkspaceConfiguration(): Promise<void> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const folder = folders.length > 1 ? await vscode.window.showWorkspaceFolderPick({ placeHolder: vscode.l10n.t("Choose the folder whose mcp.json to open") }) : folders[0];
  if (!folder) {
    if (folders.length === 0) void vscode.window.showInformationMessage(vscode.l10n.t("Open a folder first: .vscode/mcp.json belongs to one. Servers for every window go into the setting wirelight.servers."));
    return;
  }
  const uri = mcpJsonUri(folder);
  const editor = await vscode.window.showTextDocument((await exists(uri)) ? uri : uri.with({ scheme: "untitled" }));
  if (!editor.document.isUntitled || editor.document.getText() !== "") return;
  await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), TEMPLATE));
  reveal(editor, new vscode.Position(1, 14));
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return false;
    throw error;
  }
}

function reveal(editor: vscode.TextEditor, position: vscode.Position): void {
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
