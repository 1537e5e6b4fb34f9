import { type FileHandle, open, unlink } from "node:fs/promises";
import path from "node:path";
import { Emitter } from "../../core/base/event";
import type { SpillWriter } from "../../core/trace/spill";
import { createSession, folderOf, infoOf, type SessionPlace } from "./createSession";
import { DataFiles, dataFileName } from "./dataFiles";
import { isGone } from "./fileErrors";
import { removeLock } from "./ownerLock";
import { removeSession } from "./removeSession";
import { type SessionSummary, writeInfo } from "./sessionInfo";
import { type WriteParts, writeParts } from "./writeParts";

/** A file is closed when the next block would make it larger, so that old traffic can go file by file. */
const FILE_BYTES = 64 * 1024 * 1024;
/** Most that is handed to the system in one piece. */
const BATCH_BYTES = 8 * 1024 * 1024;

export interface SessionOptions {
  readonly fileBytes?: number;
  /** How blocks get into a file; a test of a full disk puts another in its place. */
  readonly write?: WriteParts;
}

interface Block {
  readonly parts: readonly Uint8Array[];
  readonly offset: number;
  readonly length: number;
  readonly settle: (error?: Error) => void;
}

/**
 * The session that this process writes. Blocks reach their files in the order of `append`, many in one piece when they
 * come faster than the disk; nothing waits for the disk unless it awaits `written`.
 */
export class SessionWriter implements SpillWriter {
  private readonly files: DataFiles;
  private readonly blocks: Block[] = [];
  /** End of everything that was accepted. */
  private accepted = 0;
  /** What comes before is to go. */
  private unneeded = 0;
  private cleared = 0;
  /** Files that are not needed and could not be removed yet. */
  private leftovers: string[] = [];
  private file: FileHandle | undefined;
  private fileSize = 0;
  private working: Promise<void> | undefined;
  /** Why nothing is accepted any more. */
  private refusal: Error | undefined;
  private readonly rolls = new Emitter<void>();

  /** A further file was begun: a good moment to look at the limit of the disk. */
  readonly onRoll = this.rolls.event;

  readonly folder: string;
  /** Settles when the session has its folder; rejects with a Failure that says what stands in the way. */
  readonly opened: Promise<void>;

  /** Begins at once to make the folder of the session and to lock it; blocks are taken meanwhile and wait for it. */
  constructor(
    private readonly place: SessionPlace,
    private readonly options: SessionOptions = {},
  ) {
    this.folder = folderOf(place);
    this.files = new DataFiles(this.folder, 0);
    this.opened = createSession(place);
    // Who has no interest in it hears of the failure with the first block.
    this.opened.catch(() => undefined);
  }

  get id(): string {
    return this.place.id;
  }

  /** To what a file grows, unless one block alone is larger. */
  get fileBytes(): number {
    return this.options.fileBytes ?? FILE_BYTES;
  }

  get first(): number {
    return this.files.first;
  }

  get next(): number {
    return this.files.next;
  }

  append(parts: readonly Uint8Array[]): { readonly offset: number; readonly written: Promise<void> } {
    const offset = this.accepted;
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    const written = new Promise<void>((resolve, reject) => {
      if (this.refusal) return reject(this.refusal);
      this.accepted += length;
      this.blocks.push({ parts, offset, length, settle: (error) => (error ? reject(error) : resolve()) });
      this.work();
    });
    // Whoever wrote several blocks may look at one of them only; the others fail for the same reason.
    written.catch(() => undefined);
    return { offset, written };
  }

  read(offset: number, length: number): Uint8Array {
    return this.files.read(offset, length);
  }

  discard(offset: number): void {
    if (offset <= this.unneeded) return;
    this.unneeded = offset;
    this.work();
  }

  /** Settles when everything that was appended so far has been written or refused. */
  async flush(): Promise<void> {
    while (this.working) await this.working;
  }

