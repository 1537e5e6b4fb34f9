import * as vscode from "vscode";
import { inert } from "../../../core/base/inert";
import { copiedText } from "../../../core/mcp/result/copiedText";
import type { Server } from "../../../core/server/server";
import { Commands, Schemes } from "../../contributions";
import type { Host } from "../../host";
import { showInTraffic as showRow } from "../../traffic/showInTraffic";
import type { ArgumentDrafts } from "../argumentDrafts";
import { openArguments, readArguments } from "../argumentsEditor";
import type { Caller } from "../caller";
import type { CallRecord } from "../callRecord";
import { copyCliLine } from "../copyCliLine";
import { findTool } from "../findTool";
import { tabUris } from "../tabUris";
import type { CallOutcome } from "../toolCall";
import type { ResultHistory } from "./resultHistory";
import type { ResultView } from "./resultView";
import { saveResult } from "./saveResult";

const LEFT: CallOutcome = { type: "left" };

/** What can be done with a result: each takes the address of one of its documents, else the one in front. */
export class ResultCommands {
  constructor(
    private readonly host: Host,
    private readonly results: ResultView,
    private readonly drafts: ArgumentDrafts,
    private readonly caller: Caller,
    private readonly history: ResultHistory,
  ) {}

  register(): vscode.Disposable {
    const onResult = <T>(id: string, run: (record: CallRecord) => T) => vscode.commands.registerCommand(id, (given: unknown) => {
      const record = this.results.of(uriOf(given))?.record;
      return record ? run(record) : tell(vscode.l10n.t("Open the result of a call first."));
    });
    return vscode.Disposable.from(
      onResult(Commands.repeatResult, (record) => this.repeat(record)),
      onResult(Commands.editResultArguments, (record) => this.edit(record)),
      onResult(Commands.saveResult, saveResult),
      onResult(Commands.copyResult, copy),
      onResult(Commands.showResultInTraffic, showInTraffic),
      onResult(Commands.openWholeResult, (record) => this.results.show(record, { keepFocus: false, whole: true })),
      onResult(Commands.compareResult, (record) => this.history.compare(record)),
      vscode.commands.registerCommand(Commands.copyCliLine, (given: unknown) => this.copyCliLine(uriOf(given))),
      vscode.commands.registerCommand(Commands.showResultHistory, (given: unknown) => this.history.show(given)),
    );
  }

  private async repeat(record: CallRecord): Promise<CallOutcome> {
    const server = this.serverOf(record);
    return server ? this.caller.send({ server, tool: record.tool, args: record.args }, { keepFocus: false }) : LEFT;
  }

  private async edit(record: CallRecord): Promise<CallOutcome> {
    const server = this.serverOf(record);
    if (!server) return LEFT;
    const schema = findTool(server, record.tool)?.inputSchema ?? {};
    await openArguments(this.drafts, { server, tool: record.tool, schema, args: record.args, leftOut: [], exact: true });
    return LEFT;
  }

  /** Of a result, or of arguments that are being written. */
  private async copyCliLine(uri: vscode.Uri | undefined): Promise<void> {
    const record = this.results.of(uri)?.record;
    if (record) return this.copyCall(record.server, record.serverName, record.tool, record.args);
    const document = uri?.scheme === Schemes.arguments ? await vscode.workspace.openTextDocument(uri) : undefined;
    if (!document) return tell(vscode.l10n.t("Open the result of a call or its arguments first."));
    const written = readArguments(this.drafts, document);
    if ("problem" in written) return tell(written.problem);
    const { server, serverName, tool } = written.draft;
    return this.copyCall(server, serverName, tool, written.args);
  }

  private async copyCall(id: string, serverName: string, tool: string, args: CallRecord["args"]): Promise<void> {
    const server = this.serverOf({ server: id, serverName });
    if (server) await copyCliLine({ server, tool, args, schema: findTool(server, tool)?.inputSchema });
  }

  private serverOf({ server: id, serverName }: Pick<CallRecord, "server" | "serverName">): Server | undefined {
    const server = this.host.registry.get(id);
    if (!server) tell(vscode.l10n.t('Server "{0}" is no longer configured.', serverName));
    return server;
  }
}

/** The resource of a menu, or of whatever kind of editor is in front. */
function uriOf(given: unknown): vscode.Uri | undefined {
  if (given instanceof vscode.Uri) return given;
  const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
  return tab && tabUris(tab).at(-1);
}

async function copy({ result }: CallRecord): Promise<void> {
  const { text, kind } = copiedText(result);
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(`$(copy) ${kind === "text" ? vscode.l10n.t("Copied the text of the result") : vscode.l10n.t("Copied the result as JSON")}`, 6000);
}

async function showInTraffic({ request }: CallRecord): Promise<void> {
  if (request === undefined) return tell(vscode.l10n.t("The traffic does not have this call."));
  await showRow(request);
}

function tell(message: string): void {
  void vscode.window.showInformationMessage(inert(message));
}
