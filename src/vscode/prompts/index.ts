import * as vscode from "vscode";
import type { ArgumentDrafts } from "../call/argumentDrafts";
import { Commands } from "../contributions";
import type { Host } from "../host";
import { keepsFocus } from "../keepsFocus";
import { showInTraffic as showRow } from "../traffic/showInTraffic";
import { PromptGetter } from "./promptGetter";
import { PromptView } from "./promptView";

/**
 * Registers what belongs to getting prompts. `wirelight.getPrompt` settles with a `ReadOutcome`.
 * @param drafts where a person writes an argument of many lines
 */
export function registerPrompts(host: Host, drafts: ArgumentDrafts): vscode.Disposable {
  const view = new PromptView();
  const getter = new PromptGetter(host, view, drafts);
  return vscode.Disposable.from(
    view,
    vscode.commands.registerCommand(Commands.getPrompt, (given: unknown, options: unknown) => getter.command(given, keepsFocus(options))),
    vscode.commands.registerCommand(Commands.showPromptInTraffic, (given: unknown) => showInTraffic(view, given instanceof vscode.Uri ? given : undefined)),
  );
}

async function showInTraffic(view: PromptView, uri: vscode.Uri | undefined): Promise<void> {
  const request = view.requestOf(uri);
  if (request !== undefined) return showRow(request);
  void vscode.window.showInformationMessage(vscode.l10n.t("Open a prompt first: Get Prompt... lists those of the servers."));
}
