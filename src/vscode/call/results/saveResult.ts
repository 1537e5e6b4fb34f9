import * as path from "node:path";
import * as vscode from "vscode";
import { messageOf } from "../../../core/base/failure";
import { inert } from "../../../core/base/inert";
import { base64Size } from "../../../core/mcp/result/base64";
import { type SavablePart, savableParts } from "../../../core/mcp/result/savableParts";
import { formatBytes, oneLine } from "../../format";
import { defaultFolder } from "../../roots";
import type { CallRecord } from "../callRecord";

type Item = vscode.QuickPickItem & { readonly part: SavablePart };

/** Saves a part of a result as the file it is; of several the person chooses. Returns where it was saved. */
export async function saveResult({ tool, result }: CallRecord): Promise<vscode.Uri | undefined> {
  const part = await choose(savableParts(tool, result));
  if (!part) return undefined;
  const extension = path.extname(part.fileName).slice(1);
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t("Save Result"),
    defaultUri: vscode.Uri.joinPath(vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(defaultFolder()), part.fileName),
    ...(extension !== "" && { filters: { [extension.toUpperCase()]: [extension], [vscode.l10n.t("All Files")]: ["*"] } }),
  });
  if (!target) return undefined;
  try {
    await vscode.workspace.fs.writeFile(target, bytesOf(part));
  } catch (error) {
    void vscode.window.showErrorMessage(inert(vscode.l10n.t("The result was not saved as {0}: {1}", target.fsPath, messageOf(error))));
    return undefined;
  }
  void offerToOpen(target);
  return target;
}

async function offerToOpen(target: vscode.Uri): Promise<void> {
  const open = vscode.l10n.t("Open");
  if ((await vscode.window.showInformationMessage(inert(vscode.l10n.t("Saved as {0}", target.fsPath)), open)) === open) await vscode.commands.executeCommand("vscode.open", target);
}

/** The whole result besides its only part is no choice worth a question. */
async function choose(parts: readonly SavablePart[]): Promise<SavablePart | undefined> {
  if (parts.length <= 2) return parts[0];
  const items = parts.map((part): Item => ({ label: inert(oneLine(part.label, 100)), description: inert(`${part.fileName} · ${formatBytes(sizeOf(part))}`), part }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t("Save Result"), placeHolder: vscode.l10n.t("Choose what to save") }))?.part;
}

function sizeOf({ content }: SavablePart): number {
  return "text" in content ? Buffer.byteLength(content.text, "utf8") : base64Size(content.base64);
}

function bytesOf({ content }: SavablePart): Uint8Array {
  return "text" in content ? Buffer.from(content.text, "utf8") : Buffer.from(content.base64, "base64");
}
