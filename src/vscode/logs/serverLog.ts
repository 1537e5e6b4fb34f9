import * as vscode from "vscode";
import { assertNever } from "../../core/base/assertNever";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import { RateLimiter } from "../../core/base/rateLimiter";
import { onUnexpectedError } from "../../core/base/unexpected";
import { offerChangeText } from "../../core/mcp/offerChangeText";
import type { LogLevels } from "../logLevel/logLevels";
import { logText } from "../../core/mcp/logText";
import type { LogLevel, LogMessage } from "../../core/mcp/types";
import type { Server } from "../../core/server/server";
import type { ServerState } from "../../core/server/state";
import { stateDetail, stateLabel } from "../../core/server/words";
import type { Frame, HostEvent } from "../../core/wire/frame";
import { nodeClock } from "../../node/clock";
import { formatBytes, plural } from "../format";
import { describeFrame } from "../views/frameLooks";

/** A flood of stderr must not take the extension host; the trace has every line anyway. */
const RATE = { burst: 5000, perSecond: 1000 };
const LONGEST_LINE = 20_000;

/** The log of one server: its stderr, its log messages, its states. The channel is made when there is something to log. */
export class ServerLog implements Disposable {
  private made: vscode.LogOutputChannel | undefined;
  private lastLine: string | undefined;
  private readonly store = new DisposableStore();
  private readonly limiter = this.store.add(new RateLimiter(RATE, nodeClock, (lines) => this.tellLeftOut(lines)));

  /** @param title names the channel, which has to be another for every server: VS Code gives equal names one log */
  constructor(
    readonly server: Server,
    private readonly title: () => string,
    private readonly levels: LogLevels,
  ) {
    this.store.add(server.onChange(() => this.stateChanged()));
    this.store.add(server.onLog((message) => this.message(message)));
    this.store.add(server.onOfferChanged((changes) => {
      if (this.limiter.take()) for (const change of changes) this.channel.info(offerChangeText(change));
    }));
    this.store.add(levels.onRefused((refused) => {
      if (refused.server === server) this.channel.warn(`The server did not take the log level ${refused.level}: ${refused.failure.message}`);
    }));
    this.stateChanged();
  }

  show(): void {
    this.channel.show(true);
  }

  frame(frame: Frame): void {
    // Events are few, and a flood is no reason to keep quiet about an exit.
    if (frame.kind !== "stderr") this.event(frame);
    else if (this.limiter.take()) this.channel.info(textOf(frame));
  }

  dispose(): void {
    this.store.dispose();
    this.made?.dispose();
  }

  private get channel(): vscode.LogOutputChannel {
    if (this.made) return this.made;
    const channel = vscode.window.createOutputChannel(`Wirelight: ${this.title()}`, { log: true });
    this.made = channel;
    this.store.add(channel.onDidChangeLogLevel(() => this.tellLevel()));
    // VS Code remembers what a person set for a channel.
    if (channel.logLevel !== vscode.LogLevel.Info) this.tellLevel();
    return channel;
  }

  /** Signals and the like are for people who look for a reason; an unasked end is told with the state that it leads to. */
  private event(frame: Frame): void {
    const plain = plainLine(frame.event);
    if (plain !== undefined) return this.channel.info(plain);
    const { label, description } = describeFrame(frame);
    this.channel.debug(description === undefined ? label : `${label}: ${description}`);
  }

  private message(message: LogMessage): void {
    if (!this.limiter.take()) return;
    const text = cut(logText(message));
    // Who asked the server for these wants to see them, also in a channel that hides them unless it is told otherwise.
    const isHidden = message.level === "debug" && this.channel.logLevel === vscode.LogLevel.Info && this.levels.chosen(this.server.config.id) === "debug";
    if (isHidden) this.channel.info(`[debug] ${text}`);
    else write(this.channel, message.level, text);
  }

  private stateChanged(): void {
    const { state } = this.server;
    const line = stateLine(state);
    const known = this.lastLine;
    this.lastLine = line;
    // A server that nobody started yet has no log, and the start of its process is an event.
    if (line === known || (known === undefined && state.name === "stopped") || state.name === "starting") return;
    if (state.name === "failed" || state.name === "misconfigured" || state.name === "restarting") this.channel.error(line);
    else if (state.name === "blocked") this.channel.warn(line);
    else this.channel.info(line);
  }

  /** What a person sets on the channel is what the server is asked to send. */
  private tellLevel(): void {
    const level = wantedLevel(this.channel.logLevel);
    if (level) this.levels.channelSet(this.server, level);
  }

  private tellLeftOut(lines: number): void {
    this.channel.warn(`Wirelight left out ${plural(lines, "line")} here, because they came faster than a log can be read.`);
  }
}

function stateLine(state: ServerState): string {
  const label = stateLabel(state);
  if (state.name === "running") return `${label} (protocol ${state.revision})`;
  // Without what is counted down, so that there is one line for each wait.
  if (state.name === "restarting") return `${state.message} It is started again by itself in ${state.delay} s (attempt ${state.attempt} of ${state.limit}).`;
  if (state.name !== "failed" && state.name !== "misconfigured" && state.name !== "blocked") return label;
  // Further lines repeat the stderr that is here already.
  return `${label}: ${stateDetail(state).split("\n", 1)[0]}`;
}

/** What a person who starts and stops the server wants to read; `undefined` for everything else. */
function plainLine(event: HostEvent | undefined): string | undefined {
  if (event?.type === "note") return event.message;
  if (event?.type === "spawned") return `Started as process ${event.pid}`;
  if (event?.type !== "closed" || event.closed.how !== "exited" || !event.closed.asked) return undefined;
  const { signal, code } = event.closed;
  return signal === null ? `The process exited with code ${code ?? "unknown"}` : `The process was ended by ${signal}`;
}

function write(channel: vscode.LogOutputChannel, level: LogLevel, line: string): void {
  switch (level) {
    case "debug":
      return channel.debug(line);
    case "info":
    case "notice":
      return channel.info(line);
    case "warning":
      return channel.warn(line);
    case "error":
    case "critical":
    case "alert":
    case "emergency":
      return channel.error(line);
    default:
      return assertNever(level);
  }
}

function wantedLevel(level: vscode.LogLevel): LogLevel | undefined {
  switch (level) {
    case vscode.LogLevel.Off:
      return "emergency";
    case vscode.LogLevel.Trace:
    case vscode.LogLevel.Debug:
      return "debug";
    case vscode.LogLevel.Info:
      return "info";
    case vscode.LogLevel.Warning:
      return "warning";
    case vscode.LogLevel.Error:
      return "error";
    default:
      onUnexpectedError(new Error(`VS Code has a log level that Wirelight does not know: ${String(level)}`));
      return undefined;
  }
}

function textOf(frame: Frame): string {
  if (frame.size <= LONGEST_LINE) return frame.text();
  return `${new TextDecoder().decode(frame.bytes().subarray(0, LONGEST_LINE))}… (${formatBytes(frame.size)} in all)`;
}

function cut(text: string): string {
  return text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)}…` : text;
}
