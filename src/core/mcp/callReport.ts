import { assertNever } from "../base/assertNever";
import type { Failure } from "../base/failure";
import type { Closed } from "../wire/closed";
import type { ToolResult } from "./types";
import { describeClosed } from "./describeClosed";

/** What a person can do next. */
export type CallAction = "show-traffic" | "show-log" | "manage-trust" | "retry";

/** How a call that did not go well is told. `status` is a passing word in the status bar, for what the person did. */
export interface CallReport {
  readonly severity: "error" | "warning" | "status";
  readonly message: string;
  readonly actions: readonly CallAction[];
}

/** Names of the tool and the server as people know them. */
export interface CallNames {
  readonly tool: string;
  readonly server: string;
}

/** How the server ended, when it did: its exit and the last line it wrote to stderr. */
export interface LastWords {
  readonly closed: Closed | undefined;
  readonly stderr: string | undefined;
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

/** The four ways in which a call fails on the way, and the ones that keep it from being sent, each in its own words. */
export function reportFailure(names: CallNames, failure: Failure, end: LastWords): CallReport {
  const { tool, server } = names;
  switch (failure.kind) {
    case "cancelled":
      return { severity: "status", message: `The call of "${tool}" was cancelled`, actions: [] };
    case "timeout":
      return { severity: "warning", message: `No answer from server "${server}" to the call of "${tool}": ${cut(failure.message)}`, actions: ["show-traffic", "show-log", "retry"] };
    case "closed":
      return { severity: "error", message: closedMessage(names, failure, end), actions: ["show-log", "show-traffic", "retry"] };
    case "tool":
    case "protocol":
      return { severity: "error", message: `Server "${server}" did not run "${tool}" but answered with a protocol error: ${cut(failure.message)}`, actions: ["show-traffic", "retry"] };
    case "launch":
    case "config":
      return { severity: "error", message: `"${tool}" was not called: server "${server}" did not start. ${cut(failure.message)}`, actions: ["show-log", "retry"] };
    case "blocked":
      return { severity: "warning", message: `"${tool}" was not called: ${cut(failure.message)}`, actions: ["manage-trust"] };
    case "usage":
      return { severity: "warning", message: `"${tool}" was not called: ${cut(failure.message)}`, actions: [] };
    default:
      return assertNever(failure.kind);
  }
}

function closedMessage({ tool, server }: CallNames, failure: Failure, { closed, stderr }: LastWords): string {
  const how = closed ? `Server "${server}" ${describeClosed(closed)}` : `The connection to server "${server}" closed`;
  const why = closed ? "" : ` ${cut(failure.message)}`;
  const words = stderr === undefined ? "" : ` Its last line on stderr: ${cut(stderr)}`;
  return `${how} before "${tool}" was answered.${why}${words}`;
}

/** A notification is a few lines at most; the rest can be read in the result or the traffic. */
function cut(text: string): string {
  const line = text.slice(0, 1000).replace(/\s+/g, " ").trim();
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
