import type { Clock } from "../base/clock";
import { Emitter } from "../base/event";
import { messageOf } from "../base/failure";
import type { Act, Frame, FrameWriter, Rows } from "../wire/frame";
import type { RowColumns } from "./rowColumns";
import type { SpillWriter } from "./spill";
import { ByteRing } from "./store/byteRing";
import { Columns } from "./store/columns";
import { Grader } from "./store/grader";
import { LinkWriter } from "./store/linkWriter";
import { RowStore } from "./store/rowStore";
import type { Segment } from "./store/segment";
import { Spiller } from "./store/spiller";
import type { StoredRows } from "./store/storedRows";
import { Topics } from "./subjects/topics";
import type { LinkInfo, Trace } from "./trace";

/** Bytes kept of one line by default. */
export const DEFAULT_LINE_CAP = 256 * 1024 * 1024;

const LARGEST_SLOT = 4 * 1024 * 1024;
const SMALLEST_SLOT = 128 * 1024;
/** Slots that the bytes take turns in while a disk has the older ones. */
const SPILLED_SLOTS = 4;

export interface RingTraceOptions {
  /** Id of the session; see `Trace.session`. */
  readonly session: string;
  /** Memory for rows and their bytes together, read whenever it matters; the newest rows are kept whatever they take. */
  readonly memoryBytes: number;
  /** Space on disk, read likewise; without, as much as the rows in memory need. */
  readonly diskBytes?: number | undefined;
  /** Where bytes go that leave memory; without, their rows leave with them. */
  readonly spill?: SpillWriter | undefined;
  /** Bytes kept of one line. */
  readonly capBytes?: number | undefined;
  /** Sizes of the parts that memory comes in, for tests. */
  readonly parts?: { readonly slotBytes?: number; readonly blockShift?: number };
}

/**
 * The store of a session: bytes in slots of memory that are used again and again, rows as columns, both bounded. With a
 * disk the bytes leave memory for it and come back when asked for; without one, or when it refuses, the oldest rows leave.
 */
export class RingTrace implements Trace {
  readonly session: string;
  private readonly columnStore: Columns;
  private readonly ring: ByteRing;
  private readonly store: RowStore;
  private readonly spiller: Spiller | undefined;
  private readonly topics = new Topics();
  private readonly grader: Grader;
  private readonly infos: LinkInfo[] = [];
  private readonly runs = new Map<string, number>();
  private readonly appendedRows = new Emitter<Rows>();
  private readonly cleared = new Emitter<void>();
  private readonly troubles = new Emitter<string>();
  private lostFrames = 0;
  private lostBytes = 0;
  /** First of the rows that are being added, acted upon or announced; they stay until everybody has heard of them. */
  private newest: number | undefined;
  private unannounced: StoredRows | undefined;
  private lastUnannounced: StoredRows | undefined;
  private announcing = false;
  /** Acts under way, one within the other: who acts may write, too. */
  private acting = 0;
  private jam: { readonly over: Promise<void>; readonly settle: () => void } | undefined;
  private unreadable = false;

  readonly onAppend = this.appendedRows.event;
  readonly onClear = this.cleared.event;
  /** Something is wrong with the disk: at most once that it refused to write, and once that it refused to read. */
  readonly onTrouble = this.troubles.event;

  constructor(
    private readonly clock: Clock,
    private readonly options: RingTraceOptions,
  ) {
    this.session = options.session;
    this.columnStore = new Columns(options.parts?.blockShift);
    this.ring = new ByteRing({
      slotBytes: () => this.slotBytes(),
      slotLimit: () => this.slotLimit(),
      sealed: () => this.spiller?.cut(),
      evict: (segment) => this.evictSegment(segment),
    });
    this.store = new RowStore(this.columnStore, { view: (offset, length) => this.view(offset, length), bytesAt: (offset, length) => this.bytesAt(offset, length) }, this.topics);
    this.grader = new Grader(this.columnStore, this.topics);
    this.spiller = options.spill && this.spillTo(options.spill);
  }

  get columns(): RowColumns {
    return this.store;
  }

