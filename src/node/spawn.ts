import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { onUnexpectedError } from "../core/base/unexpected";
import { isProgramFile } from "./programFile";
import { windowsCommand } from "./windowsCommand";

/** The only file that starts or ends processes. */

const windows = process.platform === "win32";

export interface ProcessRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: { readonly [name: string]: string };
}

/** A process that runs as the leader of its own group (POSIX), with three pipes. */
export interface StartedProcess {
  readonly pid: number;
  readonly process: ChildProcess;
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
}

export type StartResult =
  | ({ readonly ok: true } & StartedProcess)
  /** The system says why a moment later; `code` of the error is its word, for example `ENOENT`. */
  | { readonly ok: false; readonly error: Promise<NodeJS.ErrnoException> };

/** Starts a server. Never throws: what spawn refuses at once (NUL in an argument, E2BIG) is a failed start like any other. */
export function startProcess(request: ProcessRequest): StartResult {
  let child: ChildProcess;
  try {
    const { file, args, verbatim } = executable(request);
    child = spawn(file, args, {
      cwd: request.cwd,
      env: request.env,
      stdio: ["pipe", "pipe", "pipe"],
      detached: !windows,
      windowsHide: true,
      windowsVerbatimArguments: verbatim,
    });
  } catch (error) {
    return { ok: false, error: Promise.resolve(error instanceof Error ? error : new Error(String(error))) };
  }
  const { pid, stdin, stdout, stderr } = child;
  if (pid === undefined || !stdin || !stdout || !stderr) {
    return { ok: false, error: new Promise((resolve) => child.once("error", resolve)) };
  }
  child.on("error", onUnexpectedError);
  return { ok: true, pid, process: child, stdin, stdout, stderr };
}

function executable(request: ProcessRequest): { file: string; args: readonly string[]; verbatim: boolean } {
  if (!windows) return { file: request.command, args: request.args, verbatim: false };
  const resolved = windowsCommand({ ...request, isFile: isProgramFile });
  if (resolved.found) return resolved;
  throw Object.assign(new Error(resolved.message), { code: resolved.code });
}

/**
 * Starts a helper in a session of its own, which the signals of a terminal do not reach and which does not keep this
 * process alive. Only its stdin is connected. Returns `undefined` when the system refuses, and tells `onFailed` why.
 */
export function startHelper(request: ProcessRequest, onFailed: (error: Error) => void): ChildProcess | undefined {
  let child: ChildProcess;
  try {
    const { command, args, cwd, env } = request;
    child = spawn(command, args, { cwd, env, stdio: ["pipe", "ignore", "ignore"], detached: true, windowsHide: true });
  } catch (error) {
    onFailed(error instanceof Error ? error : new Error(String(error)));
    return undefined;
  }
  child.on("error", onFailed);
  if (child.pid === undefined || !child.stdin) return undefined;
  child.unref();
  return child;
}

/**
 * Sends a signal to every process of a group; a group that is gone already is no error.
 * Windows has neither groups nor signals: there every signal ends the tree under `pid`.
 */
export function signalTree(pid: number, signal: "SIGTERM" | "SIGKILL"): void {
  if (windows) taskkill(pid);
  else sendToGroup(pid, signal);
}

/** Whether the group of `pid` has a process, even a dead one that nobody has collected. Always false on Windows. */
export function groupExists(pid: number): boolean {
  return !windows && sendToGroup(pid, 0);
}

function sendToGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  // 0 and -1 would address our own group and every process of the user.
  if (!Number.isSafeInteger(pid) || pid <= 1) throw new RangeError(`${pid} is no process group`);
  try {
    process.kill(-pid, signal);
    return true;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ESRCH") return false;
    // Something is there that we may not signal, for example a program that runs as another user.
    if (code === "EPERM") return true;
    throw error;
  }
}

function taskkill(pid: number): void {
  const child = spawn("taskkill", ["/T", "/F", "/PID", String(pid)], { stdio: "ignore", windowsHide: true });
  child.on("error", onUnexpectedError);
}

/** The process table as `ps` prints it, for systems without /proc: one `pid group state` a line. */
export function printProcessTable(): string {
  return spawnSync("ps", ["-A", "-o", "pid=,pgid=,stat="], { encoding: "utf8" }).stdout ?? "";
}
