import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import { Commands, Settings } from "../contributions";
import { settings, TRACE_LEVELS, type TraceLevel } from "../settings";
import type { TraceLog } from "./traceLog";

const DETAILS: { readonly [level in TraceLevel]: string } = {
  off: vscode.l10n.t("No trace."),
  messages: vscode.l10n.t("One line for every message."),
  verbose: vscode.l10n.t("Messages with their text, stderr lines and process events."),
};

export function registerTraceCommands(log: TraceLog): Disposable {
  const store = new DisposableStore();
  store.add(vscode.commands.registerCommand(Commands.setTraceLevel, async () => {
    const current = settings.traceLevel();
    const items = TRACE_LEVELS.map((level) => ({ label: level, description: level === current ? vscode.l10n.t("current") : "", detail: DETAILS[level], level }));
    const picked = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t("What to write to the output channel Wirelight Trace") });
    if (picked) await setLevel(picked.level);
  }));
  store.add(vscode.commands.registerCommand(Commands.showTrace, async () => {
    if (settings.traceLevel() === "off" && !(await offerToSwitchOn())) return;
    log.show();
  }));
  return store;
}

async function offerToSwitchOn(): Promise<boolean> {
  const yes = vscode.l10n.t("Switch On");
  const answer = await vscode.window.showInformationMessage(vscode.l10n.t("The trace is off. Switch it on to have one line for every message from now on; the Traffic view has those so far."), yes);
  if (answer === yes) await setLevel("messages");
  return answer === yes;
}

/** Where a workspace has set the level, the change goes there, since it would have no effect elsewhere. */
async function setLevel(level: TraceLevel): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  const local = configuration.inspect(Settings.trace)?.workspaceValue !== undefined;
  await configuration.update(Settings.trace, level, local ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global);
}