  open(server: { readonly server: string; readonly name: string }): FrameWriter {
    const run = (this.runs.get(server.server) ?? 0) + 1;
    this.runs.set(server.server, run);
    return this.openLink({ server: server.server, name: server.name, run, opened: this.clock.now() });
  }

  /** Opens a link of the past again, as the run that it was; the clock is to give the times of then. */
  reopen(info: Omit<LinkInfo, "link">): LinkWriter {
    this.runs.set(info.server, Math.max(info.run, this.runs.get(info.server) ?? 0));
    return this.openLink(info);
  }

  link(link: number): LinkInfo | undefined {
    return this.infos[link - 1];
  }

  links(): readonly LinkInfo[] {
    return [...this.infos];
  }

  get first(): number {
    return this.columnStore.first;
  }

  get next(): number {
    return this.columnStore.next;
  }

  at(seq: number): Frame | undefined {
    return this.store.at(seq);
  }

  glance(seq: number): Frame | undefined {
    return this.store.glance(seq);
  }

  get evicted(): { readonly frames: number; readonly bytes: number } {
    return { frames: this.lostFrames, bytes: this.lostBytes };
  }

  /** Memory now taken, bytes. */
  get memory(): number {
    return this.ring.bytes + this.columnStore.bytes;
  }

  clear(): void {
    this.lostFrames = 0;
    this.lostBytes = 0;
    this.columnStore.clear();
    this.spiller?.clear();
    this.ring.clear();
    this.cleared.fire();
  }

  /** Lets the rows leave that lie in the oldest `bytes` on disk; they count as evicted. */
  trimDisk(bytes: number): void {
    const { spiller } = this;
    const target = (spiller?.bytes ?? 0) - bytes;
    while (spiller && spiller.bytes > target && this.evictTo(spiller.blocks.oldest?.next ?? 0));
  }

  /** Settles when everything so far is on disk, if there is one that takes it; for closing. Never rejects. */
  async flush(): Promise<void> {
    await this.spiller?.flush();
  }

  private openLink({ server, name, run, opened }: Omit<LinkInfo, "link">): LinkWriter {
    const link = this.infos.length + 1;
    this.infos.push({ link, server, name, run, opened });
    return new LinkWriter(link, {
      clock: this.clock,
      columns: this.columnStore,
      ring: this.ring,
      grader: this.grader,
      store: this.store,
      capBytes: this.options.capBytes ?? DEFAULT_LINE_CAP,
      congestion: () => this.jam?.over,
      begin: () => this.begin(),
      appended: (rows, act) => this.appended(rows, act),
    });
  }

  private spillTo(writer: SpillWriter): Spiller {
    return new Spiller({
      clock: this.clock,
      writer,
      columns: this.columnStore,
      ring: this.ring,
      dictionary: { topic: (code) => this.topics.topic(code), link: (link) => this.link(link) },
      lost: () => this.evicted,
      onSettled: () => this.written(),
      onRefused: (error) => this.troubles.fire(`Traffic can no longer be written to disk: ${messageOf(error)}. It is kept in memory only from now on, and the oldest messages leave when that is full.`),
    });
  }

  private begin(): void {
    this.newest ??= this.columnStore.next;
  }

  /** Append, act, announce: the budgets are kept first, so that who acts sees the trace as it stays. */
  private appended(rows: StoredRows, act: Act | undefined): void {
    this.spiller?.appended();
    this.balance();
    if (this.spills && this.ring.overdrawn) this.jam ??= newJam();
    if (this.lastUnannounced) this.lastUnannounced.after = rows;
    this.unannounced ??= rows;
    this.lastUnannounced = rows;
    this.acting++;
    try {
      act?.(rows);
    } finally {
      this.acting--;
      this.announce();
    }
  }

  /** Everybody hears of all rows in their order, also of those that came of acting on others or of hearing of them. */
  private announce(): void {
    if (this.announcing) return;
    this.announcing = true;
    for (let rows = this.unannounced; rows; rows = rows.after) this.appendedRows.fire(rows);
    this.unannounced = undefined;
    this.lastUnannounced = undefined;
    this.announcing = false;
    if (this.acting === 0) this.newest = undefined;
  }

