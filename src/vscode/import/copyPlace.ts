import * as vscode from "vscode";
import type { CopyTarget } from "./copyServers";

/** Where servers are copied to, within a sentence. */
export function copyPlace(target: CopyTarget): string {
  return target === vscode.ConfigurationTarget.Global ? vscode.l10n.t("your settings") : vscode.l10n.t("the settings of this workspace");
}
