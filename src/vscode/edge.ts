import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";
import { DisposableStore } from "../core/base/disposable";
import { PRODUCT } from "../core/base/product";
import { onUnexpectedError, setUnexpectedErrorHandler } from "../core/base/unexpected";
import type { Launch } from "../core/server/launch";
import { ServerRegistry } from "../core/server/serverRegistry";
import { ExchangeFold } from "../core/trace/exchangeFold";
import { MemoryTrace } from "../core/trace/memoryTrace";
import type { Transport } from "../core/wire/transport";
import { nodeClock } from "../node/clock";
import "../node/jsonrpcRuntime";
import { Reaper } from "../node/reaper";
import { StdioTransport } from "../node/stdio";
import { registerAnalysis } from "./analysis";
import { Approvals } from "./approvals";
import { Autostart } from "./autostart";
import { registerCalls } from "./call";
import { Configuration } from "./configuration/configuration";
import { Contexts, Settings } from "./contributions";
import { FaultProblems } from "./documents/faultProblems";
import { registerMessageDocuments } from "./documents/messageDocuments";
import { Findings } from "../core/lint/findings";
import type { Host } from "./host";
import { lintRows } from "./lintRows";
import { ServerLogs } from "./logs/serverLogs";
import { registerTraceCommands } from "./logs/traceCommands";
import { TraceLog } from "./logs/traceLog";
import { Processes } from "./processes";
import { defaultFolder, workspaceRoots } from "./roots";
import { registerServerCommands } from "./serverCommands";
import { settings } from "./settings";
import { StatusBar } from "./statusBar";
import { provideTerminalCommand } from "./terminalPath";
import { Trust } from "./trust";
import { type RegisteredViews, registerViews } from "./views/registerViews";

/** How long the servers may take to leave when the window closes; then the reaper ends what is left. */
const PATIENCE = 2500;

/** What the tests of the extension get to see. */
export interface Exports extends Host {
  readonly findings: Findings;
  readonly views: RegisteredViews;
}

/** Everything of Wirelight in one window: built, set to work, ended. */
export class Edge {
  readonly exports: Exports;
  private readonly store = new DisposableStore();
  private readonly reaper: Reaper;
  private readonly registry: ServerRegistry;
  private readonly configuration: Configuration;

  constructor(private readonly context: vscode.ExtensionContext) {
    const log = this.store.add(vscode.window.createOutputChannel("Wirelight", { log: true }));
    setUnexpectedErrorHandler((error) => log.error(error instanceof Error ? error : String(error)));
    this.reaper = new Reaper(nodeClock, path.join(context.extensionPath, "dist", "reaper.js"));
    this.store.add(this.reaper.onTrouble((message) => log.warn(message)));

    // The order of subscription is the order of delivery: first the exchanges and findings, then those who show them.
    const trace = new MemoryTrace(nodeClock, this.trafficBudget());
    const exchanges = this.store.add(new ExchangeFold(trace));
    const trust = new Trust(new Approvals(context.globalState));
    this.registry = new ServerRegistry({
      trace,
      sessionOptions: () => ({
        clock: nodeClock,
        client: PRODUCT,
        initializeTimeout: settings.initializeTimeout(),
        requestTimeout: settings.requestTimeout(),
        roots: workspaceRoots,
      }),
      permit: (config, asked) => trust.permit(config, asked),
      openTransport: (launch) => this.openTransport(launch),
    });
    const { registry } = this;
    const findings = this.store.add(new Findings(trace, lintRows(trace, registry)));
    this.store.add(registry.onChange((server) => {
      if (!server) findings.retain((id) => registry.get(id) !== undefined);
    }));
    this.configuration = this.store.add(new Configuration(context, registry));
    const configured = new Promise<void>((resolve) => this.store.add(this.configuration.onApplied(() => resolve())));
    const processes = this.store.add(new Processes(trace));
    const views = this.store.add(registerViews({ registry, trace, exchanges, findings, processes, clock: nodeClock }, configured));
    this.exports = { context, registry, trace, exchanges, log, findings, views };
    this.register();
  }

  /** Reads the configuration and starts the servers that start by themselves. */
  async begin(): Promise<void> {
    const { context, store, registry } = this;
    store.add(new Autostart(registry, this.configuration));
    store.add(vscode.workspace.onDidChangeWorkspaceFolders(() => registry.rootsChanged()));
    await this.configuration.start();
    await vscode.commands.executeCommand("setContext", Contexts.configured, true);
    provideTerminalCommand(context).catch(onUnexpectedError);
  }

  /** Ends every server and then everything else; takes less than three seconds. */
  async end(): Promise<void> {
    const late = new AbortController();
    const patience = sleep(PATIENCE, undefined, { signal: late.signal, ref: false }).catch(() => undefined); // Aborted on purpose below.
    await Promise.race([this.registry.stopAll(), patience]);
    late.abort();
    this.reaper.dispose();
    this.store.dispose();
    setUnexpectedErrorHandler(undefined);
  }

  private register(): void {
    const { trace, exchanges, findings } = this.exports;
    const { registry, store } = this;
    const logs = store.add(new ServerLogs(registry, trace));
    const traceLog = store.add(new TraceLog(trace, registry));
    store.add(new FaultProblems(trace, findings));
    store.add(new StatusBar(registry, findings));
    store.add(registerTraceCommands(traceLog));
    store.add(registerMessageDocuments({ trace, exchanges }));
    store.add(registerServerCommands({ registry, trace, findings, logs }));
    store.add(registerCalls(this.exports, (seq) => this.exports.views.traffic.reveal(seq)));
    store.add(registerAnalysis(this.exports));
  }

  private openTransport(launch: Launch): Transport {
    return new StdioTransport(launch, { clock: nodeClock, reaper: this.reaper, defaultCwd: defaultFolder() });
  }

  /** Read at every eviction, so that a changed setting holds at once. */
  private trafficBudget(): { readonly budgetBytes: number } {
    const budget = { budgetBytes: settings.trafficMemory() };
    this.store.add(vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(Settings.trafficMemory)) budget.budgetBytes = settings.trafficMemory();
    }));
    return budget;
  }
}
