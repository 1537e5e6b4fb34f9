import * as path from "node:path";
import * as vscode from "vscode";
import { Failure, messageOf } from "../../core/base/failure";
import { inert } from "../../core/base/inert";
import { PRODUCT } from "../../core/base/product";
import { type EndLine, RECORDING_EXTENSION } from "../../core/trace/recording/recordingFormat";
import { allRows } from "../../core/trace/recording/rowsOf";
import { writeRecording } from "../../core/trace/recording/writeRecording";
import type { Trace } from "../../core/trace/trace";
import { writeTextFile } from "../../node/recordings/writeTextFile";
import { formatCount } from "../format";
import { type ProgressStep, withLateProgress } from "../lateProgress";
import { defaultFolder } from "../roots";
import { chooseHidden } from "./chooseHidden";
import { chooseRows, type RowChoice } from "./chooseRows";

export interface SaveOptions extends Omit<RowChoice, "isMarked"> {
  /** What people marked in the session, with their comments. */
  readonly marks: ReadonlyMap<number, string>;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Saves traffic as a recording: asks what of it, shows what will be hidden, asks where. Returns where it is. */
export async function saveRecording(options: SaveOptions): Promise<vscode.Uri | undefined> {
  const { source: { trace }, marks, now } = options;
  const title = vscode.l10n.t("Save Recording");
  if (trace.first === trace.next) {
    void vscode.window.showInformationMessage(vscode.l10n.t("There is no traffic to save yet. Start a server first."));
    return undefined;
  }
  try {
    const chosen = await chooseRows({ ...options, isMarked: (seq) => marks.has(seq) }, title);
    // Everything means what there is now: what comes while the person thinks about it is not in the preview.
    const rows = chosen && (chosen.rows ?? allRows(trace));
    const redactor = rows && (await chooseHidden(trace, rows, vscode.l10n.t("Save Recording: What Will Be Hidden")));
    const target = redactor && (await askTarget(now));
    if (!target) return undefined;
    let saved: EndLine = { end: 0, missing: 0, hidden: 0 };
    const writing = { product: `${PRODUCT.name} ${PRODUCT.version}`, saved: now, redactor, marks, onEnd: (end: EndLine) => (saved = end) };
    await withLateProgress(vscode.l10n.t("Saving {0}...", path.basename(target.fsPath)), (cancel, report) => writeTextFile(target.fsPath, writeRecording(trace, followed(rows, trace, report), writing), cancel));
    void offerToOpen(target, saved);
    return target;
  } catch (error) {
    if (error instanceof Failure && error.kind === "cancelled") return undefined;
    void vscode.window.showErrorMessage(inert(vscode.l10n.t("The recording was not saved: {0}", messageOf(error))));
    return undefined;
  }
}

/** Rows as they are taken, which tells how far it is. */
function* followed(rows: Iterable<number>, { first, next }: Trace, report: (step: ProgressStep) => void): Generator<number> {
  const step = Math.max(1, (next - first) / 50);
  let due = first + step;
  for (const seq of rows) {
    for (; seq >= due && due < next; due += step) report({ increment: 2 });
    yield seq;
  }
}

async function askTarget(now: number): Promise<vscode.Uri | undefined> {
  const stamp = new Date(now).toISOString().slice(0, 16).replace("T", "-").replace(":", "");
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t("Save Recording"),
    defaultUri: vscode.Uri.joinPath(vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(defaultFolder()), `mcp-${stamp}.${RECORDING_EXTENSION}`),
    filters: { [vscode.l10n.t("MCP Recordings")]: [RECORDING_EXTENSION] },
  });
  if (target && target.scheme !== "file") throw new Error(vscode.l10n.t("{0} is not on the machine that the servers run on. Choose a folder there.", target.toString(true)));
  return target;
}

async function offerToOpen(target: vscode.Uri, { end, missing, hidden }: EndLine): Promise<void> {
  const open = vscode.l10n.t("Open");
  const told = [
    vscode.l10n.t("Saved {0} messages and lines as {1}.", formatCount(end), target.fsPath),
    missing > 0 ? vscode.l10n.t("{0} had to make room for newer ones before they could be written; the setting wirelight.traffic.diskLimit keeps more.", formatCount(missing)) : "",
    hidden === 0 ? vscode.l10n.t("Nothing was hidden in them.") : hidden === 1 ? vscode.l10n.t("A secret was hidden in 1 place.") : vscode.l10n.t("Secrets were hidden in {0} places.", formatCount(hidden)),
  ];
  if ((await vscode.window.showInformationMessage(inert(told.filter((sentence) => sentence !== "").join(" ")), open)) === open) await vscode.commands.executeCommand("vscode.open", target);
}
