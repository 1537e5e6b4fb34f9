import * as vscode from "vscode";
import type { Failure } from "../../core/base/failure";
import { type CallReport, reportFailure } from "../../core/mcp/callReport";
import type { Server } from "../../core/server/server";
import { Commands } from "../contributions";
import type { Host } from "../host";
import { showInTraffic } from "../traffic/showInTraffic";
import { lastWordsOf } from "./lastWords";
import { tell } from "./reports";

/** What failed, and what can be offered beside the report itself. */
export interface FailedCall {
  readonly server: Server;
  readonly tool: string;
  readonly failure: Failure;
  /** Sequence of the request in the trace, when it was sent. */
  readonly request: number | undefined;
  /** The link it was sent on; the server may have a newer one by now. */
  readonly link?: number | undefined;
  readonly retry: (() => void) | undefined;
}

/** Tells why a call did not come to a result; returns the report for whoever executed the command. */
export function tellFailure(host: Host, { server, tool, failure, request, link, retry }: FailedCall): CallReport {
  const report = reportFailure({ tool, server: server.config.name }, failure, lastWordsOf(host.trace, server, link));
  // Whoever has just refused the launch knows why nothing was called.
  const refused = failure.kind === "blocked" && server.state.name === "blocked" && server.state.reason === "unapproved";
  if (!refused) tell(report, { ...callActions(server, request), retry });
  return report;
}

/** The actions of a report that lead somewhere else. */
export function callActions(server: Server, request: number | undefined) {
  return {
    "show-traffic": request === undefined ? undefined : () => void showInTraffic(request),
    "show-log": () => void vscode.commands.executeCommand(Commands.showServerLog, server.config.id),
    "manage-trust": () => void vscode.commands.executeCommand(Commands.manageTrust),
  };
}
