import * as vscode from "vscode";

/** How a file of a folder is called for people: with the folder where there are several, unique also for equal names. */
export function folderLabel(folder: vscode.WorkspaceFolder, file: string): string {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length <= 1) return file;
  const twins = folders.filter(({ name }) => name === folder.name);
  return twins.length > 1 ? `${folder.uri.fsPath}/${file}` : `${folder.name}/${file}`;
}
