import * as vscode from "vscode";
import { Commands } from "../contributions";

/** Shows a row of this window among its neighbours, in the Traffic panel, and its messages as a document. */
export async function showInTraffic(seq: number): Promise<void> {
  await vscode.commands.executeCommand(Commands.showTrafficPanel, { seq });
  await vscode.commands.executeCommand(Commands.openMessage, seq);
}
