import * as vscode from "vscode";

/** What people read when they want something of a session that there was. @param cause what the system said */
export function sessionGone(cause?: unknown): Error {
  return new Error(vscode.l10n.t("This session is gone: it was deleted, or had to make room for others."), { cause });
}
