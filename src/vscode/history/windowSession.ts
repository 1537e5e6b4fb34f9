import type * as vscode from "vscode";
import type { Clock } from "../../core/base/clock";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import { messageOf } from "../../core/base/failure";
import { PRODUCT } from "../../core/base/product";
import type { RingTrace } from "../../core/trace/ringTrace";
import { newSessionId } from "../../node/sessions/sessionId";
import { SessionWriter } from "../../node/sessions/sessionWriter";
import { settings } from "../settings";
import { SessionTally } from "./sessionTally";

/** Old traffic goes file by file, so a file is a small part of what is allowed. */
function fileBytes(limit: number): number {
  return Math.min(64 * 1024 * 1024, Math.max(256 * 1024, limit / 8));
}

export interface WindowSessionOptions {
  /** The folder of all workspaces. */
  readonly root: string;
  readonly workspace: { readonly key: string; readonly label: string };
  /** Whether the traffic is written to the disk at all. */
  readonly keep: boolean;
  readonly clock: Clock;
  readonly log: vscode.LogOutputChannel;
}

/** The session of this window: its traffic on the disk, from the start of the window to its end. */
export class WindowSession implements Disposable {
  readonly id: string;
  /** Takes what the trace writes; `undefined` when nothing is to be kept. */
  readonly spill: SessionWriter | undefined;
  private readonly tally = new SessionTally();
  private readonly store = new DisposableStore();
  private trace: RingTrace | undefined;

  /** The folder is made in the background; the start of the window does not wait for it. */
  constructor(private readonly options: WindowSessionOptions) {
    const { root, workspace, keep, clock } = options;
    const started = clock.now();
    this.id = newSessionId(started);
    if (!keep) return;
    const place = { root, workspaceKey: workspace.key, workspace: workspace.label, id: this.id, started, version: PRODUCT.version };
    this.spill = new SessionWriter(place, { fileBytes: fileBytes(settings.diskLimit()) });
  }

  /** Counts what the trace takes, for the list of sessions. */
  follow(trace: RingTrace): void {
    this.trace = trace;
    this.store.add(trace.onAppend((rows) => {
      for (let seq = rows.first, next = seq; seq < rows.next; seq = next) {
        next = rows.alike(seq);
        this.tally.add(rows.link, rows.kind(seq), next - seq);
      }
    }));
    this.store.add(trace.onClear(() => this.tally.clear()));
  }

  /** Writes what is not on the disk yet, and ends the session. Never rejects: the window closes in any case. */
  async close(): Promise<void> {
    const { trace, spill, options: { clock, log } } = this;
    if (!trace || !spill) return;
    await trace.flush();
    // What was cleared leaves a mark; a session with nothing else in it goes altogether.
    if (trace.first === trace.next) spill.discard(spill.next);
    try {
      await spill.close({ servers: this.tally.servers(trace.links()), messages: this.tally.messages, ended: clock.now() });
    } catch (error) {
      log.warn(`The traffic of this window could not be closed properly: ${messageOf(error)}`);
    }
  }

  dispose(): void {
    this.store.dispose();
  }
}
