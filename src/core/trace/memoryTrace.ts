import type { Clock } from "../base/clock";
import { Emitter } from "../base/event";
import { Sequence } from "../base/sequence";
import type { Frame, FrameWriter, HostEvent } from "../wire/frame";
import { DEFAULT_LINE_CAP, type Line, LineSplitter } from "../wire/lines";
import { MemoryFrame, type Place } from "./memoryFrame";
import type { LinkInfo, Trace } from "./trace";

/** What a row costs beside the bytes of its line; measured on V8, so that the budget speaks of memory and not of text. */
const ROW_BYTES = 256;

export interface MemoryTraceOptions {
  /** Memory for all rows together; the newest row is kept however large it is. */
  readonly budgetBytes: number;
  /** Bytes kept of one line. */
  readonly capBytes?: number;
}

/** The simplest store: every row an object in memory, the oldest leaving when the budget is spent. */
export class MemoryTrace implements Trace {
  private readonly rows = new Sequence<MemoryFrame>();
  private readonly infos: LinkInfo[] = [];
  private readonly runs = new Map<string, number>();
  private readonly appended = new Emitter<readonly Frame[]>();
  private readonly cleared = new Emitter<void>();
  private spent = 0;
  private lostFrames = 0;
  private lostBytes = 0;

  readonly onAppend = this.appended.event;
  readonly onClear = this.cleared.event;

  constructor(
    private readonly clock: Clock,
    private readonly options: MemoryTraceOptions,
  ) {}

  open(server: { readonly server: string; readonly name: string }): FrameWriter {
    const run = (this.runs.get(server.server) ?? 0) + 1;
    this.runs.set(server.server, run);
    const link = this.infos.length + 1;
    this.infos.push({ link, server: server.server, name: server.name, run, opened: this.clock.now() });
    const capBytes = this.options.capBytes ?? DEFAULT_LINE_CAP;
    return new LinkWriter(link, capBytes, () => ({ seq: this.next, time: this.clock.now() }), (rows) => this.append(rows));
  }

  link(link: number): LinkInfo | undefined {
    return this.infos[link - 1];
  }

  links(): readonly LinkInfo[] {
    return [...this.infos];
  }

  get first(): number {
    return this.rows.first;
  }

  get next(): number {
    return this.rows.next;
  }

  at(seq: number): Frame | undefined {
    return this.rows.at(seq);
  }

  get evicted(): { readonly frames: number; readonly bytes: number } {
    return { frames: this.lostFrames, bytes: this.lostBytes };
  }

  clear(): void {
    this.rows.clear();
    this.spent = 0;
    this.cleared.fire();
  }

  private append(rows: readonly MemoryFrame[]): void {
    if (rows.length === 0) return;
    for (const row of rows) {
      this.rows.push(row);
      this.spent += ROW_BYTES + row.held;
    }
    this.evict();
    this.appended.fire(rows);
  }

  private evict(): void {
    while (this.spent > this.options.budgetBytes && this.rows.length > 1) {
      const held = this.rows.shift()?.held ?? 0;
      this.spent -= ROW_BYTES + held;
      this.lostFrames++;
      this.lostBytes += held;
    }
  }
}

/** Makes the rows of one link and hands them over, batch by batch. */
class LinkWriter implements FrameWriter {
  private readonly splitters: { readonly stdout: LineSplitter; readonly stderr: LineSplitter };

  constructor(
    readonly link: number,
    capBytes: number,
    /** The place of the next row. */
    private readonly next: () => { readonly seq: number; readonly time: number },
    private readonly append: (rows: readonly MemoryFrame[]) => void,
  ) {
    this.splitters = { stdout: new LineSplitter(capBytes), stderr: new LineSplitter(capBytes) };
  }

  stdout(chunk: Uint8Array): readonly Frame[] {
    return this.received("stdout", this.splitters.stdout.push(chunk));
  }

  stderr(chunk: Uint8Array): readonly Frame[] {
    return this.received("stderr", this.splitters.stderr.push(chunk));
  }

  end(stream: "stdout" | "stderr"): readonly Frame[] {
    const last = this.splitters[stream].end();
    return last ? this.received(stream, [last]) : [];
  }

  sent(line: Uint8Array): Frame {
    return this.one((place) => MemoryFrame.message(place, "client", { bytes: line, ending: "lf", dropped: 0 }));
  }

  host(event: HostEvent): Frame {
    return this.one((place) => MemoryFrame.host(place, event));
  }

  private received(stream: "stdout" | "stderr", lines: readonly Line[]): readonly Frame[] {
    const { seq, time } = this.next();
    const rows = lines.map((line, index) => {
      const place: Place = { seq: seq + index, time, link: this.link };
      return stream === "stdout" ? MemoryFrame.message(place, "server", line) : MemoryFrame.stderr(place, line);
    });
    this.append(rows);
    return rows;
  }

  private one(make: (place: Place) => MemoryFrame): Frame {
    const row = make({ ...this.next(), link: this.link });
    this.append([row]);
    return row;
  }
}
