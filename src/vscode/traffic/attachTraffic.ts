import { setImmediate } from "node:timers/promises";
import type * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import { onUnexpectedError } from "../../core/base/unexpected";
import type { FeedHost, FeedSource } from "../../core/feed/feedHost";
import { PageHost } from "../../core/feed/pageHost";
import { pageFolder, pageHtml } from "./pageHtml";

/** A webview with a Traffic page in it. */
export interface AttachedTraffic<S extends FeedSource> extends Disposable {
  /** The session that it shows now; of several, the one that came first. */
  readonly source: S | undefined;
  /** All that it shows, as its choice of sessions names and orders them. */
  readonly sessions: readonly { readonly title: string; readonly source: S }[];
  /** Its page is there and has everything that there is of its sessions. */
  readonly isSettled: boolean;
  /** Shows a row; its session is shown first, and a page that is not there yet shows it once it is. */
  reveal(row: { readonly session: string; readonly seq: number }): void;
  /** The webview is not seen any more: its page is gone, and costs nothing until it begins anew. */
  stop(): void;
}

/** Has any webview show traffic: of this window, of an earlier one or of a recording. It is disposed before or with the webview. */
export function attachTraffic<S extends FeedSource>(webview: vscode.Webview, extensionUri: vscode.Uri, host: Omit<FeedHost<S>, "pause">): AttachedTraffic<S> {
  const store = new DisposableStore();
  const pause = (): Promise<void> => setImmediate(undefined);
  // It settles with false when the page has just gone; the next one says that it is ready.
  const page = store.add(new PageHost({ ...host, pause }, (message) => void webview.postMessage(message).then(undefined, onUnexpectedError)));
  // A page can be ready before anything else, so it is listened to first.
  store.add(webview.onDidReceiveMessage((message: unknown) => page.receive(message)));
  const folder = pageFolder(extensionUri);
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  webview.html = pageHtml(webview, folder);
  return {
    get source() {
      return page.source;
    },
    get sessions() {
      return page.sessions;
    },
    get isSettled() {
      return page.isSettled;
    },
    reveal: (row) => page.reveal(row),
    stop: () => page.stop(),
    dispose: () => store.dispose(),
  };
}
