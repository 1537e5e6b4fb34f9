import * as vscode from "vscode";
import { inert } from "../../core/base/inert";
import { Commands, Schemes } from "../contributions";
import type { ArgumentDrafts } from "./argumentDrafts";

/** Puts "Call tool" above the arguments, for whoever has not met the key or the button yet. */
export function registerSendLens(drafts: ArgumentDrafts): vscode.Disposable {
  return vscode.languages.registerCodeLensProvider({ scheme: Schemes.arguments }, {
    provideCodeLenses(document) {
      const draft = drafts.of(document.uri);
      if (!draft) return [];
      const title = `$(send) ${inert(`Call "${draft.tool}" of server "${draft.serverName}"`)}`;
      return [new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), { title, command: Commands.sendArguments, arguments: [document.uri] })];
    },
  });
}
