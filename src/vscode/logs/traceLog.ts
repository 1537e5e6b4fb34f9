import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import { RateLimiter } from "../../core/base/rateLimiter";
import type { Registry } from "../../core/server/registry";
import { printFrame } from "../../core/trace/print";
import type { Trace } from "../../core/trace/trace";
import type { Frame, FrameKind, Rows } from "../../core/wire/frame";
import { nodeClock } from "../../node/clock";
import { Coalescer } from "../coalescer";
import { Settings } from "../contributions";
import { formatTime, plural } from "../format";
import { serverTitle } from "../serverTitle";
import { settings, type TraceLevel } from "../settings";

const RATE = { burst: 1000, perSecond: 500 };
/** Bytes of a message that are written; the Traffic view has the whole. */
const LONGEST_LINE = 20_000;
/** Milliseconds between two writes to the channel. */
const FLUSH = 100;
/** Lines of one write; a burst is printed in several, so that no other server waits for it. */
const PRINTED = 200;

/** The output channel "Wirelight Trace": every row as a line of text while the setting says so. */
export class TraceLog implements Disposable {
  private channel: vscode.OutputChannel | undefined;
  private level: TraceLevel = "off";
  private subscription: Disposable | undefined;
  /** What is still to be written: printed only then, because a call must not wait for its own trace. */
  private readonly waiting: (Frame | string)[] = [];
  private readonly store = new DisposableStore();
  private readonly flush = this.store.add(new Coalescer(FLUSH, () => this.write()));
  private readonly limiter = this.store.add(new RateLimiter(RATE, nodeClock, (left) => this.add(`… ${plural(left, "line")} left out here: they came faster than ${RATE.perSecond} a second. The Traffic view has them.`)));

  constructor(
    private readonly trace: Trace,
    private readonly registry: Registry,
  ) {
    this.store.add(vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(Settings.trace)) this.apply();
    }));
    this.apply();
  }

  show(): void {
    this.made.show(true);
  }

  dispose(): void {
    this.subscription?.dispose();
    this.store.dispose();
    this.channel?.dispose();
  }

  private get made(): vscode.OutputChannel {
    return (this.channel ??= vscode.window.createOutputChannel("Wirelight Trace"));
  }

  private apply(): void {
    this.level = settings.traceLevel();
    this.subscription?.dispose();
    this.subscription = this.level === "off" ? undefined : this.trace.onAppend((rows) => this.take(rows));
  }

  private take(rows: Rows): void {
    for (let seq = rows.first; seq < rows.next; seq++) {
      if (!this.prints(rows.kind(seq))) continue;
      if (this.limiter.take(rows.time)) {
        this.add(rows.at(seq));
        continue;
      }
      // All of them came at once, so there is no room for the rest either; a flood costs no more than to count it.
      this.limiter.turnAway(this.printed(rows, seq + 1));
      return;
    }
  }

  private prints(kind: FrameKind): boolean {
    return this.level === "verbose" || (kind !== "stderr" && kind !== "host");
  }

  /** How many of the rows from this one on would be printed. */
  private printed(rows: Rows, first: number): number {
    let count = 0;
    for (let seq = first, next = seq; seq < rows.next; seq = next) {
      next = rows.alike(seq);
      if (this.prints(rows.kind(seq))) count += next - seq;
    }
    return count;
  }

  private print(frame: Frame): string {
    const info = this.trace.link(frame.link);
    const server = info && this.registry.get(info.server);
    const name = server ? serverTitle(server, this.registry.servers) : (info?.name ?? "?");
    return `${formatTime(frame.time)} ${name} ${printFrame(frame, { verbosity: this.level === "verbose" ? "verbose" : "messages", limit: LONGEST_LINE })}`;
  }

  private add(line: Frame | string): void {
    this.waiting.push(line);
    this.flush.schedule();
  }

  /** One append for many lines: each is a message to another process. */
  private write(): void {
    const lines = this.waiting.splice(0, PRINTED).map((line) => (typeof line === "string" ? line : this.print(line)));
    if (this.waiting.length > 0) this.flush.schedule();
    this.made.append(`${lines.join("\n")}\n`);
  }
}
