import * as vscode from "vscode";
import { AnswerMemory } from "../ask/answerMemory";
import { Commands } from "../contributions";
import type { Host } from "../host";
import { ArgumentDrafts } from "./argumentDrafts";
import { ArgumentSchemas } from "./argumentSchemas";
import { type CallMemory, Caller } from "./caller";
import { readCallTarget } from "./callTarget";
import { LastCall } from "./lastCall";
import { RememberedArguments } from "./rememberedArguments";
import { readLinked } from "./results/readLinked";
import { ResultCommands } from "./results/resultCommands";
import { ResultHistory } from "./results/resultHistory";
import { registerResultLens } from "./results/resultLens";
import { ResultView } from "./results/resultView";
import { registerSendLens } from "./sendLens";
import type { CallOutcome } from "./toolCall";
import { ToolCalls } from "./toolCalls";

export interface RegisteredCalls extends vscode.Disposable {
  /** Documents in which a person writes arguments; long texts of prompts are written there, too. */
  readonly drafts: ArgumentDrafts;
}

/**
 * Registers what belongs to calling tools by hand. Each command settles with a `CallOutcome`.
 * @param onRequest is told of the sequence of every call's request once it was sent
 */
export function registerCalls(host: Host, onRequest: (seq: number) => void): RegisteredCalls {
  const { workspaceState } = host.context;
  const results = new ResultView((record, uri, name) => readLinked(host, record, uri, name));
  const drafts = new ArgumentDrafts(workspaceState);
  const memory = { last: new LastCall(workspaceState), remembered: new RememberedArguments(workspaceState) };
  const caller = new Caller(host, results, memory, onRequest);
  const calls = new ToolCalls(host, drafts, caller, memory);
  const registrations = vscode.Disposable.from(
    results,
    drafts,
    new ArgumentSchemas(drafts),
    registerSendLens(drafts),
    registerResultLens(results),
    new ResultCommands(host, results, drafts, caller, new ResultHistory(host, results, caller)).register(),
    vscode.commands.registerCommand(Commands.callTool, (given: unknown) => callTool(calls, given)),
    vscode.commands.registerCommand(Commands.sendArguments, (uri: unknown) => calls.sendDocument(uri)),
    vscode.commands.registerCommand(Commands.repeatLastCall, () => calls.repeat()),
    vscode.commands.registerCommand(Commands.forgetArguments, () => forgetArguments(memory, new AnswerMemory(workspaceState))),
  );
  return { drafts, dispose: () => void registrations.dispose() };
}

async function forgetArguments({ last, remembered }: CallMemory, answers: AnswerMemory): Promise<void> {
  await remembered.forgetAll();
  await answers.forgetAll();
  await last.forget();
  vscode.window.setStatusBarMessage(`$(trash) ${vscode.l10n.t("Forgot the arguments of all calls")}`, 6000);
}

async function callTool(calls: ToolCalls, given: unknown): Promise<CallOutcome> {
  const target = readCallTarget(given);
  if (target === undefined) return calls.pick();
  if (typeof target !== "string") return calls.call(target);
  void vscode.window.showErrorMessage(target);
  return { type: "failed", kind: "usage", message: target };
}
