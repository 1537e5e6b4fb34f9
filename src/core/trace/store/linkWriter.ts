import type { Clock } from "../../base/clock";
import type { Act, Frame, FrameWriter, HostEvent, LineEnding, Rows } from "../../wire/frame";
import { UNLISTED } from "../../wire/nameTable";
import type { ByteRing, Place } from "./byteRing";
import type { Columns } from "./columns";
import type { Grader } from "./grader";
import { hostEventBytes } from "./hostEvent";
import { DROPPED, Ending, From, junkBits, Kind, SUSPECT } from "./rowFlags";
import type { RowStore } from "./rowStore";
import { StoredRows } from "./storedRows";
import { type LongLine, StreamTail } from "./streamTail";

const LF = 0x0a;
const CR = 0x0d;

/** From this size on a line is parsed to classify it: nearly all of them are answers, which somebody will parse anyway. */
const PARSE_FROM = 32 * 1024;

/** What the writers of all links share. */
export interface WriterParts {
  readonly clock: Clock;
  readonly columns: Columns;
  readonly ring: ByteRing;
  readonly grader: Grader;
  readonly store: RowStore;
  readonly capBytes: number;
  readonly congestion: () => Promise<void> | undefined;
  /** Rows are about to be added; they must stay until `appended` has announced them. */
  readonly begin: () => void;
  /** Rows were added, all in this turn. */
  readonly appended: (rows: StoredRows, act: Act | undefined) => void;
}

/** Writes what crosses one link: each chunk is copied once, and split and judged where it lies then. */
export class LinkWriter implements FrameWriter {
  private readonly tails: { readonly stdout: StreamTail; readonly stderr: StreamTail };
  private time = 0;
  private first = 0;
  private suspects = 0;

  constructor(
    readonly link: number,
    private readonly parts: WriterParts,
  ) {
    this.tails = { stdout: new StreamTail(parts.capBytes), stderr: new StreamTail(parts.capBytes) };
  }

  get congestion(): Promise<void> | undefined {
    return this.parts.congestion();
  }

  stdout(chunk: Uint8Array, act?: Act): Rows {
    return this.receive("stdout", chunk, act);
  }

  stderr(chunk: Uint8Array): Rows {
    return this.receive("stderr", chunk);
  }

  end(stream: "stdout" | "stderr", act?: Act): Rows {
    this.begin();
    const tail = this.tails[stream];
    if (tail.size > 0) this.longLine(stream, tail.take(false), Ending.none);
    return this.finish(stream, act);
  }

  sent(line: Uint8Array, act?: Act): Rows {
    this.begin();
    const place = this.placeLine(line);
    const { grader } = this.parts;
    grader.judgeUnended(place.segment.bytes, place.at, place.at + line.length);
    this.push(place, place.at, From.client | Ending.lf | grader.flags, line.length, grader.id, grader.topic);
    this.remember();
    return this.finish("sent", act);
  }

  host(event: HostEvent): Frame {
    this.begin();
    const bytes = hostEventBytes(event);
    const place = this.placeLine(bytes);
    this.push(place, place.at, Kind.host | From.host | Ending.none, bytes.length, 0, UNLISTED);
    const rows = this.finish("host");
    return rows.at(rows.first);
  }

  /** A line that was cut out of its stream before, as in a recording: no stream is looked at for its end. */
  whole(stream: "stdout" | "stderr", bytes: Uint8Array, ending: LineEnding, dropped: number): Rows {
    this.begin();
    this.longLine(stream, { bytes, crlf: ending === "crlf", dropped }, Ending[ending]);
    return this.finish(stream);
  }

  private receive(stream: "stdout" | "stderr", chunk: Uint8Array, act?: Act): Rows {
    this.begin();
    const tail = this.tails[stream];
    if (tail.couldOverflow(chunk.length)) {
      for (const line of tail.cut(chunk)) this.longLine(stream, line, line.crlf ? Ending.crlf : Ending.lf);
      return this.finish(stream, act);
    }
    const end = endOfLines(chunk);
    if (end > 0) this.lines(stream, tail, chunk, end);
    if (end < chunk.length) tail.add(end === 0 ? chunk : chunk.subarray(end));
    return this.finish(stream, act);
  }

