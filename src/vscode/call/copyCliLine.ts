import * as vscode from "vscode";
import { inert } from "../../core/base/inert";
import type { JsonObject } from "../../core/base/json";
import { callWords } from "../../core/server/commandLine/callWords";
import { commandLine, shellOf } from "../../core/server/commandLine/shell";
import type { Server } from "../../core/server/server";
import { defaultFolder } from "../roots";

export interface CallToCopy {
  readonly server: Server;
  readonly tool: string;
  readonly args: JsonObject;
  readonly schema: JsonObject | undefined;
}

/** Copies the line that makes the same call from an integrated terminal, and says what has to be added to it. */
export async function copyCliLine({ server, tool, args, schema }: CallToCopy): Promise<void> {
  const { launch, unresolved, name } = server.config;
  if (!launch) {
    void vscode.window.showWarningMessage(inert(vscode.l10n.t('Server "{0}" has no command that could be written on a command line.', name)));
    return;
  }
  const { words, notes } = callWords({ tool, args, schema, launch, unresolved, defaultCwd: defaultFolder() });
  await vscode.env.clipboard.writeText(commandLine(words, shellOf(vscode.env.shell, process.platform === "win32")));
  if (notes.length === 0) vscode.window.setStatusBarMessage(`$(copy) ${vscode.l10n.t("Copied; paste it into a terminal of this window")}`, 6000);
  else void vscode.window.showInformationMessage(inert([vscode.l10n.t("Copied."), ...notes].join(" ")));
}
