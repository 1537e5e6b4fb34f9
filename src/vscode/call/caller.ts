import { onUnexpectedError } from "../../core/base/unexpected";
import { Failure } from "../../core/base/failure";
import { reportResult } from "../../core/mcp/callReport";
import type { Progress } from "../../core/mcp/types";
import type { Host } from "../host";
import { withLateProgress, type ProgressStep } from "../lateProgress";
import { startServer } from "../startServer";
import type { LastCall } from "./lastCall";
import { tell } from "./reports";
import { RequestWatch } from "./requestWatch";
import type { ResultView } from "./resultView";
import { callActions, tellFailure } from "./tellFailure";
import type { CallOutcome, ToolCall } from "./toolCall";

export interface SendOptions {
  /** Leaves the keyboard where it is when the result opens. */
  readonly keepFocus: boolean;
}

/** Sends calls and shows what becomes of them. */
export class Caller {
  constructor(
    private readonly host: Host,
    private readonly results: ResultView,
    private readonly last: LastCall,
    private readonly onRequest: (seq: number) => void,
  ) {}

  async send(call: ToolCall, options: SendOptions): Promise<CallOutcome> {
    const { server, tool, args } = call;
    const { name } = server.config;
    // A call that cannot be remembered is a call all the same.
    this.last.set({ server: server.config.id, serverName: name, tool, args }).then(undefined, onUnexpectedError);
    const watch = new RequestWatch(this.host.trace, server, tool, this.onRequest);
    try {
      const result = await withLateProgress(`Calling "${tool}" of server "${name}"`, async (cancel, report) => {
        if (!server.session) report({ message: "starting the server..." });
        const session = await startServer(server, cancel);
        return session.callTool(tool, args, { cancel, onProgress: progressSteps(report) });
      });
      const opened = await this.results.show({ tool, server: name }, result, options.keepFocus);
      const report = reportResult({ tool, server: name }, result);
      if (report) tell(report, { ...callActions(server, watch.request), retry: () => void this.send(call, options) });
      return { type: "result", isError: result.isError, opened: opened.map(String) };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const retry = () => void this.send(call, options);
      const { message } = tellFailure(this.host, { server, tool, failure: error, request: watch.request, retry });
      return { type: "failed", kind: error.kind, message };
    } finally {
      watch.dispose();
    }
  }
}

/** Turns what a server tells of its progress into steps of a notification: its own words, else its numbers. */
function progressSteps(report: (step: ProgressStep) => void): (progress: Progress) => void {
  let shown = 0;
  return ({ progress, total, message }) => {
    const percent = total === undefined || total <= 0 ? 0 : Math.min(100, (progress / total) * 100);
    const increment = Math.max(0, percent - shown);
    shown += increment;
    report({ message: message ?? (total === undefined ? String(progress) : `${progress} of ${total}`), increment });
  };
}
