import * as vscode from "vscode";
import { Commands } from "../contributions";
import type { Host } from "../host";
import { ArgumentDrafts } from "./argumentDrafts";
import { ArgumentSchemas } from "./argumentSchemas";
import { Caller } from "./caller";
import { readCallTarget } from "./callTarget";
import { LastCall } from "./lastCall";
import { ResultView } from "./resultView";
import { registerSendLens } from "./sendLens";
import type { CallOutcome } from "./toolCall";
import { ToolCalls } from "./toolCalls";

/**
 * Registers what belongs to calling tools by hand. Each command settles with a `CallOutcome`.
 * @param onRequest is told of the sequence of every call's request once it was sent
 */
export function registerCalls(host: Host, onRequest: (seq: number) => void): vscode.Disposable {
  const { workspaceState } = host.context;
  const results = new ResultView();
  const drafts = new ArgumentDrafts(workspaceState);
  const last = new LastCall(workspaceState);
  const calls = new ToolCalls(host, drafts, new Caller(host, results, last, onRequest), last);
  return vscode.Disposable.from(
    results,
    drafts,
    new ArgumentSchemas(drafts),
    registerSendLens(drafts),
    vscode.commands.registerCommand(Commands.callTool, (given: unknown) => callTool(calls, given)),
    vscode.commands.registerCommand(Commands.sendArguments, (uri: unknown) => calls.sendDocument(uri)),
    vscode.commands.registerCommand(Commands.repeatLastCall, () => calls.repeat()),
  );
}

async function callTool(calls: ToolCalls, given: unknown): Promise<CallOutcome> {
  const target = readCallTarget(given);
  if (target === undefined) return calls.pick();
  if (typeof target !== "string") return calls.call(target);
  void vscode.window.showErrorMessage(target);
  return { type: "failed", kind: "usage", message: target };
}
