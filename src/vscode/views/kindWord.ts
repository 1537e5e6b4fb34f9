import * as vscode from "vscode";
import { assertNever } from "../../core/base/assertNever";

/** What the icon of a row means, for those who do not see it. */
export function kindWord(kind: "error" | "warning" | "info"): string {
  switch (kind) {
    case "error":
      return vscode.l10n.t("error");
    case "warning":
      return vscode.l10n.t("warning");
    case "info":
      return vscode.l10n.t("note");
    default:
      return assertNever(kind);
  }
}
