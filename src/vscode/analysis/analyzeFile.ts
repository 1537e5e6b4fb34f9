import { basename } from "node:path";
import * as vscode from "vscode";
import { Failure } from "../../core/base/failure";
import { inert } from "../../core/base/inert";
import type { Server } from "../../core/server/server";
import { tellFailure } from "../call/tellFailure";
import { Settings } from "../contributions";
import type { Host } from "../host";
import { withLateProgress } from "../lateProgress";
import { startServer } from "../startServer";
import { analyzedLanguageNames, analyzedPath } from "./analyzedLanguages";
import { analyzeText, type TextAnalysis } from "./analyzeText";
import type { OrderMemory } from "./orders";
import { pickSymbol } from "./symbolPicker";

/** Lists the symbols of the text in the active editor, saved or not, with their complexity. */
export async function analyzeCurrentFile(host: Host, orders: OrderMemory): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return say(vscode.l10n.t("Open a file to analyze it. Supported are {0}.", analyzedLanguageNames()));
  const { document } = editor;
  const name = basename(document.fileName);
  // Only a file on this machine has a path that means anything to the server; others are known by their names.
  const path = analyzedPath(document.uri.scheme === "file" ? document.uri.fsPath : name, document.languageId);
  if (path === undefined) return say(vscode.l10n.t('Wirelight does not analyze the language of {0} ("{1}"). Supported are {2}.', name, document.languageId, analyzedLanguageNames()));
  const server = host.registry.servers.find((each) => each.config.source.kind === "bundled");
  if (!server) return offerSetting();
  const analysis = await analyze(host, server, orders, { name, path, text: document.getText() });
  if (!analysis) return;
  const { symbols, warnings, skipped } = analysis;
  if (skipped !== undefined) return say(vscode.l10n.t("{0} was not analyzed: {1}.", name, skipped));
  const note = warnings.length > 0 ? warnings.join(" ") : undefined;
  if (symbols.length === 0) return say([vscode.l10n.t("{0} has no functions, classes or other symbols to list.", name), note].filter((each) => each !== undefined).join(" "));
  await pickSymbol({ editor, name, symbols, note }, orders);
}

/** `undefined` when it failed or was cancelled, which has been told then. */
async function analyze(host: Host, server: Server, orders: OrderMemory, input: { readonly name: string; readonly path: string; readonly text: string }): Promise<TextAnalysis | undefined> {
  try {
    return await withLateProgress(vscode.l10n.t("Analyzing {0}", input.name), async (cancel, report) => {
      if (!server.session) report({ message: vscode.l10n.t("starting the server...") });
      return analyzeText(await startServer(server, cancel), input, cancel);
    });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const retry = () => void analyzeCurrentFile(host, orders);
    tellFailure(host, { server, tool: vscode.l10n.t("Analyze {0}", input.name), failure: error, request: undefined, retry });
    return undefined;
  }
}

function say(message: string): void {
  void vscode.window.showInformationMessage(inert(message));
}

function offerSetting(): void {
  const open = vscode.l10n.t("Open Setting");
  const message = vscode.l10n.t("The bundled code-analysis server is switched off by the setting {0}.", Settings.bundledServer);
  void vscode.window.showInformationMessage(message, open).then((answer) => {
    if (answer === open) void vscode.commands.executeCommand("workbench.action.openSettings", Settings.bundledServer);
  });
}
