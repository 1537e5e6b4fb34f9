import type { Clock } from "../../base/clock";
import { isJsonObject, type JsonObject } from "../../base/json";
import { parseJsonText } from "../../base/parseJsonText";
import { RingTrace, type RingTraceOptions } from "../ringTrace";
import type { LinkWriter } from "../store/linkWriter";
import { type ReadRow, readHeader, readLine } from "./readLines";
import type { Recording, RecordingProblem } from "./recording";
import { type HeaderLine, RECORDING_VERSION } from "./recordingFormat";
import { upgrade } from "./upgrade";

/** Problems that are kept; with more the numbers say enough. */
const KEPT_PROBLEMS = 100;
/** How much of a bad line is quoted. */
const QUOTED = 60;

/**
 * Reads a recording line by line into a trace, which whoever watches it sees grow. Never throws, whatever the lines are:
 * what cannot be read is passed over, and `problems` says so.
 */
export class RecordingReader implements Recording {
  readonly trace: RingTrace;
  readonly marks = new Map<number, string>();
  readonly problems: RecordingProblem[] = [];
  problemCount = 0;
  header: HeaderLine | undefined;
  /** Rows that were missing already when it was written, and secrets that were hidden; known at its end. */
  missing = 0;
  hidden = 0;
  private readonly clock: PastClock;
  private readonly writers = new Map<number, LinkWriter>();
  private parts: Uint8Array[] = [];
  private lineNumber = 0;
  private hasEnded = false;
  /** It is no recording, or not one that can be understood; what follows is not looked at. */
  private refused = false;

  /** @param clock for everything but the times of the rows */
  constructor(clock: Clock, options: RingTraceOptions) {
    this.clock = new PastClock(clock);
    this.trace = new RingTrace(this.clock, options);
  }

  /** Whether nothing that follows could be read. */
  get isRefused(): boolean {
    return this.refused;
  }

  /** Settles when the trace has caught up with its disk; `undefined` when it has. */
  get congestion(): Promise<void> | undefined {
    return this.writers.values().next().value?.congestion;
  }

  /** Takes the next line, without its line feed. */
  add(text: string): void {
    this.lineNumber++;
    if (this.refused || text.trim() === "") return;
    const line = parse(text);
    if (!this.header) return this.begin(line ?? parse(text.replace("\ufeff", "")));
    if (!line) return this.problem(`This is not a line of a recording: ${quote(text)}. It was left out.`);
    this.take(upgrade(line, this.header.mcptrace));
  }

  /** A line that is too long to be taken has passed. */
  skip(bytes: number): void {
    this.lineNumber++;
    this.problem(`The line has ${bytes} bytes, more than can be read. It was left out.`);
  }

  /** There are no more lines. @param torn what stands after the last line feed, if anything */
  end(torn = ""): void {
    if (torn !== "") {
      // A last line that only lacks its line feed is as good as any.
      if (!this.header || parse(torn)) this.add(torn);
      else this.lineNumber++;
    }
    if (this.refused) return;
    if (!this.header) return this.refuse("The file is empty. A recording begins with a line like {\"mcptrace\":1,...}.");
    if (!this.hasEnded) this.problem("The recording is torn: it ends before its last line, because writing it was interrupted or the file was cut off. Rows that came after this are missing.");
    this.parts = [];
  }

  private begin(line: JsonObject | undefined): void {
    const header = line && readHeader(line);
    if (!header) return this.refuse("This is no recording of Wirelight: the first line is not like {\"mcptrace\":1,...}.");
    if (header.mcptrace > RECORDING_VERSION) return this.refuse(`It was written in format ${header.mcptrace} by ${header.product || "a newer version of Wirelight"}; this version reads up to format ${RECORDING_VERSION}. Update Wirelight to open it.`);
    this.header = header;
  }

  private take(line: JsonObject): void {
    if (this.hasEnded) return this.problem("There are lines after the end of the recording. They were left out.");
    const read = readLine(line);
    switch (read.type) {
      case "link":
        this.writers.set(read.info.link, this.trace.reopen(read.info));
        return;
      case "part":
        this.parts.push(read.bytes);
        return;
      case "row":
        return this.row(read.row);
      case "end":
        return this.finish(read);
      case "wrong":
        return this.problem(`The line was left out: ${read.what}.`);
    }
  }

  private row(row: ReadRow): void {
    const parts = this.parts;
    this.parts = [];
    const writer = this.writers.get(row.link);
    if (!writer) return this.problem(`The row was left out: it belongs to link ${row.link}, and no line before it says what that is.`);
    this.clock.time = row.time;
    if (row.mark !== undefined) this.marks.set(this.trace.next, row.mark);
    if (row.stream === "host") {
      writer.host(row.event);
      return;
    }
    if (row.parts !== parts.length) this.problem(`The line of this row is not whole: it has ${parts.length} of ${row.parts} parts before it.`);
    const bytes = parts.length === 0 ? row.bytes : joined([...parts, row.bytes]);
    if (row.stream === "client") writer.sent(bytes);
    else writer.whole(row.stream === "stderr" ? "stderr" : "stdout", bytes, row.ending, row.dropped);
  }

  private finish({ end, missing, hidden }: { readonly end: number; readonly missing: number; readonly hidden: number }): void {
    this.hasEnded = true;
    this.missing = missing;
    this.hidden = hidden;
    const rows = this.trace.next;
    if (rows !== end) this.problem(`The recording should have ${end} rows, but ${rows} could be read.`);
  }

  private refuse(message: string): void {
    this.refused = true;
    this.problem(message);
  }

  private problem(message: string): void {
    this.problemCount++;
    if (this.problems.length < KEPT_PROBLEMS) this.problems.push({ line: this.lineNumber, message });
  }
}

/** Rows come at the times at which they came then. */
class PastClock implements Clock {
  time = 0;

  constructor(private readonly present: Clock) {}

  now(): number {
    return this.time;
  }

  after(ms: number, action: () => void): ReturnType<Clock["after"]> {
    return this.present.after(ms, action);
  }
}

function parse(text: string): JsonObject | undefined {
  const value = parseJsonText(text);
  return isJsonObject(value) ? value : undefined;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function quote(text: string): string {
  return JSON.stringify(text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text);
}
