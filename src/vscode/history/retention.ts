import * as vscode from "vscode";
import type { Clock } from "../../core/base/clock";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import { messageOf } from "../../core/base/failure";
import { retainSessions } from "../../node/sessions/retainSessions";
import type { SessionWriter } from "../../node/sessions/sessionWriter";
import { Settings } from "../contributions";
import { settings } from "../settings";

const DAY = 86_400_000;

export interface RetentionOptions {
  readonly root: string;
  readonly spill: SessionWriter | undefined;
  /** Tells how much the session of this window may take; its oldest rows leave then, and are counted. */
  readonly allow: (bytes: number) => void;
  /** Sessions were removed. */
  readonly removed: () => void;
  readonly clock: Clock;
  readonly log: vscode.LogOutputChannel;
}

/**
 * Keeps the traffic of all windows within the settings: at the start of the window, whenever its session takes another
 * file, and when the settings change.
 */
export class Retention implements Disposable {
  private readonly store = new DisposableStore();
  private running: Promise<void> | undefined;
  private again = false;

  constructor(private readonly options: RetentionOptions) {
    const { spill } = options;
    if (spill) this.store.add(spill.onRoll(() => this.run()));
    this.store.add(vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(Settings.retentionDays) || event.affectsConfiguration(Settings.diskLimit)) this.run();
    }));
    this.run();
  }

  /** Settles when nothing is being removed any more. */
  async idle(): Promise<void> {
    while (this.running) await this.running;
  }

  dispose(): void {
    this.store.dispose();
  }

  private run(): void {
    this.again = true;
    this.running ??= this.work();
  }

  private async work(): Promise<void> {
    while (this.again) {
      this.again = false;
      await this.retain();
    }
    this.running = undefined;
  }

  private async retain(): Promise<void> {
    const { root, spill, allow, removed, clock, log } = this.options;
    try {
      const limits = { maxAge: settings.retentionDays() * DAY, maxBytes: settings.diskLimit(), fileBytes: spill?.fileBytes ?? 0, now: clock.now() };
      const kept = await retainSessions(root, limits);
      if (kept.removed.length > 0) removed();
      // It gives of its own only what the ended sessions of all windows were not enough for.
      if (spill) allow(kept.excess > 0 ? Math.max(0, spill.next - spill.first - kept.excess) : limits.maxBytes);
    } catch (error) {
      log.warn(`Old traffic could not be removed from ${root}: ${messageOf(error)}`);
    }
  }
}
