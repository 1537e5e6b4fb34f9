import * as path from "node:path";
import * as vscode from "vscode";
import type { Clock } from "../../core/base/clock";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import { ExchangeFold } from "../../core/trace/exchangeFold";
import { RingTrace } from "../../core/trace/ringTrace";
import { Settings } from "../contributions";
import { settings } from "../settings";
import { History } from "./history";
import { Retention } from "./retention";
import { WindowSession } from "./windowSession";
import { openWorkspace } from "./workspaceKey";

/** The traffic of a window: in memory, on the disk, and what is left of the windows before it. */
export class WindowTraffic implements Disposable {
  readonly trace: RingTrace;
  readonly exchanges: ExchangeFold;
  readonly history: History;
  private readonly store = new DisposableStore();
  private readonly session: WindowSession;
  /** Read whenever it matters, so that a changed setting holds at once. */
  private readonly budgets = { memoryBytes: settings.trafficMemory(), diskBytes: settings.diskLimit() };

  constructor(context: vscode.ExtensionContext, private readonly clock: Clock, log: vscode.LogOutputChannel) {
    const root = path.join(context.globalStorageUri.fsPath, "traffic");
    const workspace = openWorkspace();
    this.session = this.store.add(new WindowSession({ root, workspace, keep: settings.keepOnDisk(), clock, log }));
    const { id, spill } = this.session;
    this.trace = new RingTrace(clock, Object.assign(this.budgets, { session: id, ...(spill && { spill }) }));
    this.exchanges = this.store.add(new ExchangeFold(this.trace));
    const live = { session: id, live: true, trace: this.trace, exchanges: this.exchanges };
    this.history = this.store.add(new History({ root, workspaceKey: workspace.key, session: this.session, live, trouble: this.trace.onTrouble, log }));
    this.session.follow(this.trace);
    this.store.add(new Retention({ root, clock, log, spill, allow: (bytes) => (this.budgets.diskBytes = bytes), removed: () => void this.history.library.refresh() }));
    this.store.add(vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(Settings.trafficMemory)) this.budgets.memoryBytes = settings.trafficMemory();
    }));
  }

  /**
   * Writes what is not on the disk yet, and ends the session. Settles also when the disk refuses or takes longer.
   * @param patience milliseconds
   */
  async close(patience: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const alarm = this.clock.after(patience, resolve);
      void this.session.close().then(() => {
        alarm.dispose();
        resolve();
      });
    });
  }

  dispose(): void {
    this.store.dispose();
  }
}
