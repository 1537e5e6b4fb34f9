import { assertNever } from "../base/assertNever";
import type { Failure } from "../base/failure";
import type { Closed } from "../wire/closed";
import { describeClosed } from "./describeClosed";

/** What a person can do next. */
export type CallAction = "show-traffic" | "show-log" | "manage-trust" | "retry";

/** How a request that did not go well is told. `status` is a passing word in the status bar, for what the person did. */
export interface CallReport {
  readonly severity: "error" | "warning" | "status";
  readonly message: string;
  readonly actions: readonly CallAction[];
}

/** A request in the words of people; names of the server and the thing as they know them. */
export interface RequestWords {
  readonly server: string;
  /** `the call of "x"`, after "No answer to"; begins a sentence too. */
  readonly request: string;
  /** `run "x"`, after "did not". */
  readonly did: string;
  /** `"x" was called`: said with "not" before the participle. */
  readonly done: { readonly subject: string; readonly participle: string };
  /** `"x" was answered`, after "before". */
  readonly before: string;
}

/** How the server ended, when it did: its exit and the last line it wrote to stderr. */
export interface LastWords {
  readonly closed: Closed | undefined;
  readonly stderr: string | undefined;
  /** What a person has asked for, where that is why the connection closed: requests are given up before the process ends. */
  readonly asked?: "stop" | "restart" | undefined;
}

/** The four ways in which a request fails on the way, and the ones that keep it from being sent, each in its own words. */
export function reportRequest(words: RequestWords, failure: Failure, end: LastWords): CallReport {
  const { server, request, did, done } = words;
  const not = `${done.subject} was not ${done.participle}`;
  switch (failure.kind) {
    case "cancelled":
      return { severity: "status", message: `${request.charAt(0).toUpperCase()}${request.slice(1)} was cancelled`, actions: [] };
    case "timeout":
      return { severity: "warning", message: `No answer from server "${server}" to ${request}: ${cut(failure.message)}`, actions: ["show-traffic", "show-log", "retry"] };
    case "closed":
      if (end.asked) return { severity: "warning", message: `Server "${server}" was ${end.asked === "stop" ? "stopped" : "restarted"} before ${words.before}.`, actions: ["show-traffic", "retry"] };
      return { severity: "error", message: closedMessage(words, failure, end), actions: ["show-log", "show-traffic", "retry"] };
    case "tool":
    case "protocol":
      return { severity: "error", message: `Server "${server}" did not ${did} but answered with a protocol error: ${cut(failure.message)}`, actions: ["show-traffic", "retry"] };
    case "launch":
    case "config":
      return { severity: "error", message: `${not}: server "${server}" did not start. ${cut(failure.message)}`, actions: ["show-log", "retry"] };
    case "blocked":
      return { severity: "warning", message: `${not}: ${cut(failure.message)}`, actions: ["manage-trust"] };
    case "usage":
      return { severity: "warning", message: `${not}: ${cut(failure.message)}`, actions: [] };
    default:
      return assertNever(failure.kind);
  }
}

function closedMessage({ server, before }: RequestWords, failure: Failure, { closed, stderr }: LastWords): string {
  const how = closed ? `Server "${server}" ${describeClosed(closed)}` : `The connection to server "${server}" closed`;
  const why = closed ? "" : ` ${cut(failure.message)}`;
  const words = stderr === undefined ? "" : ` Its last line on stderr: ${cut(stderr)}`;
  return `${how} before ${before}.${why}${words}`;
}

/** A notification is a few lines at most; the rest can be read in the result or the traffic. */
export function cut(text: string): string {
  const line = text.slice(0, 1000).replace(/\s+/g, " ").trim();
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
