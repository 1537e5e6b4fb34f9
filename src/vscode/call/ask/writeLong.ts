import * as vscode from "vscode";
import type { FormField } from "../../../core/mcp/schema/formField";
import { parseField } from "../../../core/mcp/schema/parseField";
import type { ArgumentDrafts } from "../argumentDrafts";
import type { StepOutcome } from "./step";

/** Lets a person write the text of a field in an editor, and goes on when they say that they are done. */
export async function writeLong(drafts: ArgumentDrafts, serverName: string, tool: string, field: FormField, start: string): Promise<StepOutcome> {
  for (let text = start; ; ) {
    const draft = drafts.addText(serverName, vscode.l10n.t('"{0}" of "{1}"', field.title ?? field.name, tool), field.name, text);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(draft.uri), { preview: false });
    const written = await draft.written;
    await closeTab(draft.uri);
    if (written === undefined) return { type: "left" };
    const parsed = parseField(field, written);
    if (parsed.ok) return { type: "answer", answer: { value: parsed.value, text: written } };
    const again = vscode.l10n.t("Go On Writing");
    if ((await vscode.window.showWarningMessage(parsed.message, { modal: true }, again)) !== again) return { type: "left" };
    text = written;
  }
}

async function closeTab(uri: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const own = tabs.filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString());
  await vscode.window.tabGroups.close(own);
}
