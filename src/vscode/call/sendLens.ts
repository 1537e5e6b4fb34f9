import * as vscode from "vscode";
import { inert } from "../../core/base/inert";
import { Commands, Schemes } from "../contributions";
import type { ArgumentDrafts } from "./argumentDrafts";

/** Puts "Call tool" above the arguments, or "Use This Text" above a long text, for whoever has not met the key or the button yet. */
export function registerSendLens(drafts: ArgumentDrafts): vscode.Disposable {
  return vscode.languages.registerCodeLensProvider({ scheme: Schemes.arguments }, {
    provideCodeLenses(document) {
      const top = new vscode.Range(0, 0, 0, 0);
      const text = drafts.textOf(document.uri);
      if (text) return [new vscode.CodeLens(top, { title: `$(check) ${inert(vscode.l10n.t("Use This Text for {0}", text.about))}`, command: Commands.sendArguments, arguments: [document.uri] })];
      const draft = drafts.of(document.uri);
      if (!draft) return [];
      const title = `$(send) ${inert(vscode.l10n.t('Call "{0}" of server "{1}"', draft.tool, draft.serverName))}`;
      return [
        new vscode.CodeLens(top, { title, command: Commands.sendArguments, arguments: [document.uri] }),
        new vscode.CodeLens(top, { title: vscode.l10n.t("Copy as CLI Line"), command: Commands.copyCliLine, arguments: [document.uri] }),
      ];
    },
  });
}
