import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";
import { CancelSource } from "../../core/base/cancel";
import type { Clock } from "../../core/base/clock";
import { Emitter } from "../../core/base/event";
import { messageOf } from "../../core/base/failure";
import { Held } from "../../core/base/held";
import { onUnexpectedError } from "../../core/base/unexpected";
import type { Mark, Marks } from "../../core/feed/marks";
import { ExchangeFold } from "../../core/trace/exchangeFold";
import { RecordingReader } from "../../core/trace/recording/recordingReader";
import { loadRecording, readChunks } from "../../node/recordings/loadRecording";
import type { TemporarySession } from "../../node/recordings/temporarySession";
import type { TrafficSource } from "../history/trafficSource";
import type { RecordingFiles } from "./recordingFiles";

/** Files below this are kept in memory as they are; the rows of larger ones go to the disk again, in a form that is found at once. */
const IN_MEMORY = 32 * 1024 * 1024;

/** A recording that is open in an editor. It shows what it has read so far, and reads on. */
export class OpenedRecording implements TrafficSource, Marks, vscode.CustomDocument {
  readonly live = false;
  readonly exchanges: ExchangeFold;
  /** Settles when it has been read, or given up; never rejects. */
  readonly loaded: Promise<void>;
  readonly held = new Held(() => {
    this.exchanges.dispose();
    this.loaded.then(() => this.spill?.remove()).catch(onUnexpectedError);
  });
  private readonly cancel = new CancelSource();
  private readonly changes = new Emitter<string>();
  private failure: string | undefined;

  readonly onChange = this.changes.event;

  private constructor(
    readonly uri: vscode.Uri,
    readonly session: string,
    readonly reader: RecordingReader,
    private readonly spill: TemporarySession | undefined,
  ) {
    this.exchanges = new ExchangeFold(reader.trace);
    this.loaded = this.load();
  }

  /** Begins to read a file; rejects when there is none. */
  static async open(uri: vscode.Uri, clock: Clock, files: RecordingFiles): Promise<OpenedRecording> {
    const { size, mtimeMs } = uri.scheme === "file" ? await stat(uri.fsPath) : await vscode.workspace.fs.stat(uri).then(({ size: bytes, mtime }) => ({ size: bytes, mtimeMs: mtime }));
    // The same file is the same session, so that what a page remembers of it fits when it comes back.
    const session = `recording-${createHash("sha256").update(`${uri.toString()} ${mtimeMs} ${size}`).digest("hex").slice(0, 24)}`;
    const spill = size > IN_MEMORY ? files.newSession() : undefined;
    const reader = new RecordingReader(clock, { session, memoryBytes: Number.POSITIVE_INFINITY, spill: spill?.writer });
    return new OpenedRecording(uri, session, reader, spill);
  }

  get trace(): RecordingReader["trace"] {
    return this.reader.trace;
  }

  get title(): string {
    return path.posix.basename(this.uri.path);
  }

  /** What is wrong with it, in sentences; `undefined` when everything is there. */
  get damage(): string | undefined {
    const { problems, problemCount, missing } = this.reader;
    const [first] = problems;
    if (this.failure !== undefined) return this.failure;
    if (first) return problemCount === 1 ? vscode.l10n.t("Line {0}: {1}", first.line, first.message) : vscode.l10n.t("Line {0}: {1} There are {2} problems in all.", first.line, first.message, problemCount);
    return missing > 0 ? vscode.l10n.t("{0} messages had left the traffic before they were saved.", missing) : undefined;
  }

  of(): readonly Mark[] {
    return [...this.reader.marks].map(([seq, comment]) => ({ seq, comment }));
  }

  /** Marks of an open recording last until it is closed; saved again, they are in the new file. */
  set(_session: string, seqs: readonly number[], comment: string | undefined): void {
    for (const seq of seqs) {
      if (comment === undefined) this.reader.marks.delete(seq);
      else this.reader.marks.set(seq, comment);
    }
    this.changes.fire(this.session);
  }

  /** Has something undone when it is closed. */
  onDispose(release: () => void): void {
    this.cancel.onCancel(release);
  }

  dispose(): void {
    this.cancel.cancel();
    this.changes.dispose();
    this.held.dispose();
  }

  private async load(): Promise<void> {
    const { uri, reader, cancel } = this;
    try {
      if (uri.scheme === "file") {
        await loadRecording(uri.fsPath, reader, { cancel });
      } else {
        const bytes = await vscode.workspace.fs.readFile(uri);
        await readChunks([bytes], bytes.length, reader, { cancel });
      }
    } catch (error) {
      this.failure = messageOf(error);
    }
    if (cancel.cancelled) return;
    // Nothing will come any more: what has no answer stays without one.
    this.exchanges.end();
    this.changes.fire(this.session);
  }
}
