import { assertNever } from "../base/assertNever";
import { describeClosed } from "../mcp/describeClosed";
import type { Closed } from "../wire/closed";

/** An end that nobody asked for. */
export interface UnexpectedEnd {
  readonly closed: Closed;
  /** Whether the server was still starting, or had been running. */
  readonly during: "start" | "running";
  /** The last lines of stderr, oldest first; told only when the server never came up. */
  readonly stderr: readonly string[];
}

/** What to tell people about it: how it ended, what that mostly means, and what to do. */
export function endMessage(end: UnexpectedEnd): string {
  const { closed } = end;
  switch (closed.how) {
    case "spawn-failed":
      // Whoever tried to start it knows best what is wrong and what to do.
      return `The server could not be started. ${closed.message}`;
    case "exited":
      return withStderr([exitSentence(end), adviceForExit(closed.code, closed.signal), nextStep(end)].filter((part) => part !== "").join(" "), end);
    case "failed":
      return withStderr(`The server ${describeClosed(closed)}. ${nextStep(end)}`, end);
    default:
      return assertNever(closed);
  }
}

function exitSentence({ closed, during }: UnexpectedEnd): string {
  return `The server ${describeClosed(closed)} ${during === "start" ? "before it was ready" : "while it was running"}.`;
}

function nextStep({ during, stderr }: UnexpectedEnd): string {
  if (during === "running") return "Its log shows what it wrote last.";
  return stderr.length > 0
    ? "Mend the cause and start it again."
    : "It wrote nothing to stderr: run its command in a terminal to see what is wrong.";
}

/** What an exit code or a signal mostly means; nothing for those that every program uses in its own way. */
function adviceForExit(code: number | null, signal: string | null): string {
  if (signal !== null) return SIGNALS.get(signal) ?? "";
  return code === null ? "" : CODES.get(code) ?? "";
}

const SIGNALS: ReadonlyMap<string, string> = new Map([
  ["SIGKILL", "Something else killed it; mostly that is the system, short of memory."],
  ["SIGTERM", "Another process told it to end."],
  ["SIGINT", "It was interrupted, as by Ctrl+C."],
  ["SIGHUP", "Its terminal or session went away."],
  ["SIGSEGV", "It crashed on an invalid memory access."],
  ["SIGBUS", "It crashed on an invalid memory access."],
  ["SIGILL", "It crashed on an instruction that this processor does not know."],
  ["SIGABRT", "It aborted itself, mostly after a fatal error."],
]);

const CODES: ReadonlyMap<number, string> = new Map([
  [0, "It ended as if its work was done: a stdio server must stay until its stdin is closed."],
  [126, "Shells use this code for a command that may not be executed."],
  [127, "Shells use this code for a command that was not found."],
  [134, "Shells use this code for a program that aborted (SIGABRT)."],
  [137, "Shells use this code for a program that was killed (SIGKILL), mostly for lack of memory."],
  [139, "Shells use this code for a program that crashed on an invalid memory access (SIGSEGV)."],
  [143, "Shells use this code for a program that was told to end (SIGTERM)."],
  [0xc0000005, "Windows uses this code for a crash on an invalid memory access."],
  [0xc0000135, "Windows uses this code when a DLL was not found."],
  [0xc000013a, "Windows uses this code for an interruption, as by Ctrl+C."],
]);

function withStderr(message: string, { during, stderr }: UnexpectedEnd): string {
  return during === "running" ? message : appendStderr(message, stderr);
}

/** Adds the last lines of stderr to a message, if there are any. */
export function appendStderr(message: string, lines: readonly string[]): string {
  if (lines.length === 0) return message;
  return `${message}\nThe last ${lines.length === 1 ? "line" : `${lines.length} lines`} of stderr:\n${lines.map((line) => `  ${line}`).join("\n")}`;
}
