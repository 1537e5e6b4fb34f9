import * as vscode from "vscode";
import { assertNever } from "../../core/base/assertNever";
import { inert } from "../../core/base/inert";
import type { CallAction, CallReport } from "../../core/mcp/callReport";

const LABELS: { readonly [action in CallAction]: string } = {
  "show-traffic": vscode.l10n.t("Show in Traffic"),
  "show-log": vscode.l10n.t("Show Log"),
  "manage-trust": vscode.l10n.t("Manage Workspace Trust"),
  retry: vscode.l10n.t("Retry"),
};

/** How long a passing word stays in the status bar, milliseconds. */
const STATUS_MS = 6000;

/** Tells how a call went; an action of the report for which there is no handler is not offered. Does not wait for an answer. */
export function tell(report: CallReport, handlers: { readonly [action in CallAction]?: (() => void) | undefined }): void {
  if (report.severity === "status") {
    vscode.window.setStatusBarMessage(`$(circle-slash) ${inert(report.message)}`, STATUS_MS);
    return;
  }
  const actions = report.actions.filter((action) => handlers[action]);
  const answer = notify(report.severity, inert(report.message), actions.map((action) => LABELS[action]));
  void answer.then((label) => {
    const chosen = actions.find((action) => LABELS[action] === label);
    if (chosen) handlers[chosen]?.();
  });
}

function notify(severity: "error" | "warning", message: string, labels: readonly string[]): Thenable<string | undefined> {
  switch (severity) {
    case "error":
      return vscode.window.showErrorMessage(message, ...labels);
    case "warning":
      return vscode.window.showWarningMessage(message, ...labels);
    default:
      return assertNever(severity);
  }
}
