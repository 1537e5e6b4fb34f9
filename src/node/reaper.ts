import type { ChildProcess } from "node:child_process";
import { Socket } from "node:net";
import type { Clock } from "../core/base/clock";
import type { Disposable } from "../core/base/disposable";
import { Emitter } from "../core/base/event";
import { reaperScript } from "./reaperScript";
import { startHelper, type ProcessRequest } from "./spawn";

/** A reaper that dies younger than this is not started again at once, so that a broken one cannot spin. */
const infancy = 1000;

/**
 * No server outlives this process: a small helper holds the other end of a pipe and ends every registered process
 * group when the pipe closes, which the system does however this process dies. It is told of a server before the
 * server is started. One per process; it is started with the first server.
 *
 * On Windows, which has no process groups, the helper ends the trees under the registered processes; a process whose
 * parent is already gone is not found there, nor one started in the very moment of the owner's death.
 */
export class Reaper implements Disposable {
  private helper: ChildProcess | undefined;
  private readonly marks = new Set<string>();
  private readonly groups = new Set<number>();
  private disposed = false;
  private failure = "";
  private startedAt = 0;
  private retry: Disposable | undefined;
  private readonly trouble = new Emitter<string>();

  /** Something that a person should know: the reaper died and was started again, or could not be. */
  readonly onTrouble = this.trouble.event;

  /** @param windowsScript path of the bundled `reaperMain`, which is needed on Windows only */
  constructor(private readonly clock: Clock, private readonly windowsScript: string) {}

  /**
   * Announces that a process with this mark in its environment is about to be started.
   * Returns why that must not be done, or `undefined`.
   */
  arm(mark: string): string | undefined {
    if (this.disposed) return "Servers cannot be started any more: Wirelight is shutting down.";
    if (!this.running()) {
      return `The helper that ends servers when this process dies could not be started, so no server is started either. ${this.failure}`;
    }
    this.marks.add(mark);
    this.tell(`? ${mark}`);
    return undefined;
  }

  /** The announced process could not be started. */
  disarm(mark: string): void {
    if (this.marks.delete(mark)) this.tell(`! ${mark}`);
  }

  /** The announced process runs as the leader of the group `pid`. */
  register(mark: string, pid: number): void {
    this.marks.delete(mark);
    this.groups.add(pid);
    this.tell(`+ ${mark} ${pid}`);
  }

  /** The group is empty; from now on its number may belong to somebody else. */
  release(pid: number): void {
    if (this.groups.delete(pid)) this.tell(`- ${pid}`);
  }

  /** Process id of the helper, while it runs. */
  get pid(): number | undefined {
    return this.helper?.pid;
  }

  /** Ends every server that is still registered, as the death of this process would. */
  dispose(): void {
    this.disposed = true;
    this.retry?.dispose();
    this.helper?.stdin?.end();
    this.trouble.dispose();
  }

  private running(): boolean {
    if (this.helper) return true;
    this.retry?.dispose();
    const helper = startHelper(helperRequest(this.windowsScript), (error) => {
      this.failure = error.message;
    });
    if (!helper?.stdin) return false;
    // The pipe must not keep a finished CLI alive.
    if (helper.stdin instanceof Socket) helper.stdin.unref();
    helper.stdin.on("error", (error) => {
      this.failure = error.message; // The helper is gone; its exit, which follows, is what is acted upon.
    });
    helper.once("exit", (code, signal) => this.lost(helper, signal ?? `code ${code}`));
    this.helper = helper;
    this.startedAt = this.clock.now();
    for (const mark of this.marks) this.tell(`? ${mark}`);
    for (const group of this.groups) this.tell(`+ - ${group}`);
    return true;
  }

  /** A line is far shorter than PIPE_BUF and goes to the system within this call, unless the pipe is full. */
  private tell(line: string): void {
    if (!this.disposed) this.helper?.stdin?.write(`${line}\n`);
  }

  private lost(helper: ChildProcess, how: string): void {
    if (this.helper === helper) this.helper = undefined;
    if (this.disposed) return;
    if (this.clock.now() - this.startedAt >= infancy) this.restart(how);
    else this.retry = this.clock.after(infancy, () => this.restart(how));
  }

  private restart(how: string): void {
    const ended = `The helper that ends servers when this process dies ended unexpectedly (${how})`;
    if (this.running()) this.trouble.fire(`${ended} and was started again.`);
    else this.trouble.fire(`${ended} and cannot be started again: ${this.failure} Until then, servers outlive this process if it is killed.`);
  }
}

function helperRequest(windowsScript: string): ProcessRequest {
  if (process.platform === "win32") {
    return { command: process.execPath, args: [windowsScript], cwd: process.env["SystemRoot"] ?? "C:\\", env: { ...definedOnly(process.env), ELECTRON_RUN_AS_NODE: "1" } };
  }
  // Only PATH is passed on: an inherited mark would make the helper look like a server of somebody else.
  return { command: "/bin/sh", args: ["-c", reaperScript, "wirelight-reaper"], cwd: "/", env: { PATH: [process.env["PATH"], "/usr/bin:/bin"].filter(Boolean).join(":") } };
}

function definedOnly(env: NodeJS.ProcessEnv): { [name: string]: string } {
  return Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
