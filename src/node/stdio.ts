import { randomUUID } from "node:crypto";
import { homedir } from "node:os";
import type { Clock } from "../core/base/clock";
import type { StdioLaunch } from "../core/server/launch";
import type { Closed } from "../core/wire/closed";
import type { Transport, TransportSink } from "../core/wire/transport";
import { childEnvironment } from "./env";
import type { Reaper } from "./reaper";
import { ServerProcess } from "./serverProcess";
import { startProcess } from "./spawn";
import { maskFailure } from "./maskFailure";
import { describeSpawnFailure } from "./spawnFailure";
import type { LadderTimes } from "./stopLadder";

export interface StdioOptions {
  readonly clock: Clock;
  /** Ends the server when this process dies; one for all transports of a process. */
  readonly reaper: Reaper;
  /** Inherited by the server, without the editor's internals; `process.env` by default. */
  readonly environment?: NodeJS.ProcessEnv;
  /** For launches without `cwd`; the home folder by default, which exists where the owner's own folder may not. */
  readonly defaultCwd?: string;
  /** Something that people should know of this start; it is traced, and told again when the start fails. */
  readonly note?: string;
  readonly times?: Partial<LadderTimes>;
}

const defaultTimes: LadderTimes = { stdin: 1500, term: 1500, kill: 3000, drain: 300, drainLimit: 10_000, poll: 50 };

/**
 * A server as a child process: MCP's stdio transport, the client's side. Bytes go to the sink as they come. The end of
 * the server is the end of its process tree; see `stepLadder` for the way there. What cannot be started is told by
 * `closed`, never thrown. `closed` itself is not repeated as a host event: the link writes that row.
 */
export class StdioTransport implements Transport {
  readonly closed: Promise<Closed>;
  private readonly resolve: (closed: Closed) => void;
  private stage: "new" | "opening" | "open" | "closed" = "new";
  private server: ServerProcess | undefined;

  constructor(private readonly launch: StdioLaunch, private readonly options: StdioOptions) {
    const { promise, resolve } = withResolvers<Closed>();
    this.closed = promise;
    this.resolve = resolve;
  }

  open(sink: TransportSink): void {
    if (this.stage === "closed") return;
    if (this.stage !== "new") throw new Error("A transport can be opened only once.");
    this.stage = "opening";
    const { clock, reaper, environment = process.env, defaultCwd = homedir(), times } = this.options;
    const { command, args, cwd = defaultCwd } = this.launch;
    const { note } = this.options;
    const mark = randomUUID();
    if (note !== undefined) sink.host({ type: "note", message: note });
    const trouble = reaper.arm(mark);
    if (trouble !== undefined) {
      this.fail(sink, { how: "spawn-failed", code: "REAPER", message: trouble });
      return;
    }
    const env = childEnvironment({ inherited: environment, changes: this.launch.env, mark, platform: process.platform });
    const request = { command, args, cwd, env };
    const started = startProcess(request);
    if (!started.ok) {
      reaper.disarm(mark);
      void started.error.then((error) => this.fail(sink, maskFailure(withNote(describeSpawnFailure(error, request), note), this.launch)));
      return;
    }
    reaper.register(mark, started.pid);
    this.stage = "open";
    this.server = new ServerProcess({
      started, sink, clock, mark,
      times: { ...defaultTimes, ...times },
      onGone: (closed, emptied) => {
        if (emptied) reaper.release(started.pid);
        this.settle(closed);
      },
    });
    const shown = this.launch.shown ?? this.launch;
    sink.host({ type: "spawned", pid: started.pid, command: shown.command, args: shown.args, cwd: shown.cwd ?? cwd });
  }

  send(line: Uint8Array): void {
    if (this.stage === "new") throw new Error("A transport must be opened before anything is sent.");
    if (this.stage === "open") this.server?.send(line);
  }

  close(): void {
    if (this.stage === "open") this.server?.close();
    else if (this.stage === "new") this.settle({ how: "failed", message: "The connection was closed before it was opened." });
  }

  private fail(sink: TransportSink, closed: Closed): void {
    sink.end("stdout");
    sink.end("stderr");
    this.settle(closed);
  }

  private settle(closed: Closed): void {
    this.stage = "closed";
    this.resolve(closed);
  }
}

function withNote(closed: Closed, note: string | undefined): Closed {
  return closed.how === "spawn-failed" && note !== undefined ? { ...closed, message: `${closed.message} ${note}` } : closed;
}

function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let settle: ((value: T) => void) | undefined;
  const promise = new Promise<T>((resolve) => {
    settle = resolve;
  });
  return { promise, resolve: (value) => settle?.(value) };
}
