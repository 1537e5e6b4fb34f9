import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import { encodePieces } from "../../node/encodePieces";
import { Coalescer } from "../coalescer";
import { Schemes } from "../contributions";
import type { History } from "../history/history";
import type { TrafficSource } from "../history/trafficSource";
import { type MessageRef, messageRef } from "./messageUri";
import { bareText, messageText, rawText, type TextPieces } from "./messageText";
import { ReadOnlyFiles } from "../readOnlyFiles";

/** Milliseconds between two looks at the open documents: progress may come in floods. */
const REFRESH = 250;
/** Texts kept for the next question about the same document; VS Code asks for the size first. */
const KEPT = 4;
const GONE = `${vscode.l10n.t("[This message is no longer kept: it had to make room, the traffic was cleared, or its session was deleted.]")}\n`;
/** Whatever encoding a person has chosen for files, these are UTF-8; the editor takes the mark away. */
const BYTE_ORDER_MARK = "\ufeff";

interface ShownFile {
  readonly bytes: Uint8Array;
  /** Differs when the text does. */
  readonly stamp: string;
  readonly changed: number;
}

/**
 * Rows of the traffic, of this window and of earlier ones, as read-only files. A file system, since VS Code brings back
 * editors of a file system after a reload of the window, and no others.
 */
export class MessageFiles extends ReadOnlyFiles implements Disposable {
  private readonly store = new DisposableStore();
  private readonly changes = this.store.add(new vscode.EventEmitter<vscode.FileChangeEvent[]>());
  private readonly files = new Map<string, Omit<ShownFile, "bytes"> & { readonly making: Promise<ShownFile> }>();
  private readonly stamps = new Map<string, string>();
  private readonly dirty = new Set<number>();
  private readonly refresh = this.store.add(new Coalescer(REFRESH, () => this.update()));

  readonly onDidChangeFile = this.changes.event;

  constructor(private readonly history: History) {
    super();
    this.store.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => this.stamps.delete(uri.toString())));
    this.store.add(history.live.exchanges.onChange((links) => {
      for (const link of links) this.dirty.add(link);
      this.refresh.schedule();
    }));
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { bytes, changed } = await this.file(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime: changed, size: bytes.length, permissions: vscode.FilePermission.Readonly };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const { bytes, stamp } = await this.file(uri);
    this.stamps.set(uri.toString(), stamp);
    return bytes;
  }

  dispose(): void {
    this.store.dispose();
  }

  private async file(uri: vscode.Uri): Promise<ShownFile> {
    const ref = messageRef(uri);
    if (!ref) throw vscode.FileSystemError.FileNotFound(uri);
    // What is handed out is to be used at once, so the file is waited for outside.
    const { making } = await this.history.library.look(ref, (source) => ({ making: this.fileOf(uri.toString(), source, ref) }));
    return making;
  }

  /** VS Code asks for the size and for the text at the same time. */
  private fileOf(key: string, source: TrafficSource | undefined, ref: MessageRef): Promise<ShownFile> {
    const stamp = stampOf(source, ref);
    const known = this.files.get(key);
    if (known?.stamp === stamp) return known.making;
    const changed = Math.max(Date.now(), (known?.changed ?? 0) + 1);
    const making = encodePieces(marked(textOf(source, ref))).then((bytes) => ({ bytes, stamp, changed }));
    this.files.delete(key);
    this.files.set(key, { making, stamp, changed });
    const [oldest] = this.files.keys();
    if (oldest !== undefined && this.files.size > KEPT) this.files.delete(oldest);
    return making;
  }

  /** An open document of a pending request gets its answer when it comes; re-reading others at every row would cost for nothing. */
  private update(): void {
    const links = new Set(this.dirty);
    this.dirty.clear();
    const { live } = this.history;
    const changed = vscode.workspace.textDocuments.flatMap(({ uri }) => {
      const ref = uri.scheme === Schemes.message ? messageRef(uri) : undefined;
      if (ref?.session !== live.session || ref.raw) return [];
      const exchange = live.exchanges.of(ref.seq);
      return exchange && links.has(exchange.link) && stampOf(live, ref) !== this.stamps.get(uri.toString()) ? [uri] : [];
    });
    if (changed.length > 0) this.changes.fire(changed.map((uri) => ({ type: vscode.FileChangeType.Changed, uri })));
  }
}

function stampOf(source: TrafficSource | undefined, { seq, raw }: MessageRef): string {
  if (!source?.trace.at(seq)) return "gone";
  const exchange = raw ? undefined : source.exchanges.of(seq);
  return exchange ? [exchange.status, exchange.notes.length, exchange.extraAnswers.length].join(" ") : "row";
}

function textOf(source: TrafficSource | undefined, { seq, raw, bare = false }: MessageRef): TextPieces {
  const frame = source?.trace.at(seq);
  if (!source || !frame) return [GONE];
  const { trace, exchanges } = source;
  if (bare) return bareText(frame, exchanges.of(seq), trace);
  // VS Code takes a file with a NUL for a picture or a program and does not show it.
  return raw ? [rawText(frame, trace).replaceAll("\0", "␀")] : messageText(frame, exchanges.of(seq), trace.link(frame.link), trace);
}

function* marked(text: TextPieces): Generator<string> {
  yield BYTE_ORDER_MARK;
  yield* text;
}
