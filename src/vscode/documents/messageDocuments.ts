import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import { Commands } from "../contributions";
import type { FileGate } from "../fileGate";
import type { History } from "../history/history";
import type { RowRef } from "../history/library";
import type { TrafficSource } from "../history/trafficSource";
import { withLateProgress } from "../lateProgress";
import { MessageFiles } from "./messageFiles";
import { messageUri } from "./messageUri";

/**
 * Opens rows of the traffic as read-only documents. The commands take a sequence of this window, or a row of the
 * Traffic view, or `{ session, seq }`; and `{ preserveFocus }`.
 */
export function registerMessageDocuments(history: History, gate: FileGate): Disposable {
  const store = new DisposableStore();
  store.add(gate.serve(store.add(new MessageFiles(history))));
  store.add(vscode.commands.registerCommand(Commands.openMessage, (target: unknown, options: unknown) => open(history, target, false, keepsFocus(options))));
  store.add(vscode.commands.registerCommand(Commands.openRawMessage, (target: unknown) => open(history, target, true, false)));
  return store;
}

async function open(history: History, target: unknown, raw: boolean, preserveFocus: boolean): Promise<void> {
  const row = rowOf(target, history.live.session);
  if (!row) {
    void vscode.window.showInformationMessage(vscode.l10n.t("Select a row in Wirelight's Traffic view to open its message."));
    return;
  }
  const uri = await withLateProgress(vscode.l10n.t("Reading the earlier session..."), () => history.library.look(row, (source) => uriOf(source, row, raw)));
  if (!uri) {
    void vscode.window.showInformationMessage(vscode.l10n.t("This message is no longer kept: it had to make room, the traffic was cleared, or its session was deleted. The settings wirelight.traffic.memory and wirelight.traffic.diskLimit make more room."));
    return;
  }
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: true, preserveFocus });
}

/** `undefined` when the row is not kept any more. */
function uriOf(source: TrafficSource | undefined, { session, seq }: RowRef, raw: boolean): vscode.Uri | undefined {
  const frame = source?.trace.at(seq);
  return source && frame && messageUri({ session, seq, raw }, frame, source.exchanges.of(seq), source.trace.link(frame.link));
}

/** A click in the tree leaves the keyboard there, so that a person can walk through the rows. */
function keepsFocus(options: unknown): boolean {
  return typeof options === "object" && options !== null && "preserveFocus" in options && options.preserveFocus === true;
}

/** Without a session, it is this window's. */
function rowOf(target: unknown, live: string): RowRef | undefined {
  if (typeof target === "number") return { session: live, seq: target };
  if (typeof target !== "object" || target === null || !("seq" in target) || typeof target.seq !== "number") return undefined;
  return { session: sessionOf("source" in target ? target.source : target) ?? live, seq: target.seq };
}

function sessionOf(value: unknown): string | undefined {
  return typeof value === "object" && value !== null && "session" in value && typeof value.session === "string" ? value.session : undefined;
}