  /**
   * Ends the session: it counts as ended from now on, and one without a byte is removed. What can be read stays readable.
   * Rejects when the disk refuses, after having done what can be done.
   */
  async close(summary: SessionSummary): Promise<void> {
    this.refusal ??= new Error("The session is closed.");
    await this.flush();
    this.files.closeAll();
    await this.opened;
    try {
      await this.file?.close();
      this.file = undefined;
      await this.removeFiles([]);
      if (this.files.first === this.files.next && (await removeSession(this.folder))) return;
      await writeInfo(this.folder, infoOf(this.place, summary));
    } finally {
      await removeLock(this.folder);
    }
  }

  private work(): void {
    this.working ??= this.workOff();
  }

  private async workOff(): Promise<void> {
    try {
      // Blocks of one turn go in one piece, since this takes a turn in any case.
      await this.opened;
    } catch (error) {
      await this.refuse(asError(error), []);
    }
    while (this.blocks.length > 0 || this.cleared < this.unneeded) {
      const taken: Block[] = [];
      try {
        if (this.blocks.length > 0) await this.writeSome(taken);
        else await this.clearAway();
      } catch (error) {
        await this.refuse(asError(error), taken);
      }
    }
    // In the same turn as the last look: what comes later must find nobody at work.
    this.working = undefined;
  }

  private async writeSome(taken: Block[]): Promise<void> {
    const { offset = 0, length = 0 } = this.blocks[0] ?? {};
    const file = await this.fileFor(offset, length);
    const bytes = this.take(taken);
    await (this.options.write ?? writeParts)(file, taken.flatMap(({ parts }) => parts), this.fileSize);
    this.fileSize += bytes;
    this.files.grow(bytes);
    for (const { settle } of taken) settle();
  }

  /** Moves the blocks that go into the current file together; returns their length. */
  private take(taken: Block[]): number {
    let bytes = 0;
    for (let block = this.blocks[0]; block; block = this.blocks[0]) {
      const total = bytes + block.length;
      if (taken.length > 0 && (total > BATCH_BYTES || this.fileSize + total > this.fileBytes || block.offset === this.unneeded)) break;
      this.blocks.shift();
      taken.push(block);
      bytes = total;
    }
    return bytes;
  }

  private async fileFor(offset: number, length: number): Promise<FileHandle> {
    // When everything before is to go, it can go at once if no file goes on.
    const fits = this.fileSize + length <= this.fileBytes && offset !== this.unneeded;
    if (this.file && (this.fileSize === 0 || fits)) return this.file;
    await this.file?.close();
    this.file = undefined;
    const file = await open(path.join(this.folder, dataFileName(this.files.next)), "wx", 0o600);
    this.file = file;
    this.fileSize = 0;
    this.files.add(0);
    this.rolls.fire();
    return file;
  }

  /** After the first refusal there would be a hole, so nothing more is taken. */
  private async refuse(error: Error, taken: readonly Block[]): Promise<void> {
    this.refusal = error;
    for (const { settle } of [...taken, ...this.blocks.splice(0)]) settle(error);
    try {
      // Half a block helps nobody, and its bytes may be what the disk lacks.
      await this.file?.truncate(this.fileSize);
    } catch {
      // Then it stays, as after a crash; readers drop it.
    }
  }

  private async clearAway(): Promise<void> {
    this.cleared = this.unneeded;
    const removed = this.files.removeBefore(this.cleared);
    if (this.files.first === this.files.next && this.fileSize > 0) {
      await this.file?.close();
      this.file = undefined;
      this.fileSize = 0;
    }
    await this.removeFiles(removed);
  }

  /** Windows keeps what another process reads; it is tried again with the next ones and at the end. */
  private async removeFiles(files: readonly string[]): Promise<void> {
    const all = [...this.leftovers, ...files];
    const results = await Promise.allSettled(all.map((file) => unlink(file)));
    this.leftovers = all.filter((_, index) => {
      const result = results[index];
      return result?.status === "rejected" && !isGone(result.reason);
    });
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
