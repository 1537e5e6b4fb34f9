import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import type { FeedHost } from "../../core/feed/feedHost";
import { Views } from "../contributions";
import type { TrafficSource } from "../history/trafficSource";
import { type AttachedTraffic, attachTraffic } from "./attachTraffic";
import type { WindowSessions } from "./windowSessions";

export interface TrafficPanelOptions extends Omit<FeedHost<TrafficSource>, "pause"> {
  readonly sessions: WindowSessions;
  readonly extensionUri: vscode.Uri;
}

/** The view of the Traffic panel. Its page is thrown away while it is hidden, and the feed with it. */
export class TrafficPanel implements vscode.WebviewViewProvider, Disposable {
  private readonly store = new DisposableStore();
  private attached: AttachedTraffic<TrafficSource> | undefined;
  private view: vscode.WebviewView | undefined;
  /** A row that is to be shown once there is a view. */
  private wanted: { readonly session: string; readonly seq: number } | undefined;

  constructor(private readonly options: TrafficPanelOptions) {
    this.store.add(vscode.window.registerWebviewViewProvider(Views.trafficPanel, this));
  }

  /** The session that is shown, if one is. */
  get source(): TrafficSource | undefined {
    return this.attached?.source;
  }

  /** All sessions that are shown, as the person reads them. */
  get shown(): readonly { readonly title: string; readonly source: TrafficSource }[] {
    return this.attached?.sessions ?? [];
  }

  /** The page has everything that there is of that session. */
  get isSettled(): boolean {
    return this.attached?.isSettled ?? false;
  }

  get visible(): boolean {
    return this.view?.visible ?? false;
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const { extensionUri, sessions, ...host } = this.options;
    const attached = attachTraffic(view.webview, extensionUri, { ...host, sessions });
    this.view = view;
    this.attached = attached;
    sessions.setVisible(view.visible);
    const subscriptions = vscode.Disposable.from(
      view.onDidChangeVisibility(() => {
        sessions.setVisible(view.visible);
        if (!view.visible) attached.stop();
      }),
      view.onDidDispose(() => {
        subscriptions.dispose();
        attached.dispose();
        sessions.setVisible(false);
        if (this.attached !== attached) return;
        this.attached = undefined;
        this.view = undefined;
      }),
    );
    if (this.wanted) attached.reveal(this.wanted);
    this.wanted = undefined;
  }

  /** Opens the panel. @param row what is to be shown in it */
  async show(row?: { readonly session: string; readonly seq: number }): Promise<void> {
    if (row) this.reveal(row);
    await vscode.commands.executeCommand(`${Views.trafficPanel}.focus`);
  }

  /** Shows a row when the panel is open, or else as soon as it is. */
  reveal(row: { readonly session: string; readonly seq: number }): void {
    if (this.attached) this.attached.reveal(row);
    else this.wanted = row;
  }

  dispose(): void {
    this.attached?.dispose();
    this.store.dispose();
  }
}
