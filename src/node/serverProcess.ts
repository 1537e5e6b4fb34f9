import type { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { assertNever } from "../core/base/assertNever";
import type { Clock } from "../core/base/clock";
import type { Disposable } from "../core/base/disposable";
import { onUnexpectedError } from "../core/base/unexpected";
import type { Closed } from "../core/wire/closed";
import type { TransportSink } from "../core/wire/transport";
import { FloodPacer } from "./floodPacer";
import { LineWriter } from "./lineWriter";
import { groupMembers, markedProcesses } from "./processTable";
import { signalTree, type StartedProcess } from "./spawn";
import { stepLadder, type LadderAction, type LadderEvent, type LadderState, type LadderTimes } from "./stopLadder";

/** Bytes that a stream may bring before the other servers, and the editor, have their turn: a flood would be read without end. */
const SHARE = 64 * 1024;
/** One for all servers, since they share the process that reads them. */
const floods = new FloodPacer();

/** More than fits between a process and this one, so that all of it that was written before the end of the reading is read. */
const LAST_SHARE = 4 * 1024 * 1024;
/** Turns without a byte after which nothing more waits in a pipe: bytes, the end and the closing each take one or two. */
const SILENT_TURNS = 5;

const gentle = process.platform !== "win32";

const DISCONNECTED: Closed = { how: "failed", message: "it closed its stdout without ending, so nothing more could come from it, and its process was ended" };

export interface ServerProcessOptions {
  readonly started: StartedProcess;
  readonly sink: TransportSink;
  readonly clock: Clock;
  readonly times: LadderTimes;
  /** Value of the mark variable in the server's environment. */
  readonly mark: string;
  /** Called once, after the sink was given everything; `emptied` tells whether the process group is empty. */
  readonly onGone: (closed: Closed, emptied: boolean) => void;
}

/** A running server from its first byte to the last process of its tree; the ladder decides, this carries out. */
export class ServerProcess {
  private state: LadderState = { name: "running" };
  private readonly open: Set<"stdout" | "stderr"> = new Set(["stdout", "stderr"]);
  private readonly writer: LineWriter;
  private timer: Disposable | undefined;
  private fresh = false;
  private paused = 0;
  /** Set while a server that has closed its stdout may still be about to end. */
  private mute: Disposable | undefined;
  private disconnected = false;
  private asked = false;
  /** Bytes of the last reading, during which nobody is waited for. */
  private last: number | undefined;
  private settled = false;
  private survivors: readonly number[] = [];
  private exit: { readonly code: number | null; readonly signal: string | null; readonly asked: boolean } | undefined;

  constructor(private readonly options: ServerProcessOptions) {
    const { started, sink } = options;
    this.writer = new LineWriter(started.stdin, (message) => {
      if (!this.settled) sink.host({ type: "send-failed", message });
    });
    this.read(started.stdout, "stdout");
    this.read(started.stderr, "stderr");
    started.process.once("exit", (code, signal) => {
      this.exit = { code, signal, asked: this.asked };
      this.handle("exited");
    });
  }

  send(line: Uint8Array): void {
    this.writer.write(line);
  }

  close(): void {
    this.asked = true;
    this.handle("close");
  }

  private read(stream: Readable, name: "stdout" | "stderr"): void {
    let left = SHARE;
    stream.on("data", (chunk: Buffer) => {
      if (!this.open.has(name)) return;
      this.fresh = true;
      const caughtUp = this.options.sink[name](chunk);
      if (this.last !== undefined) {
        this.last += chunk.length;
        return;
      }
      left -= chunk.length;
      if (caughtUp) return void this.pause(stream, caughtUp);
      if (left > 0) return;
      left = SHARE;
      void this.pause(stream, floods.turn(stream));
    });
    stream.on("error", onUnexpectedError);
    stream.once("close", () => this.finish(name));
  }

  /** What waits in the pipe meanwhile counts as having come: it must not be cut off as silence is. */
  private async pause(stream: Readable, caughtUp: Promise<void>): Promise<void> {
    this.paused++;
    stream.pause();
    await caughtUp;
    this.paused--;
    stream.resume();
  }

  private finish(name: "stdout" | "stderr"): void {
    if (!this.open.delete(name)) return;
    this.options.sink.end(name);
    if (name === "stdout" && this.state.name === "running") this.mute = this.options.clock.after(this.options.times.drain, () => this.disconnect());
    if (this.open.size === 0) this.handle("streams-ended");
  }

  /** A server that closed its stdout and lives on can never answer again; who ends does both at nearly the same time. */
  private disconnect(): void {
    if (this.state.name !== "running") return;
    this.disconnected = true;
    this.options.sink.host({ type: "note", message: "The server has closed its stdout but has not ended, so it is ended now." });
    this.handle("close");
  }

  private handle(event: LadderEvent): void {
    const { times } = this.options;
    // Only a group without its leader is of interest; before that the look would tell nothing and costs time.
    const group = this.exit !== undefined && groupMembers(this.options.started.pid).length > 0;
    const step = stepLadder(this.state, event, { group, streams: this.open.size > 0, fresh: this.fresh || this.paused > 0 }, times, gentle);
    this.state = step.state;
    if (event === "timer") this.fresh = false;
    for (const action of step.actions) this.perform(action);
  }

  private perform(action: LadderAction): void {
    const { started, sink, clock } = this.options;
    switch (action.do) {
      case "close-stdin":
        this.writer.end();
        return sink.host({ type: "stdin-closed" });
      case "signal":
        signalTree(started.pid, action.signal);
        return sink.host({ type: "signal", signal: action.signal });
      case "wait":
        this.timer?.dispose();
        this.timer = clock.after(action.ms, () => this.handle("timer"));
        return;
      case "note-survivors":
        this.survivors = groupMembers(started.pid);
        return;
      case "report-survivors":
        return sink.host({ type: "survivors", pids: this.survivors, ended: action.ended });
      case "search":
        void this.search();
        return;
      case "settle":
        void this.settle(action.stuck);
        return;
      default:
        assertNever(action);
    }
  }

  /** Reports what left the group by setsid. It is left alone: it may be a browser that was opened for a login. */
  private async search(): Promise<void> {
    const inGroup = groupMembers(this.options.started.pid);
    const marked = await markedProcesses(this.options.mark);
    const escaped = marked.filter((pid) => !inGroup.includes(pid));
    if (escaped.length > 0) this.options.sink.host({ type: "survivors", pids: escaped, ended: false });
    this.handle("searched");
  }

  /**
   * Takes what lies in the pipes although somebody asked for a pause, or the writer is out of reach: it would be lost.
   * Tells what is cut off all the same.
   */
  private async readOut(): Promise<void> {
    const { started, sink } = this.options;
    this.last = 0;
    for (const name of this.open) started[name].resume();
    let before = 0;
    for (let silent = 0; this.open.size > 0 && silent < SILENT_TURNS && this.last < LAST_SHARE; before = this.last) {
      await setImmediate();
      silent = this.last === before ? silent + 1 : 0;
    }
    if (this.open.size > 0) sink.host({ type: "note", message: cutOff([...this.open], this.fresh, this.exit !== undefined) });
  }

  private async settle(stuck: boolean): Promise<void> {
    const { started, onGone } = this.options;
    this.timer?.dispose();
    this.mute?.dispose();
    // Node has destroyed the stdin of an ended child; what it had not taken is told now.
    this.writer.abandon();
    await this.readOut();
    this.settled = true;
    this.finish("stdout");
    this.finish("stderr");
    // What still holds the pipes is out of reach; destroying our ends frees the file descriptors, and a process that
    // cannot be ended must not keep this one alive.
    started.stdout.destroy();
    started.stderr.destroy();
    started.process.unref();
    const closed: Closed = this.exit && !stuck
      ? (this.disconnected ? DISCONNECTED : { how: "exited", ...this.exit })
      : { how: "failed", message: `Process ${started.pid} did not end after SIGKILL: the system itself holds it, for example in a hanging file system.` };
    onGone(closed, groupMembers(started.pid).length === 0);
  }
}

function cutOff(names: readonly string[], writing: boolean, ended: boolean): string {
  const streams = names.join(" and ");
  const holder = ended ? `The server has ended, but another process still holds its ${streams} open` : `The server cannot be ended and still holds its ${streams} open`;
  return `${holder}${writing ? ", and output came until now" : ""}. What it writes from here on is not read.`;
}
