import * as vscode from "vscode";
import { inert } from "../../../core/base/inert";
import type { Server } from "../../../core/server/server";
import { Commands } from "../../contributions";
import { formatTime } from "../../format";
import type { Host } from "../../host";
import { serverTitle } from "../../serverTitle";
import type { Caller } from "../caller";
import { findServer, readCallTarget } from "../callTarget";
import type { CallRecord } from "../callRecord";
import { recordOf } from "../recordOf";
import type { CallOutcome } from "../toolCall";
import { callHistory, type PastCall } from "./callHistory";
import { comparedFile } from "./comparedFile";
import { pastResult } from "./pastResult";
import { pickCall } from "./pickCall";
import type { ResultView } from "./resultView";

/** Of which calls the history is shown; without a tool those of all tools. */
interface Subject {
  readonly server: Server;
  readonly tool: string | undefined;
}

/** Opens, repeats and compares calls that were made before, as long as the traffic has them. */
export class ResultHistory {
  constructor(
    private readonly host: Host,
    private readonly results: ResultView,
    private readonly caller: Caller,
  ) {}

  /** @param given names the tool, as a row of the Servers tree does; without it the person is asked for the server */
  async show(given: unknown): Promise<CallOutcome | undefined> {
    const subject = await this.subject(given);
    if (!subject) return undefined;
    const { server, tool } = subject;
    const calls = callHistory(this.host, server.config.id, tool);
    const name = tool === undefined ? vscode.l10n.t('server "{0}"', server.config.name) : `"${tool}"`;
    if (calls.length === 0) return this.tell(vscode.l10n.t("The traffic of this window has no call of {0}.", name));
    const picked = await pickCall({ title: vscode.l10n.t("Calls of {0}", name), placeholder: vscode.l10n.t("Choose a call to open its result"), server, calls, hasActions: true });
    if (!picked) return undefined;
    switch (picked.action) {
      case "open":
        return this.open(server, picked.call);
      case "repeat":
        return this.caller.send({ server, tool: picked.call.tool, args: picked.call.args }, { keepFocus: false });
      case "compare":
        return this.compareWith(server, this.record(server, picked.call));
    }
  }

  /** Compares a result with another one of the same tool, which the person chooses. */
  async compare(record: CallRecord): Promise<undefined> {
    const server = this.host.registry.get(record.server);
    if (!server) return this.tell(vscode.l10n.t('Server "{0}" is no longer configured, so its other results are not known.', record.serverName));
    return this.compareWith(server, record);
  }

  private async compareWith(server: Server, record: CallRecord | undefined): Promise<undefined> {
    if (!record) return this.tell(vscode.l10n.t("The traffic no longer has the result of this call."));
    const others = callHistory(this.host, server.config.id, record.tool).filter(({ exchange }) => exchange.request !== record.request && (exchange.status === "ok" || exchange.status === "tool-error"));
    if (others.length === 0) return this.tell(vscode.l10n.t('The traffic of this window has no other result of "{0}" to compare with.', record.tool));
    const picked = await pickCall({ title: vscode.l10n.t("Compare with..."), placeholder: vscode.l10n.t('Choose the other result of "{0}"', record.tool), server, calls: others, hasActions: false });
    const other = picked && this.record(server, picked.call);
    if (picked && !other) return this.tell(vscode.l10n.t("The traffic no longer has the result of that call."));
    if (other) await this.diff(...(other.answered < record.answered ? ([other, record] as const) : ([record, other] as const)));
    return undefined;
  }

  private async diff(older: CallRecord, newer: CallRecord): Promise<void> {
    const files = [comparedFile(older, false), comparedFile(newer, false)] as const;
    // Two kinds of document have nothing in common but what they were made of.
    const asJson = files[0].name !== files[1].name;
    const [left, right] = [older, newer].map((record, index) => this.results.add(record, asJson ? comparedFile(record, true) : (files[index] ?? files[0])));
    await vscode.commands.executeCommand("vscode.diff", left, right, `${newer.tool}: ${formatTime(older.answered)} ↔ ${formatTime(newer.answered)}`);
  }

  private async open(server: Server, call: PastCall): Promise<CallOutcome | undefined> {
    const record = this.record(server, call);
    // What has no result to show has its messages.
    if (!record) return vscode.commands.executeCommand(Commands.openMessage, call.exchange.request);
    const opened = await this.results.show(record, { keepFocus: false });
    return { type: "result", isError: record.result.isError, opened: opened.map(String) };
  }

  private record(server: Server, call: PastCall): CallRecord | undefined {
    const result = pastResult(this.host, call);
    return result && recordOf(this.host, { server, tool: call.tool, args: call.args }, result, call.exchange.request);
  }

  private async subject(given: unknown): Promise<Subject | undefined> {
    const target = readCallTarget(given);
    if (typeof target === "object") {
      const server = findServer(this.host.registry, target.server);
      if (!server) this.tell(vscode.l10n.t('There is no server "{0}".', target.server));
      return server && { server, tool: target.tool };
    }
    const called = this.host.registry.servers.filter((server) => callHistory(this.host, server.config.id).length > 0);
    if (called.length === 0) return this.tell(vscode.l10n.t("No tool has been called in this window yet."));
    const items = called.map((server) => ({ label: inert(serverTitle(server, called)), server }));
    const picked = called.length === 1 ? items[0] : await vscode.window.showQuickPick(items, { title: vscode.l10n.t("Show Result History"), placeHolder: vscode.l10n.t("Choose the server") });
    return picked && { server: picked.server, tool: undefined };
  }

  private tell(message: string): undefined {
    void vscode.window.showInformationMessage(inert(message));
    return undefined;
  }
}
