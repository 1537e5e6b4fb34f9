import type { Failure } from "../base/failure";
import { type CallReport, cut, type LastWords, reportRequest } from "./requestReport";
import type { ToolResult } from "./types";

export type { CallAction, CallReport, LastWords } from "./requestReport";

/** Names of the tool and the server as people know them. */
export interface CallNames {
  readonly tool: string;
  readonly server: string;
}

/** `undefined` for a result that is no error. */
export function reportResult(names: CallNames, result: ToolResult): CallReport | undefined {
  if (!result.isError) return undefined;
  const text = result.content.find((block) => block.type === "text")?.text;
  const said = typeof text === "string" && text.trim() !== "" ? `: ${cut(text)}` : ".";
  return {
    severity: "warning",
    message: `The tool "${names.tool}" of server "${names.server}" reported an error${said}`,
    actions: ["show-traffic", "retry"],
  };
}

/** Why a call came to no result. */
export function reportFailure({ tool, server }: CallNames, failure: Failure, end: LastWords): CallReport {
  const words = {
    server,
    request: `the call of "${tool}"`,
    did: `run "${tool}"`,
    done: { subject: `"${tool}"`, participle: "called" },
    before: `"${tool}" was answered`,
  };
  return reportRequest(words, failure, end);
}
