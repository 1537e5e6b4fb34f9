import * as vscode from "vscode";
import { Failure } from "../../core/base/failure";
import { onUnexpectedError } from "../../core/base/unexpected";
import { reportResult } from "../../core/mcp/callReport";
import { progressWords } from "../../core/mcp/progressWords";
import type { Progress } from "../../core/mcp/types";
import type { Host } from "../host";
import { withLateProgress, type ProgressStep } from "../lateProgress";
import { startServer } from "../startServer";
import { findTool } from "./findTool";
import type { LastCall } from "./lastCall";
import { recordOf } from "./recordOf";
import type { RememberedArguments } from "./rememberedArguments";
import { tell } from "./reports";
import type { ResultView } from "./results/resultView";
import { callActions, tellFailure } from "./tellFailure";
import type { CallOutcome, ToolCall } from "./toolCall";

export interface SendOptions {
  /** Leaves the keyboard where it is when the result opens. */
  readonly keepFocus: boolean;
}

/** What remembers calls beyond the one that is being made. */
export interface CallMemory {
  readonly last: LastCall;
  readonly remembered: RememberedArguments;
}

/** Sends calls and shows what becomes of them. */
export class Caller {
  constructor(
    private readonly host: Host,
    private readonly results: ResultView,
    private readonly memory: CallMemory,
    private readonly onRequest: (seq: number) => void,
  ) {}

  async send(call: ToolCall, options: SendOptions): Promise<CallOutcome> {
    const { server, tool, args } = call;
    const { name } = server.config;
    // A call that cannot be remembered is a call all the same.
    this.remember(call).catch(onUnexpectedError);
    let request: number | undefined;
    // The server may have another link by the time the call has failed.
    let link: number | undefined;
    const onSent = (seq: number): void => {
      request = seq;
      link = this.host.trace.at(seq)?.link;
      this.onRequest(seq);
    };
    const retry = () => void this.send(call, options);
    try {
      const result = await withLateProgress(vscode.l10n.t('Calling "{0}" of server "{1}"', tool, name), async (cancel, report) => {
        if (!server.session) report({ message: vscode.l10n.t("starting the server...") });
        const session = await startServer(server, cancel);
        return session.callTool(tool, args, { cancel, onSent, onProgress: progressSteps(report) });
      });
      const opened = await this.results.show(recordOf(this.host, call, result, request), options);
      const report = reportResult({ tool, server: name }, result);
      if (report) tell(report, { ...callActions(server, request), retry });
      return { type: "result", isError: result.isError, opened: opened.map(String) };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const { message } = tellFailure(this.host, { server, tool, failure: error, request, link, retry });
      return { type: "failed", kind: error.kind, message };
    }
  }

  private async remember({ server, tool, args }: ToolCall): Promise<void> {
    const { id, name } = server.config;
    const schema = findTool(server, tool)?.inputSchema;
    await this.memory.last.set({ server: id, serverName: name, tool, args }, schema);
    await this.memory.remembered.set({ server: id, tool }, schema, args);
  }
}

/** Turns what a server tells of its progress into steps of a notification; without a total there is nothing to measure it by. */
function progressSteps(report: (step: ProgressStep) => void): (progress: Progress) => void {
  let shown = 0;
  return (told) => {
    const { progress, total } = told;
    const message = progressWords(told);
    if (total === undefined || total <= 0) return report({ message });
    const increment = Math.max(0, Math.min(100, (progress / total) * 100) - shown);
    shown += increment;
    report({ message, increment });
  };
}
