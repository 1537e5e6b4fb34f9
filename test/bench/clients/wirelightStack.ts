import path from "node:path";
import { DEFAULT_TIMEOUTS, PRODUCT } from "../../../src/core/base/product";
import type { Session } from "../../../src/core/mcp/session";
import { Findings } from "../../../src/core/lint/findings";
import { ServerRegistry } from "../../../src/core/server/serverRegistry";
import { ExchangeFold } from "../../../src/core/trace/exchangeFold";
import { printFrame } from "../../../src/core/trace/print";
import type { Trace } from "../../../src/core/trace/trace";
import { nodeClock } from "../../../src/node/clock";
import "../../../src/node/jsonrpcRuntime";
import "../../../src/node/utf8Check";
import { Reaper } from "../../../src/node/reaper";
import { StdioTransport } from "../../../src/node/stdio";
import { lintRows } from "../../../src/vscode/lintRows";
import { SessionTally } from "../../../src/vscode/history/sessionTally";
import { TraceLog } from "../../../src/vscode/logs/traceLog";
import { benchServer } from "./benchServer";
import { type ClientOptions, PATIENCE } from "./client";
import { sink } from "./vscodeSink";
import { openStore, type Store } from "./wirelightStore";

/** Our hosting as the editor puts it together, without the views: store, exchanges, findings, trace channel, lifecycle, sessions. */
export class WirelightStack {
  readonly store: Store;
  private readonly registry: ServerRegistry;
  private readonly reaper = new Reaper(nodeClock, path.join(__dirname, "reaper.js"));

  constructor(options: ClientOptions) {
    this.store = openStore(options.folder);
    const { trace } = this.store;
    new ExchangeFold(trace);
    this.registry = new ServerRegistry({
      trace,
      sessionOptions: () => ({ clock: nodeClock, client: PRODUCT, initializeTimeout: DEFAULT_TIMEOUTS.initialize, requestTimeout: PATIENCE, roots: () => [] }),
      prepare: (config) => Promise.resolve(config.launch ? { ok: true, launch: config.launch } : { ok: false, reason: "failed", message: "There is nothing to launch." }),
      openTransport: (launch) => new StdioTransport(launch, { clock: nodeClock, reaper: this.reaper }),
    });
    if (options.folder !== undefined) tallyOf(trace);
    new Findings(trace, lintRows(trace, this.registry));
    if (options.channel === "limited") new TraceLog(trace, this.registry);
    if (options.channel === "every") printEvery(trace);
  }

  /** Configures one server for each command and starts them all. */
  async start(commands: readonly (readonly string[])[]): Promise<readonly Session[]> {
    this.registry.reconcile(commands.map(benchServer));
    return Promise.all(this.registry.servers.map((server) => server.start(true)));
  }
}

/** What the window counts of its session, as its session does it. */
function tallyOf(trace: Trace): void {
  const tally = new SessionTally();
  trace.onAppend((rows) => {
    for (let seq = rows.first, next = seq; seq < rows.next; seq = next) {
      next = rows.alike(seq);
      tally.add(rows.link, rows.kind(seq), next - seq);
    }
  });
}

/** The trace channel as if it had no limit. */
function printEvery(trace: Trace): void {
  trace.onAppend((rows) => {
    for (const frame of rows) if (frame.kind !== "stderr" && frame.kind !== "host") sink.append(`${printFrame(frame, { verbosity: "messages" })}\n`);
  });
}