  /** The unfinished line and the whole lines of a chunk: one copy, and from then on they stay where they are. */
  private lines(stream: "stdout" | "stderr", tail: StreamTail, chunk: Uint8Array, length: number): void {
    const before = tail.size;
    const place = this.parts.ring.place(before + length);
    const { bytes } = place.segment;
    const joint = tail.moveTo(bytes, place.at);
    bytes.set(length === chunk.length ? chunk : chunk.subarray(0, length), joint);
    const end = joint + length;
    let at = place.at;
    if (stream === "stderr") {
      while (at < end) at = this.logLine(place, at);
      return;
    }
    if (before >= PARSE_FROM) at = this.largeLine(place, joint);
    while (at < end) at = this.line(place, at);
  }

  /** Each of these gives where the next line begins. */
  private line(place: Place, at: number): number {
    const { grader } = this.parts;
    grader.judge(place.segment.bytes, at);
    return this.pushJudged(place, at);
  }

  private largeLine(place: Place, joint: number): number {
    const { bytes } = place.segment;
    this.parts.grader.judgeByParsing(bytes, place.at, bytes.indexOf(LF, joint), true);
    return this.pushJudged(place, place.at);
  }

  private pushJudged(place: Place, at: number): number {
    const { lineFeed, crlf, flags, id, topic, parsed } = this.parts.grader;
    const length = (crlf ? lineFeed - 1 : lineFeed) - at;
    this.push(place, at, From.server | (crlf ? Ending.crlf : Ending.lf) | flags, length, id, topic);
    if (parsed !== undefined) this.remember();
    return lineFeed + 1;
  }

  private logLine(place: Place, at: number): number {
    const { bytes } = place.segment;
    const lineFeed = bytes.indexOf(LF, at);
    const crlf = lineFeed > at && bytes[lineFeed - 1] === CR;
    const length = (crlf ? lineFeed - 1 : lineFeed) - at;
    this.push(place, at, Kind.stderr | From.server | (crlf ? Ending.crlf : Ending.lf), length, 0, UNLISTED);
    return lineFeed + 1;
  }

  /** A line by itself: the last one of a stream, or one that may be longer than the cap. */
  private longLine(stream: "stdout" | "stderr", { bytes, dropped }: LongLine, ending: number): void {
    const { grader, columns } = this.parts;
    const place = this.placeLine(bytes);
    if (dropped > 0) columns.listDropped(dropped);
    const flags = From.server | ending | (dropped > 0 ? DROPPED : 0);
    if (stream === "stderr") return this.push(place, place.at, flags | Kind.stderr, bytes.length, 0, UNLISTED);
    if (dropped > 0) return this.push(place, place.at, flags | junkBits("too-long"), bytes.length, 0, UNLISTED);
    const lineFeed = place.at + bytes.length;
    if (bytes.length >= PARSE_FROM) grader.judgeByParsing(place.segment.bytes, place.at, lineFeed, false);
    else grader.judgeUnended(place.segment.bytes, place.at, lineFeed);
    this.push(place, place.at, flags | grader.flags, bytes.length, grader.id, grader.topic);
    if (grader.parsed !== undefined) this.remember();
  }

  /** Room for a line and the line feed that a scan needs after it. */
  private placeLine(line: Uint8Array): Place {
    const place = this.parts.ring.place(line.length + 1);
    place.segment.bytes.set(line, place.at);
    place.segment.bytes[place.at + line.length] = LF;
    return place;
  }

  /** Adds the row whose bytes begin at `at`. */
  private push(place: Place, at: number, flags: number, length: number, id: number, topic: number): void {
    if ((flags & SUSPECT) !== 0) this.suspects++;
    const { columns } = this.parts;
    columns.push(this.time, place.offset + (at - place.at), length, this.link, flags, id, topic);
    place.segment.next = columns.next;
  }

  /** Whoever asks for the message of the last row in this turn gets the value that judging it took. */
  private remember(): void {
    const { columns, store, grader } = this.parts;
    if (grader.parsed !== undefined) store.frame(columns.next - 1).remember(grader.parsed);
  }

  private begin(): void {
    this.parts.begin();
    this.time = this.parts.clock.now();
    this.first = this.parts.columns.next;
    this.suspects = 0;
  }

  private finish(source: Rows["source"], act?: Act): StoredRows {
    const { store, columns } = this.parts;
    const rows = new StoredRows(store, this.link, source, this.first, columns.next, this.time, this.suspects);
    if (rows.next > rows.first) this.parts.appended(rows, act);
    return rows;
  }
}

/** Where the last whole line of a chunk ends, its line feed included; 0 when there is none. */
function endOfLines(chunk: Uint8Array): number {
  if (chunk.at(-1) === LF) return chunk.length;
  // Most of a large line has no line feed, and looking forward for one is the fastest way to see that.
  return chunk.indexOf(LF) === -1 ? 0 : chunk.lastIndexOf(LF) + 1;
}
