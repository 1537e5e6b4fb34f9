import * as vscode from "vscode";
import type { Failure } from "../core/base/failure";
import { type CallReport, reportRequest, type RequestWords } from "../core/mcp/requestReport";
import type { Server } from "../core/server/server";
import { lastWordsOf } from "./call/lastWords";
import { tell } from "./call/reports";
import { Commands } from "./contributions";
import type { Host } from "./host";
import { showInTraffic } from "./traffic/showInTraffic";

/** What failed, and what can be offered beside the report itself. */
export interface FailedRequest {
  readonly server: Server;
  readonly words: RequestWords;
  readonly failure: Failure;
  /** Sequence of the request in the trace, when it was sent. */
  readonly request: number | undefined;
  readonly retry: (() => void) | undefined;
}

/** Tells why a request of a person came to nothing; returns the report for whoever executed the command. */
export function tellRequest(host: Host, { server, words, failure, request, retry }: FailedRequest): CallReport {
  const report = reportRequest(words, failure, lastWordsOf(host.trace, server));
  // Whoever has just refused the launch knows why nothing was sent.
  const refused = failure.kind === "blocked" && server.state.name === "blocked" && server.state.reason === "unapproved";
  const command = (id: string, ...args: unknown[]) => () => void vscode.commands.executeCommand(id, ...args);
  if (!refused) {
    tell(report, {
      "show-traffic": request === undefined ? undefined : () => void showInTraffic(request),
      "show-log": command(Commands.showServerLog, server.config.id),
      "manage-trust": command(Commands.manageTrust),
      retry,
    });
  }
  return report;
}
