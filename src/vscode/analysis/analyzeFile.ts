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
  if (!editor) return say(`Open a file to analyze it. Supported are ${analyzedLanguageNames()}.`);
  const { document } = editor;
  const name = basename(document.fileName);
  // Only a file on this machine has a path that means anything to the server; others are known by their names.
  const path = analyzedPath(document.uri.scheme === "file" ? document.uri.fsPath : name, document.languageId);
  if (path === undefined) return say(`Wirelight does not analyze the language of ${name} ("${document.languageId}"). Supported are ${analyzedLanguageNames()}.`);
  const server = host.registry.servers.find((each) => each.config.source.kind === "bundled");
  if (!server) return offerSetting();
  const analysis = await analyze(host, server, orders, { name, path, text: document.getText() });
  if (!analysis) return;
  const { symbols, warnings, skipped } = analysis;
  if (skipped !== undefined) return say(`${name} was not analyzed: ${skipped}.`);
  const note = warnings.length > 0 ? warnings.join(" ") : undefined;
  if (symbols.length === 0) return say(`${name} has no functions, classes or other symbols to list.${note === undefined ? "" : ` ${note}`}`);
  await pickSymbol({ editor, name, symbols, note }, orders);
}

/** `undefined` when it failed or was cancelled, which has been told then. */
async function analyze(host: Host, server: Server, orders: OrderMemory, input: { readonly name: string; readonly path: string; readonly text: string }): Promise<TextAnalysis | undefined> {
  try {
    return await withLateProgress(`Analyzing ${input.name}`, async (cancel, report) => {
      if (!server.session) report({ message: "starting the server..." });
      return analyzeText(await startServer(server, cancel), input, cancel);
    });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const retry = () => void analyzeCurrentFile(host, orders);
    tellFailure(host, { server, tool: `Analyze ${input.name}`, failure: error, request: undefined, retry });
    return undefined;
  }
}

function say(message: string): void {
  void vscode.window.showInformationMessage(inert(message));
}

function offerSetting(): void {
  const open = "Open Setting";
  const message = `The bundled code-analysis server is switched off by the setting ${Settings.bundledServer}.`;
  void vscode.window.showInformationMessage(message, open).then((answer) => {
    if (answer === open) void vscode.commands.executeCommand("workbench.action.openSettings", Settings.bundledServer);
  });
}
