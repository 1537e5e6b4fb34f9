import * as vscode from "vscode";

/**
 * The saved text of a file; `undefined` when there is none.
 * @throws when the file is there and cannot be read
 */
export async function readText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && (error.code === "FileNotFound" || error.code === "FileNotADirectory")) return undefined;
    throw error;
  }
}
