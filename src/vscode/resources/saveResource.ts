import * as vscode from "vscode";
import { messageOf } from "../../core/base/failure";
import { inert } from "../../core/base/inert";
import { resourceFile } from "../../core/mcp/resource/resourceFile";
import { contentBytes } from "./contentBytes";
import type { ResourceFiles } from "./resourceFiles";
import { resourceRef } from "./resourceUri";

/** Saves the content of an open document of a resource exactly as the server sent it, also where the document only tells of it. */
export async function saveResource(files: ResourceFiles, uri: vscode.Uri | undefined): Promise<void> {
  const ref = uri && resourceRef(uri);
  const content = ref && files.find(uri)?.result?.contents.find(({ index }) => index === ref.index)?.content;
  if (!content) {
    void vscode.window.showInformationMessage(vscode.l10n.t("There is nothing to save: open a resource that has been read."));
    return;
  }
  const bytes = contentBytes(content);
  const { name } = resourceFile(content, bytes);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({ title: vscode.l10n.t("Save Resource As"), ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }) });
  if (!target) return;
  try {
    await vscode.workspace.fs.writeFile(target, bytes);
    vscode.window.setStatusBarMessage(`$(check) ${inert(vscode.l10n.t("Saved {0}", target.path.split("/").at(-1) ?? ""))}`, 6000);
  } catch (error) {
    void vscode.window.showErrorMessage(inert(vscode.l10n.t("{0} could not be written: {1}", target.path, messageOf(error))));
  }
}
