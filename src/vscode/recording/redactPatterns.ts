import * as vscode from "vscode";
import { messageOf } from "../../core/base/failure";
import { Settings } from "../contributions";

/**
 * What the person wants hidden beside what is recognised anyway; rejects with an `Error` for them when a pattern makes no
 * sense, since to leave it out would let something through that they count on being hidden.
 */
export function redactPatterns(): readonly RegExp[] {
  const found = vscode.workspace.getConfiguration().get<unknown>(Settings.redactPatterns);
  return (Array.isArray(found) ? found : []).flatMap((pattern: unknown) => {
    if (typeof pattern !== "string" || pattern === "") return [];
    try {
      return [new RegExp(pattern, "g")];
    } catch (error) {
      throw new Error(vscode.l10n.t("In the setting {0}, \"{1}\" is no regular expression: {2}. Nothing was saved.", Settings.redactPatterns, pattern, messageOf(error)), { cause: error });
    }
  });
}