  private written(): void {
    if (this.spills) this.ring.saved();
    if (!this.jam || (this.spills && this.ring.overdrawn)) return;
    this.jam.settle();
    this.jam = undefined;
  }

  private get spills(): boolean {
    return this.spiller?.works ?? false;
  }

  private slotBytes(): number {
    const { memoryBytes, parts } = this.options;
    if (parts?.slotBytes !== undefined) return parts.slotBytes;
    const wanted = 2 ** Math.floor(Math.log2(Math.max(1, memoryBytes / 16)));
    return Math.min(LARGEST_SLOT, Math.max(SMALLEST_SLOT, wanted));
  }

  private slotLimit(): number {
    if (this.spills) return SPILLED_SLOTS;
    const room = this.options.memoryBytes - this.columnStore.bytes - this.ring.ownBytes;
    return Math.max(2, Math.floor(room / this.slotBytes()));
  }

  /** Lets the oldest rows leave until memory and disk are within their budgets. */
  private balance(): void {
    if (!this.spills) this.evictOutgoing();
    while (this.isOverMemory() && this.evictTo(this.endOfOldest()));
    const { diskBytes } = this.options;
    if (diskBytes === undefined || !this.spiller) return;
    while (this.spiller.bytes > diskBytes && this.evictTo(this.spiller.blocks.oldest?.next ?? 0));
  }

  private isOverMemory(): boolean {
    const { memoryBytes } = this.options;
    if (!this.spills) return this.memory > memoryBytes;
    // What is on its way to the disk will be gone in a moment; only columns stay, and two blocks of them in any case.
    const { bytes, blockBytes } = this.columnStore;
    return bytes > Math.max(2 * blockBytes, memoryBytes - SPILLED_SLOTS * this.slotBytes());
  }

  /** The first row that can stay when the oldest piece of memory is given back. */
  private endOfOldest(): number {
    const { endOfOldest } = this.columnStore;
    const { oldest } = this.ring;
    return this.spills || !oldest ? endOfOldest : Math.min(endOfOldest, oldest.next);
  }

  /** Lets the rows leave whose bytes may, a few at a time. */
  private evictOutgoing(): void {
    const { outgoing } = this.ring;
    if (outgoing > 0) this.evictTo(this.store.rowFrom(outgoing));
  }

  private evictSegment(segment: Segment): boolean {
    // With a disk its bytes will be there in a moment, and its rows need not leave.
    if (!this.spills) this.evictTo(segment.next);
    return this.columnStore.first >= segment.next;
  }

  /** Lets the rows before `seq` leave, as far as they may; false when none did. */
  private evictTo(seq: number): boolean {
    const { first, next } = this.columnStore;
    const end = Math.min(seq, this.newest ?? next);
    if (end <= first) return false;
    this.lostBytes += this.store.lineBytes(first, end);
    this.lostFrames += end - first;
    this.columnStore.dropBefore(end, this.spiller?.unread ?? end);
    this.ring.dropBefore(end < next ? this.store.offset(end) : this.ring.next);
    this.spiller?.dropBefore(end);
    return true;
  }

  private view(offset: number, length: number): Uint8Array | undefined {
    return this.ring.view(offset, length) ?? this.fromDisk(offset, length);
  }

  private bytesAt(offset: number, length: number): Uint8Array | undefined {
    return this.ring.bytesAt(offset, length) ?? this.fromDisk(offset, length);
  }

  private fromDisk(offset: number, length: number): Uint8Array | undefined {
    try {
      return this.spiller?.blocks.read(offset, length);
    } catch (error) {
      if (!this.unreadable) this.troubles.fire(`Traffic that was written to disk cannot be read back: ${messageOf(error)}. Such messages are shown empty.`);
      this.unreadable = true;
      return undefined;
    }
  }
}

function newJam(): { readonly over: Promise<void>; readonly settle: () => void } {
  let settle = (): void => undefined;
  const over = new Promise<void>((resolve) => (settle = resolve));
  return { over, settle };
}
