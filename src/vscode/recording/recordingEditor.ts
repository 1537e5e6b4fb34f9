import * as vscode from "vscode";
import type { Clock } from "../../core/base/clock";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import { messageOf } from "../../core/base/failure";
import { inert } from "../../core/base/inert";
import { onUnexpectedError } from "../../core/base/unexpected";
import type { FeedAct } from "../../core/feed/feedHost";
import { oneSession } from "../../core/feed/oneSession";
import type { SavedFilters } from "../../core/feed/savedFilters";
import { Editors } from "../contributions";
import type { Library } from "../history/library";
import type { TrafficSource } from "../history/trafficSource";
import type { Host } from "../host";
import { type AttachedTraffic, attachTraffic } from "../traffic/attachTraffic";
import { OpenedRecording } from "./openedRecording";
import { RecordingFiles } from "./recordingFiles";

export interface RecordingEditorOptions {
  readonly host: Host;
  readonly library: Library;
  readonly savedFilters: SavedFilters;
  readonly clock: Clock;
  readonly act: (recording: OpenedRecording, act: FeedAct<TrafficSource>) => Promise<void>;
}

/** Shows `.mcptrace` files on the same page as the traffic of this window, for reading only. */
export class RecordingEditor implements vscode.CustomReadonlyEditorProvider<OpenedRecording>, Disposable {
  private readonly store = new DisposableStore();
  private readonly files: RecordingFiles;
  private readonly opened = new Set<OpenedRecording>();
  private readonly pages = new Set<AttachedTraffic<TrafficSource>>();
  private current: OpenedRecording | undefined;

  constructor(private readonly options: RecordingEditorOptions) {
    const { context, log } = options.host;
    this.files = new RecordingFiles(context, options.clock, log);
    this.store.add(vscode.window.registerCustomEditorProvider(Editors.recording, this, { supportsMultipleEditorsPerDocument: true }));
  }

  /** The recording that the person looks at, if they look at one. */
  get active(): OpenedRecording | undefined {
    return this.current;
  }

  /** Whether the pages have all that was read. */
  get isSettled(): boolean {
    return this.pages.size > 0 && [...this.pages].every(({ isSettled }) => isSettled);
  }

  /** A recording that is open, by the id of its session. */
  find(session: string): OpenedRecording | undefined {
    return [...this.opened].find((each) => each.session === session);
  }

  async openCustomDocument(uri: vscode.Uri): Promise<OpenedRecording> {
    const recording = await OpenedRecording.open(uri, this.options.clock, this.files);
    const lent = this.options.library.lend(recording);
    this.opened.add(recording);
    recording.onDispose(() => {
      lent.dispose();
      this.opened.delete(recording);
    });
    recording.loaded.then(() => this.tell(recording)).catch(onUnexpectedError);
    return recording;
  }

  resolveCustomEditor(recording: OpenedRecording, panel: vscode.WebviewPanel): void {
    const { host: { context, log }, savedFilters, clock, act } = this.options;
    const attached = attachTraffic<TrafficSource>(panel.webview, context.extensionUri, {
      clock,
      warn: (message) => log.warn(message),
      sessions: oneSession<TrafficSource>(recording, recording.title),
      marks: recording,
      savedFilters,
      act: (chosen) => act(recording, chosen),
    });
    const watch = (): void => {
      if (panel.active) this.current = recording;
      else if (this.current === recording) this.current = undefined;
    };
    watch();
    this.pages.add(attached);
    const subscriptions = vscode.Disposable.from(
      panel.onDidChangeViewState(() => {
        watch();
        if (!panel.visible) attached.stop();
      }),
      panel.onDidDispose(() => {
        subscriptions.dispose();
        this.pages.delete(attached);
        attached.dispose();
        if (this.current === recording) this.current = undefined;
      }),
    );
  }

  dispose(): void {
    this.store.dispose();
    for (const recording of this.opened) recording.dispose();
  }

  /** What could not be read is missing on the page, so it has to be said. */
  private tell(recording: OpenedRecording): void {
    const { damage, uri } = recording;
    if (damage === undefined || !this.opened.has(recording)) return;
    this.options.host.log.warn(`${uri.toString(true)}: ${recording.reader.problems.map(({ line, message }) => `line ${line}: ${message}`).join(" ") || damage}`);
    void vscode.window.showWarningMessage(inert(vscode.l10n.t("{0} is not complete. {1}", recording.title, messageOf(damage))));
  }
}
