import path from "node:path";
import { type Disposable, DisposableStore } from "../core/base/disposable";
import { DEFAULT_TIMEOUTS, PRODUCT } from "../core/base/product";
import { languageOf } from "../core/lint/languageOf";
import { lintFrame } from "../core/lint/lint";
import type { ServerConfig } from "../core/server/config";
import type { Launch } from "../core/server/launch";
import { McpServer } from "../core/server/mcpServer";
import { RingTrace } from "../core/trace/ringTrace";
import { escapeBytes } from "../core/trace/escape";
import type { Frame } from "../core/wire/frame";
import { nodeClock } from "../node/clock";
import { Reaper } from "../node/reaper";
import { StdioTransport } from "../node/stdio";
import type { Invocation } from "./arguments";

/** Memory for the rows of one short run. */
const TRACE_BYTES = 256 * 1024 * 1024;

/** One command is all the server was started for, so it is given less time to end by itself than in the editor; milliseconds. */
const STDIN_GRACE = 500;

type Connecting = Extract<Invocation, { readonly server: unknown }>;

/** The one server of a command line, on the same core as the editor's. */
export class CliConnection implements Disposable {
  readonly trace = new RingTrace(nodeClock, { session: "command-line", memoryBytes: TRACE_BYTES });
  readonly server: McpServer;
  private readonly store = new DisposableStore();

  /** @param note takes everything that is not a result: the server's stderr, and what is wrong with its stdout */
  constructor(invocation: Connecting, note: (line: string) => void) {
    const reaper = this.store.add(new Reaper(nodeClock, path.join(__dirname, "reaper.js")));
    this.store.add(reaper.onTrouble(note));
    const { command, args, cwd, env, warnings } = invocation.server;
    const launch: Launch = { type: "stdio", command, args, cwd, env, envFile: undefined };
    for (const warning of warnings) note(`warning: ${warning}`);
    const language = languageOf(command, args);
    this.store.add(
      this.trace.onAppend((rows) => {
        for (let seq = rows.first; seq < rows.next; seq++) {
          if (rows.kind(seq) !== "stderr" && !rows.suspect(seq)) continue;
          for (const line of notesOn(rows.at(seq), invocation, language)) note(line);
        }
      }),
    );
    this.server = new McpServer(configOf(launch), {
      trace: this.trace,
      sessionOptions: () => ({
        clock: nodeClock,
        client: PRODUCT,
        initializeTimeout: invocation.timeout ?? DEFAULT_TIMEOUTS.initialize,
        requestTimeout: invocation.timeout ?? DEFAULT_TIMEOUTS.request,
        roots: () => [],
      }),
      // The person typed the command just now; that is the consent.
      prepare: () => Promise.resolve({ ok: true, launch }),
      openTransport: (opened) => new StdioTransport(opened, { clock: nodeClock, reaper, times: { stdin: STDIN_GRACE } }),
    });
  }

  dispose(): void {
    this.store.dispose();
  }
}

function configOf(launch: Launch): ServerConfig {
  return {
    id: "command-line",
    name: path.basename(launch.command),
    source: { kind: "command-line", author: "user", label: "the command line", file: undefined },
    unresolved: launch,
    launch,
    remote: undefined,
    inputs: [],
    disabled: false,
    project: undefined,
    entry: undefined,
    problems: [],
    offset: undefined,
  };
}

function notesOn(frame: Frame, invocation: Connecting, language: ReturnType<typeof languageOf>): string[] {
  // A trace shows these lines itself, in their place.
  if (invocation.verb === "trace") return [];
  if (frame.kind === "stderr") return invocation.quiet ? [] : [`[server] ${escapeBytes(frame.bytes())}`];
  return lintFrame(frame, { language }).map((finding) => `${finding.severity}: ${finding.message}\n  ${finding.fix}`);
}
