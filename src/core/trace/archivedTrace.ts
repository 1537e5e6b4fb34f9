import { Emitter, type Event } from "../base/event";
import { messageOf } from "../base/failure";
import type { Frame, FrameWriter, Rows } from "../wire/frame";
import type { RowColumns } from "./rowColumns";
import type { SpillReader } from "./spill";
import { Columns } from "./store/columns";
import { DiskBlocks } from "./store/diskBlocks";
import { placeListed, type ReadBlock } from "./store/readBlock";
import { RowStore } from "./store/rowStore";
import { namesSubject } from "./subject";
import { NO_TOPIC, type Topic } from "./topic";
import type { LinkInfo, Trace } from "./trace";

/** A session of the past, for reading only; see `openArchive`. */
export class ArchivedTrace implements Trace {
  private readonly columnStore = new Columns();
  private readonly blocks: DiskBlocks;
  private readonly topics = new Map<number, Topic>();
  private readonly infos = new Map<number, LinkInfo>();
  private readonly store: RowStore;
  private readonly troubles = new Emitter<string>();
  private lost = { frames: 0, bytes: 0 };
  private floor = 0;
  private problem: string | undefined;
  private unreadable = false;

  /** Nothing is ever added or cleared. */
  readonly onAppend: Event<Rows> = new Emitter<Rows>().event;
  readonly onClear: Event<void> = new Emitter<void>().event;
  /** Bytes could not be read; told once. */
  readonly onTrouble = this.troubles.event;

  constructor(
    reader: SpillReader,
    readonly session: string,
  ) {
    this.blocks = new DiskBlocks(reader);
    const read = (offset: number, length: number): Uint8Array | undefined => this.read(offset, length);
    this.store = new RowStore(this.columnStore, { view: read, bytesAt: read }, { topic: (code) => this.topics.get(code) ?? NO_TOPIC });
  }

  /** What is missing and why, in sentences; `undefined` when everything is there. */
  get damage(): string | undefined {
    return this.problem;
  }

  get columns(): RowColumns {
    return this.store;
  }

  get first(): number {
    return this.columnStore.first;
  }

  get next(): number {
    return this.columnStore.next;
  }

  get evicted(): { readonly frames: number; readonly bytes: number } {
    return this.lost;
  }

  at(seq: number): Frame | undefined {
    return this.store.at(seq);
  }

  glance(seq: number): Frame | undefined {
    return this.store.glance(seq);
  }

  link(link: number): LinkInfo | undefined {
    return this.infos.get(link);
  }

  links(): readonly LinkInfo[] {
    return [...this.infos.values()].sort((one, other) => one.link - other.link);
  }

  open(): FrameWriter {
    throw new Error(`Session ${this.session} has ended; nothing can be added to it.`);
  }

  clear(): void {
    throw new Error(`Session ${this.session} is open for reading only; it can be deleted, but not cleared.`);
  }

  /** Takes the next block of the session, which lies at `offset` on disk. */
  add({ header, words, columns, front }: ReadBlock, offset: number): void {
    const { first, base, rows, dataBytes } = header;
    // Rows between two blocks were cleared before they were written.
    if (first !== this.columnStore.next) this.columnStore.clear(first);
    this.columnStore.append(columns, placeListed(words, columns));
    if (rows > 0) this.blocks.add({ at: offset, data: offset + front, base, end: base + dataBytes, next: first + rows });
    for (const [code, method, subject] of words.methods) this.topics.set(code, { method, subject: subject ?? undefined, isOpen: subject === undefined && namesSubject(method) });
    for (const info of words.links) this.infos.set(info.link, info);
    this.floor = Math.max(this.floor, header.floor);
    this.lost = { frames: header.lostFrames, bytes: header.lostBytes };
  }

  damaged(problem: string): void {
    this.problem = problem;
  }

  /** All blocks have been added: rows that had left when the last one was written leave here too. */
  settle(): void {
    this.columnStore.dropBefore(this.floor, 0);
    this.blocks.dropBefore(this.columnStore.first);
    // Files of the session can have been removed later, to make room for other sessions.
    const removed = Math.max(0, this.columnStore.first - this.floor);
    this.lost = { frames: this.lost.frames + removed, bytes: this.lost.bytes };
  }

  private read(offset: number, length: number): Uint8Array | undefined {
    try {
      return this.blocks.read(offset, length);
    } catch (error) {
      if (!this.unreadable) this.troubles.fire(`Messages of an earlier session cannot be read: ${messageOf(error)}. They are shown empty.`);
      this.unreadable = true;
      return undefined;
    }
  }
}
