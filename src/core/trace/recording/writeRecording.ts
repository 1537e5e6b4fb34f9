import { encodeBase64 } from "../../base/base64";
import type { Frame, HostEvent } from "../../wire/frame";
import { CleanRows } from "../redact/cleanRows";
import { fromLatin1 } from "../redact/latin1";
import { redactEvent } from "../redact/redactEvent";
import type { Redactor } from "../redact/redactor";
import { stretches } from "../redact/stretches";
import type { Trace } from "../trace";
import { type EndLine, type HeaderLine, type LinkLine, type PartLine, RECORDING_VERSION, type RecordedBytes, type RowLine } from "./recordingFormat";

/** Characters of a piece: few enough that redacting and quoting them is hardly felt, enough that a disk is kept busy. */
const PIECE = 64 * 1024;
/** Characters (or bytes, where they are no UTF-8) of a line that go into one part. */
const PART = 256 * 1024;

export interface RecordingOptions {
  /** Name and version of who writes. */
  readonly product: string;
  /** Milliseconds since the epoch. */
  readonly saved: number;
  /** Hides what must not leave the machine; without, everything is written as it was sent. */
  readonly redactor?: Redactor | undefined;
  /** Rows that people marked, with their comments. */
  readonly marks?: ReadonlyMap<number, string>;
  /** Hears what is in the recording once all of it has been taken. */
  readonly onEnd?: (end: EndLine) => void;
}

/**
 * Writes rows of a trace in the format of recordings, piece by piece: whoever takes them may do something else in
 * between, and the trace may go on meanwhile. Rows that have left it by then are counted in the last line.
 * @param rows in ascending order
 */
export function* writeRecording(trace: Trace, rows: Iterable<number>, options: RecordingOptions): Generator<string> {
  const writer = new RecordingWriter(trace, options);
  yield* writer.write(rows);
}

class RecordingWriter {
  private readonly known = new Set<number>();
  private readonly clean: CleanRows | undefined;
  private lines: string[] = [];
  private pending = 0;

  constructor(
    private readonly trace: Trace,
    private readonly options: RecordingOptions,
  ) {
    this.clean = options.redactor && new CleanRows(trace, options.redactor);
  }

  *write(rows: Iterable<number>): Generator<string> {
    const { trace, options: { product, saved, redactor } } = this;
    this.add({ mcptrace: RECORDING_VERSION, product, session: trace.session, saved, ...(redactor && { redacted: true }) });
    const before = redactor?.places ?? 0;
    let written = 0;
    let missing = 0;
    for (const seq of rows) {
      const frame = trace.glance(seq);
      // Fetched once: it may leave while its parts are being taken.
      const bytes = frame?.bytes();
      if (!frame || !bytes || !isWhole(frame, bytes)) {
        missing++;
        continue;
      }
      written++;
      this.linkOf(frame);
      for (const line of this.row(frame, bytes)) {
        this.add(line);
        if (this.pending >= PIECE) yield this.flush();
      }
    }
    const end = { end: written, missing, hidden: (redactor?.places ?? 0) - before };
    this.add(end);
    yield this.flush();
    this.options.onEnd?.(end);
  }

  private linkOf({ link, time }: Frame): void {
    if (this.known.has(link)) return;
    this.known.add(link);
    const { server = `unknown-${link}`, name = server, run = 1, opened = time } = this.trace.link(link) ?? {};
    this.add({ link, server: this.text(server), name: this.text(name), run, opened });
  }

  private *row(frame: Frame, bytes: Uint8Array): Generator<PartLine | RowLine> {
    const { time, link, seq, ending, dropped, event } = frame;
    const comment = this.options.marks?.get(seq);
    const mark = comment === undefined ? {} : { mark: this.text(comment) };
    if (event) {
      yield { time, link, host: this.event(event), ...mark };
      return;
    }
    const stream = frame.kind === "stderr" ? "stderr" : frame.from === "client" ? "client" : "server";
    let parts = 0;
    let last: RecordedBytes = "";
    for (const piece of this.pieces(bytes, this.clean?.has(seq) ? undefined : this.options.redactor)) {
      last = piece.bytes;
      if (piece.isLast) break;
      parts++;
      yield { part: last };
    }
    const rest = { ...(ending !== "lf" && stream !== "client" && { ending }), ...(dropped > 0 && { dropped }), ...mark, ...(parts > 0 && { parts }) };
    yield { time, link, [stream]: last, ...rest };
  }

  private *pieces(bytes: Uint8Array, redactor: Redactor | undefined): Generator<{ readonly bytes: RecordedBytes; readonly isLast: boolean }> {
    for (const { text, isText, isLast } of stretches(bytes, PART, redactor)) yield { bytes: isText ? text : { base64: encodeBase64(fromLatin1(text)) }, isLast };
  }

  private text(text: string): string {
    return this.options.redactor?.text(text) ?? text;
  }

  private event(event: HostEvent): HostEvent {
    const { redactor } = this.options;
    return redactor ? redactEvent(event, redactor) : event;
  }

  private add(line: HeaderLine | LinkLine | PartLine | RowLine | EndLine): void {
    const text = `${JSON.stringify(line)}\n`;
    this.lines.push(text);
    this.pending += text.length;
  }

  private flush(): string {
    const text = this.lines.join("");
    this.lines = [];
    this.pending = 0;
    return text;
  }
}

/** A row whose bytes cannot be read any more, or from the disk, must not look like one that had none. */
function isWhole({ kind, event, size, dropped }: Frame, bytes: Uint8Array): boolean {
  return kind === "host" ? event !== undefined : bytes.length === size - dropped;
}
