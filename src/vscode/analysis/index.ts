import * as vscode from "vscode";
import { Commands } from "../contributions";
import type { Host } from "../host";
import { analyzeCurrentFile } from "./analyzeFile";
import { OrderMemory } from "./orders";

/** Registers Analyze Current File. */
export function registerAnalysis(host: Host): vscode.Disposable {
  const orders = new OrderMemory(host.context.globalState);
  return vscode.commands.registerCommand(Commands.analyzeCurrentFile, () => analyzeCurrentFile(host, orders));
}
