import type * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import { Emitter, type Event } from "../../core/base/event";
import { messageOf } from "../../core/base/failure";
import { deleteEarlierSessions } from "./deleteEarlierSessions";
import { Library } from "./library";
import type { TrafficSource } from "./trafficSource";
import type { WindowSession } from "./windowSession";

export interface HistoryOptions {
  readonly root: string;
  readonly workspaceKey: string;
  readonly session: WindowSession;
  readonly live: TrafficSource;
  /** The disk has refused something; the trace goes on in memory. */
  readonly trouble: Event<string>;
  readonly log: vscode.LogOutputChannel;
}

/** The traffic of this window and of those before it, as it lies on the disk. */
export class History implements Disposable {
  readonly live: TrafficSource;
  readonly library: Library;
  private readonly store = new DisposableStore();
  private readonly changes = this.store.add(new Emitter<void>());
  private trouble: string | undefined;

  /** The list of earlier sessions or the state of the disk has changed. */
  readonly onChange = this.changes.event;

  constructor(private readonly options: HistoryOptions) {
    const { root, workspaceKey, session, live, trouble, log } = options;
    this.live = live;
    this.library = this.store.add(new Library({ root, workspaceKey, live, log }));
    this.store.add(this.library.onChange(() => this.changes.fire()));
    this.store.add(trouble((message) => this.fail(message)));
    session.spill?.opened.catch((error: unknown) => this.fail(messageOf(error)));
  }

  /** Asks, and deletes earlier sessions from the disk. */
  async deleteEarlier(): Promise<void> {
    await deleteEarlierSessions(this.options.root, this.options.workspaceKey);
    await this.library.refresh();
  }

  /** Whether the rows of this window lie on a disk. */
  get onDisk(): boolean {
    return this.options.session.spill !== undefined && this.trouble === undefined;
  }

  /** Why the traffic of this window is not kept although it should be. */
  get problem(): string | undefined {
    return this.trouble;
  }

  dispose(): void {
    this.store.dispose();
  }

  /** The first reason counts: what follows follows from it. */
  private fail(message: string): void {
    this.options.log.warn(`The traffic of this window is not kept on disk: ${message}`);
    if (this.trouble !== undefined) return;
    this.trouble = message;
    this.changes.fire();
  }
}
