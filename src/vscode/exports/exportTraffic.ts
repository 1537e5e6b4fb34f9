import * as os from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import { Failure, messageOf } from "../../core/base/failure";
import { inert } from "../../core/base/inert";
import { PRODUCT } from "../../core/base/product";
import type { Finding } from "../../core/lint/finding";
import { exporters } from "../../core/trace/export/exporters";
import type { ExportTraffic } from "../../core/trace/export/exportTraffic";
import { allRows } from "../../core/trace/recording/rowsOf";
import { redactEvent } from "../../core/trace/redact/redactEvent";
import type { Frame } from "../../core/wire/frame";
import { writeTextFile } from "../../node/recordings/writeTextFile";
import { inBreaks } from "../inBreaks";
import { withLateProgress } from "../lateProgress";
import { chooseHidden } from "../recording/chooseHidden";
import { chooseRows, type RowChoice } from "../recording/chooseRows";
import { defaultFolder } from "../roots";
import { exportFormats, type FormatChoice } from "./exportFormats";
import { suspectFindings } from "./suspectFindings";

export interface ExportOptions extends Omit<RowChoice, "isMarked"> {
  /** What people marked in the session, with their comments. */
  readonly marks: ReadonlyMap<number, string>;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly lint: (frame: Frame) => readonly Finding[];
}

/**
 * Exports traffic: asks what of it, into what, and shows what will be hidden. A report is opened, so that it can be read
 * and changed before it is pasted; anything else is saved. Returns where it is.
 */
export async function exportTraffic(options: ExportOptions): Promise<vscode.Uri | undefined> {
  const { source: { trace }, marks } = options;
  const title = vscode.l10n.t("Export Traffic");
  if (trace.first === trace.next) {
    void vscode.window.showInformationMessage(vscode.l10n.t("There is no traffic to export yet. Start a server first."));
    return undefined;
  }
  try {
    const chosen = await chooseRows({ ...options, isMarked: (seq) => marks.has(seq) }, title);
    const format = chosen && (await pickFormat(title));
    if (!format) return undefined;
    // Everything means what there is now: what comes while the person thinks about it is not in the preview.
    const { next } = trace;
    const redactor = await chooseHidden(trace, chosen.rows ?? allRows(trace), vscode.l10n.t("Export Traffic: What Will Be Hidden"));
    if (!redactor) return undefined;
    const traffic: ExportTraffic = {
      trace,
      exchanges: options.source.exchanges,
      ...(chosen.rows && { seqs: chosen.rows }),
      next,
      redact: (text) => redactor.text(text),
      redactEvent: (event) => redactEvent(event, redactor),
      environment: { product: PRODUCT, facts: environmentFacts(), now: options.now },
      marks,
      findings: format.format === "md" ? await withLateProgress(vscode.l10n.t("Looking for problems..."), (cancel) => inBreaks(suspectFindings(trace, options.lint), cancel)) : [],
    };
    return await (format.extension === undefined ? open(traffic) : save(traffic, format, format.extension));
  } catch (error) {
    if (error instanceof Failure && error.kind === "cancelled") return undefined;
    void vscode.window.showErrorMessage(inert(vscode.l10n.t("The traffic was not exported: {0}", messageOf(error))));
    return undefined;
  }
}

async function pickFormat(title: string): Promise<FormatChoice | undefined> {
  return vscode.window.showQuickPick(exportFormats(), { title, placeHolder: vscode.l10n.t("Choose what to export to"), matchOnDetail: true });
}

/** What a report tells of the machine. */
function environmentFacts(): ExportTraffic["environment"]["facts"] {
  const remote = vscode.env.remoteName;
  return [
    [vscode.env.appName, remote === undefined ? vscode.version : `${vscode.version}, ${remote}`],
    ["System", `${os.type()} ${os.release()}, ${process.arch}`],
    ["Node.js", process.versions.node],
  ];
}

async function open(traffic: ExportTraffic): Promise<vscode.Uri> {
  const pieces: string[] = [];
  await withLateProgress(vscode.l10n.t("Writing the issue report..."), (cancel) => inBreaks(exporters.md(traffic), cancel, (piece) => pieces.push(piece)));
  const document = await vscode.workspace.openTextDocument({ language: "markdown", content: pieces.join("") });
  await vscode.window.showTextDocument(document, { preview: false });
  return document.uri;
}

async function save(traffic: ExportTraffic, { format, label }: FormatChoice, extension: string): Promise<vscode.Uri | undefined> {
  const stamp = new Date(traffic.environment.now).toISOString().slice(0, 16).replace("T", "-").replace(":", "");
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t("Export Traffic"),
    defaultUri: vscode.Uri.joinPath(vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(defaultFolder()), `mcp-${stamp}.${extension}`),
    filters: { [label]: [extension.split(".").at(-1) ?? extension], [vscode.l10n.t("All Files")]: ["*"] },
  });
  if (!target) return undefined;
  if (target.scheme !== "file") throw new Error(vscode.l10n.t("{0} is not on the machine that the servers run on. Choose a folder there.", target.toString(true)));
  await withLateProgress(vscode.l10n.t("Exporting to {0}...", path.basename(target.fsPath)), (cancel) => writeTextFile(target.fsPath, exporters[format](traffic), cancel));
  void offerToOpen(target, format === "html");
  return target;
}

/** A page is for the browser, which the system opens. */
async function offerToOpen(target: vscode.Uri, isPage: boolean): Promise<void> {
  const show = vscode.l10n.t("Open");
  if ((await vscode.window.showInformationMessage(inert(vscode.l10n.t("Exported to {0}", target.fsPath)), show)) !== show) return;
  if (isPage) await vscode.env.openExternal(target);
  else await vscode.commands.executeCommand("vscode.open", target);
}
