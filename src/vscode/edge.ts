import * as path from "node:path";
import * as vscode from "vscode";
import { DisposableStore } from "../core/base/disposable";
import { PRODUCT } from "../core/base/product";
import { onUnexpectedError, setUnexpectedErrorHandler } from "../core/base/unexpected";
import type { Launch } from "../core/server/launch";
import { ServerRegistry } from "../core/server/serverRegistry";
import type { Transport } from "../core/wire/transport";
import { nodeClock } from "../node/clock";
import "../node/jsonrpcRuntime";
import "../node/utf8Check";
import { Inheritance } from "../node/inheritance";
import { LoginShell } from "../node/loginShell";
import { Reaper } from "../node/reaper";
import { shutDown } from "../node/shutDown";
import { StdioTransport } from "../node/stdio";
import { registerAnalysis } from "./analysis";
import { Approvals } from "./approvals";
import { Autostart } from "./autostart";
import { registerCalls } from "./call";
import { registerComparisons } from "./compare";
import { Configuration } from "./configuration/configuration";
import { registerConfigurationCommands } from "./configuration/registerConfigurationCommands";
import { Contexts } from "./contributions";
import { FaultProblems } from "./documents/faultProblems";
import { registerMessageDocuments } from "./documents/messageDocuments";
import { EnvironmentDocuments } from "./environment/environmentDocuments";
import { Launches } from "./environment/launches";
import { Findings } from "../core/lint/findings";
import type { FileGate } from "./fileGate";
import type { Host } from "./host";
import type { History } from "./history/history";
import { WindowTraffic } from "./history/windowTraffic";
import { offerImport } from "./import/offerImport";
import { Inputs } from "./inputs/inputs";
import { SavedInputs } from "./inputs/savedInputs";
import { lintRows } from "./lintRows";
import { LogLevels } from "./logLevel/logLevels";
import { registerLogLevel } from "./logLevel/registerLogLevel";
import { ServerLogs } from "./logs/serverLogs";
import { registerTraceCommands } from "./logs/traceCommands";
import { TraceLog } from "./logs/traceLog";
import { prepare } from "./prepare";
import { Processes } from "./processes";
import { registerPrompts } from "./prompts";
import { registerRecordings } from "./recording";
import type { RecordingEditor } from "./recording/recordingEditor";
import { registerResources } from "./resources";
import { workspaceRoots } from "./roots";
import { registerServerCommands } from "./serverCommands";
import { settings } from "./settings";
import { StatusBar } from "./statusBar";
import { provideTerminalCommand } from "./terminalPath";
import { registerTraffic, type RegisteredTraffic } from "./traffic";
import { Trust } from "./trust";
import { type RegisteredViews, registerViews } from "./views/registerViews";

/** How long the servers may take to leave when the window closes; then the reaper ends what is left. */
const PATIENCE = 2300;
/** How long the disk may take for the last of the traffic; what it has not taken by then is lost. */
const FLUSH_PATIENCE = 500;

/** What the tests of the extension get to see. */
export interface Exports extends Host {
  readonly findings: Findings;
  readonly history: History;
  readonly views: RegisteredViews;
  readonly traffic: RegisteredTraffic;
  readonly recordings: RecordingEditor;
}

/** Everything of Wirelight in one window: built, set to work, ended. */
export class Edge {
  readonly exports: Exports;
  private readonly store = new DisposableStore();
  private readonly reaper: Reaper;
  private readonly registry: ServerRegistry;
  private readonly traffic: WindowTraffic;
  private readonly launches: Launches;
  private readonly savedInputs: SavedInputs;
  private readonly configuration: Configuration;
  private readonly logLevels: LogLevels;

