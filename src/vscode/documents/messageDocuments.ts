import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import type { Exchanges } from "../../core/trace/exchange";
import type { Trace } from "../../core/trace/trace";
import { Coalescer } from "../coalescer";
import { Commands, Schemes } from "../contributions";
import { messageRef, messageUri } from "./messageUri";
import { messageText, rawText } from "./messageText";

/** Milliseconds between two looks at the open documents: progress may come in floods. */
const REFRESH = 250;

export interface MessageSources {
  readonly trace: Trace;
  readonly exchanges: Exchanges;
}

/** Opens rows of the traffic as read-only documents; the commands take a sequence or anything with a `seq`, and `{ preserveFocus }`. */
export function registerMessageDocuments(sources: MessageSources): Disposable {
  const store = new DisposableStore();
  const provider = new MessageDocuments(sources);
  store.add(provider);
  store.add(vscode.workspace.registerTextDocumentContentProvider(Schemes.message, provider));
  store.add(vscode.commands.registerCommand(Commands.openMessage, (target: unknown, options: unknown) => open(sources, target, false, keepsFocus(options))));
  store.add(vscode.commands.registerCommand(Commands.openRawMessage, (target: unknown) => open(sources, target, true, false)));
  return store;
}

class MessageDocuments implements vscode.TextDocumentContentProvider, Disposable {
  private readonly changes = new vscode.EventEmitter<vscode.Uri>();
  private readonly store = new DisposableStore();
  private readonly dirty = new Set<number>();
  private readonly refresh = new Coalescer(REFRESH, () => this.update());
  readonly onDidChange = this.changes.event;

  constructor(private readonly sources: MessageSources) {
    this.store.add(this.changes);
    this.store.add(this.refresh);
    this.store.add(sources.exchanges.onChange((links) => {
      for (const link of links) this.dirty.add(link);
      this.refresh.schedule();
    }));
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const ref = messageRef(uri);
    const { trace, exchanges } = this.sources;
    const frame = ref && trace.at(ref.seq);
    if (!ref || !frame) return "[This message is no longer kept: the traffic memory was full, the traffic was cleared, or the window was reloaded.]\n";
    return ref.raw ? rawText(frame) : messageText(frame, exchanges.of(ref.seq), trace.link(frame.link), trace);
  }

  dispose(): void {
    this.store.dispose();
  }

  /** An open document of a pending request gets its answer when it comes. */
  private update(): void {
    const links = new Set(this.dirty);
    this.dirty.clear();
    for (const document of vscode.workspace.textDocuments) {
      if (document.uri.scheme !== Schemes.message) continue;
      const ref = messageRef(document.uri);
      const exchange = ref && !ref.raw ? this.sources.exchanges.of(ref.seq) : undefined;
      if (exchange && links.has(exchange.link) && isOutdated(document, exchange.status, exchange.notes.length)) this.changes.fire(document.uri);
    }
  }
}

/** Only a document that shows less than there is: re-reading others at every row of the link would cost for nothing. */
function isOutdated(document: vscode.TextDocument, status: string, notes: number): boolean {
  const facts = document.getText(new vscode.Range(0, 0, 20, 0));
  return !facts.includes(`"status": ${JSON.stringify(status)}`) || (notes > 0 && !facts.includes(`"notifications": ${notes}`));
}

async function open({ trace, exchanges }: MessageSources, target: unknown, raw: boolean, preserveFocus: boolean): Promise<void> {
  const seq = seqOf(target);
  if (seq === undefined) {
    void vscode.window.showInformationMessage("Select a row in Wirelight's Traffic view to open its message.");
    return;
  }
  const frame = trace.at(seq);
  if (!frame) {
    void vscode.window.showInformationMessage("This message is no longer kept: the traffic memory was full or the traffic was cleared. The setting wirelight.traffic.memory makes it larger.");
    return;
  }
  const uri = messageUri({ seq, raw }, frame, exchanges.of(seq), trace.link(frame.link));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: true, preserveFocus });
}

/** A click in the tree leaves the keyboard there, so that a person can walk through the rows. */
function keepsFocus(options: unknown): boolean {
  return typeof options === "object" && options !== null && "preserveFocus" in options && options.preserveFocus === true;
}

function seqOf(target: unknown): number | undefined {
  if (typeof target === "number") return target;
  if (typeof target !== "object" || target === null || !("seq" in target)) return undefined;
  return typeof target.seq === "number" ? target.seq : undefined;
}
