import * as vscode from "vscode";
import { assertNever } from "../../core/base/assertNever";
import type { ServerState } from "../../core/server/state";

/** The icon of a server row; the colours are the theme's own for success, waiting and failure. */
export function stateIcon(state: ServerState): vscode.ThemeIcon {
  switch (state.name) {
    case "stopped":
      return new vscode.ThemeIcon("circle-large-outline", new vscode.ThemeColor("disabledForeground"));
    case "misconfigured":
      return new vscode.ThemeIcon("error", new vscode.ThemeColor("problemsErrorIcon.foreground"));
    case "blocked":
      return new vscode.ThemeIcon("shield", new vscode.ThemeColor("problemsWarningIcon.foreground"));
    case "starting":
    case "restarting":
    case "stopping":
      return new vscode.ThemeIcon("loading~spin");
    case "running":
      return new vscode.ThemeIcon("circle-large-filled", new vscode.ThemeColor("testing.iconPassed"));
    case "failed":
      return new vscode.ThemeIcon("error", new vscode.ThemeColor("problemsErrorIcon.foreground"));
    default:
      return assertNever(state);
  }
}