  constructor(private readonly context: vscode.ExtensionContext, private readonly messages: FileGate) {
    const log = this.store.add(vscode.window.createOutputChannel("Wirelight", { log: true }));
    setUnexpectedErrorHandler((error) => log.error(error instanceof Error ? error : String(error)));
    this.reaper = new Reaper(nodeClock, path.join(context.extensionPath, "dist", "reaper.js"));
    this.store.add(this.reaper.onTrouble((message) => log.warn(message)));

    // The order of subscription is the order of delivery: first the exchanges and findings, then those who show them.
    this.traffic = this.store.add(new WindowTraffic(context, nodeClock, log));
    const { trace, exchanges, history } = this.traffic;
    this.launches = new Launches(new Inheritance(process.platform === "win32" ? undefined : new LoginShell({ clock: nodeClock, reaper: this.reaper })));
    this.savedInputs = new SavedInputs(context);
    const inputs = new Inputs(this.savedInputs);
    const trust = new Trust(new Approvals(context.globalState), inputs);
    this.registry = new ServerRegistry({
      trace,
      sessionOptions: () => ({
        clock: nodeClock,
        client: PRODUCT,
        initializeTimeout: settings.initializeTimeout(),
        requestTimeout: settings.requestTimeout(),
        roots: workspaceRoots,
      }),
      autoRestart: () => settings.autoRestart(),
      prepare: async (config, asked, cancel) => this.launches.complete(config, await prepare({ trust, inputs, warn: (message) => log.warn(message) }, config, { asked, cancel })),
      openTransport: (launch) => this.openTransport(launch),
    });
    const { registry } = this;
    const findings = this.store.add(new Findings(trace, lintRows(trace, registry)));
    this.store.add(registry.onChange((server) => {
      if (!server) findings.retain((id) => registry.get(id) !== undefined);
    }));
    this.configuration = this.store.add(new Configuration(context, registry));
    this.logLevels = this.store.add(new LogLevels(registry, context.workspaceState));
    const configured = new Promise<void>((resolve) => this.store.add(this.configuration.onApplied(() => resolve())));
    const processes = this.store.add(new Processes(trace));
    const views = this.store.add(registerViews({ registry, trace, history, findings, processes, configuration: this.configuration, logLevels: this.logLevels, clock: nodeClock }, configured));
    const parts = { context, registry, trace, exchanges, history, log, findings, views };
    this.exports = { ...parts, ...this.register(parts) };
  }

  /** Reads the configuration and starts the servers that start by themselves. */
  async begin(): Promise<void> {
    const { context, store, registry } = this;
    store.add(new Autostart(registry, this.configuration));
    store.add(vscode.workspace.onDidChangeWorkspaceFolders(() => registry.rootsChanged()));
    await this.configuration.start();
    await vscode.commands.executeCommand("setContext", Contexts.configured, true);
    provideTerminalCommand(context).catch(onUnexpectedError);
    offerImport(context, registry.servers.map(({ config }) => config)).catch(onUnexpectedError);
  }

  /** Ends every server and then everything else; takes less than three seconds. */
  async end(): Promise<void> {
    await shutDown(this.registry, this.reaper, nodeClock, PATIENCE);
    await this.traffic.close(FLUSH_PATIENCE);
    this.store.dispose();
    setUnexpectedErrorHandler(undefined);
  }

  private register(host: Omit<Exports, "traffic" | "recordings">): Pick<Exports, "traffic" | "recordings"> {
    const { trace, history, findings, views } = host;
    const { registry, store } = this;
    const logs = store.add(new ServerLogs(registry, trace, this.logLevels));
    const traceLog = store.add(new TraceLog(trace, registry));
    store.add(new FaultProblems(trace, findings));
    store.add(new StatusBar(registry, findings));
    store.add(registerTraceCommands(traceLog));
    store.add(registerMessageDocuments(history, this.messages));
    store.add(registerConfigurationCommands({ context: this.context, registry, savedInputs: this.savedInputs }));
    store.add(registerServerCommands({ registry, trace, findings, logs, environments: store.add(new EnvironmentDocuments(registry, this.launches)) }));
    const calls = store.add(registerCalls(host, (seq) => views.traffic.reveal(seq)));
    const traffic = store.add(registerTraffic({ host, history, drafts: calls.drafts, clock: nodeClock }));
    const recordings = store.add(registerRecordings({ host, history, traffic, clock: nodeClock }));
    store.add(registerComparisons({ registry, history }));
    store.add(registerResources(host));
    store.add(registerPrompts(host, calls.drafts));
    store.add(registerLogLevel(registry, this.logLevels));
    store.add(registerAnalysis(host));
    return { traffic, recordings: recordings.editor };
  }

  private openTransport(launch: Launch): Transport {
    const { inherited, defaultCwd } = this.launches.of(launch);
    const { variables, note } = inherited;
    return new StdioTransport(launch, { clock: nodeClock, reaper: this.reaper, environment: variables, defaultCwd, ...(note !== undefined && { note }) });
  }
}
