import { type Disposable, DisposableStore } from "../base/disposable";
import { Emitter, type Event } from "../base/event";
import { decodeUtf8 } from "../base/text";
import type { Finding } from "./finding";
import type { Trace } from "../trace/trace";
import type { Frame, Rows } from "../wire/frame";

/** Problems of one run that are shown; the last place is for how many more there were. */
const SHOWN_PROBLEMS = 100;
/** Characters of a line that are kept; the whole line stays in the trace. */
const KEPT_CHARACTERS = 2000;

/** A line of a server's stdout with what is wrong with it. */
export interface FaultyLine {
  readonly seq: number;
  /** At most `KEPT_CHARACTERS` of the line. */
  readonly text: string;
  /** Bytes of the line in all. */
  readonly size: number;
  readonly findings: readonly Finding[];
}

/** What is wrong with a run's stdout. */
export interface RunFaults {
  /** Lines that are no message at all. */
  readonly stray: number;
  /** Messages with a fault. */
  readonly malformed: number;
  /** The first faulty lines of either kind, in order. */
  readonly kept: readonly FaultyLine[];
}

type Mutable = { stray: number; malformed: number; problems: number; kept: FaultyLine[] };

const NONE: RunFaults = { stray: 0, malformed: 0, kept: [] };

/** What the rules say of each run's stdout, gathered as the lines arrive. */
export class Findings implements Disposable {
  private readonly runs = new Map<number, Mutable>();
  private readonly changes = new Emitter<number>();
  private readonly store = new DisposableStore();

  /** A link's faults have changed; at most one call per appended batch and link. */
  readonly onChange: Event<number> = this.changes.event;

  constructor(
    private readonly trace: Trace,
    private readonly lint: (frame: Frame) => readonly Finding[],
  ) {
    this.store.add(this.changes);
    this.store.add(trace.onAppend((rows) => this.take(rows)));
    this.store.add(trace.onClear(() => this.forget(() => true)));
  }

  of(link: number | undefined): RunFaults {
    return (link === undefined ? undefined : this.runs.get(link)) ?? NONE;
  }

  /** Forgets the runs of servers that are gone. */
  retain(isThere: (server: string) => boolean): void {
    this.forget((link) => !isThere(this.trace.link(link)?.server ?? ""));
  }

  dispose(): void {
    this.store.dispose();
  }

  private take(rows: Rows): void {
    if (rows.source === "host" && rows.at(rows.first).event?.type === "spawned") this.forgetOlder(rows.link);
    // The rules find nothing in a row without a fault, and there may be a million of those.
    if (rows.source !== "stdout") return;
    const garbled = !rows.isUtf8();
    if (rows.suspects === 0 && !garbled) return;
    let changed = false;
    for (let seq = rows.first; seq < rows.next; seq++) {
      if ((rows.suspect(seq) || (garbled && !rows.isUtf8(seq, seq + 1))) && this.add(rows, seq)) changed = true;
    }
    if (changed) this.changes.fire(rows.link);
  }

  /** Once the run is full, lines are only counted: a flood of them must not cost a text each. */
  private add(rows: Rows, seq: number): boolean {
    const run = this.runs.get(rows.link) ?? { stray: 0, malformed: 0, problems: 0, kept: [] };
    const full = run.problems >= SHOWN_PROBLEMS - 1;
    const frame = full ? undefined : rows.at(seq);
    const findings = frame ? this.lint(frame) : [];
    if (frame && findings.length === 0) return false;
    this.runs.set(rows.link, run);
    if (rows.kind(seq) === "junk") run.stray++;
    else run.malformed++;
    if (!frame) return true;
    run.problems += findings.length;
    run.kept.push({ seq, text: headOf(frame), size: frame.size, findings });
    return true;
  }

  /** A server that was mended and started anew starts with a clean sheet. */
  private forgetOlder(link: number): void {
    const server = this.trace.link(link)?.server;
    this.forget((other) => other !== link && this.trace.link(other)?.server === server);
  }

  private forget(which: (link: number) => boolean): void {
    const links = [...this.runs.keys()].filter(which);
    for (const link of links) this.runs.delete(link);
    for (const link of links) this.changes.fire(link);
  }
}

function headOf(frame: Frame): string {
  // Four bytes a character at most; decoding all of a 50 MB line would block the host.
  return frame.size > KEPT_CHARACTERS * 4
    ? decodeUtf8(frame.bytes().subarray(0, KEPT_CHARACTERS * 4)).slice(0, KEPT_CHARACTERS)
    : frame.text().slice(0, KEPT_CHARACTERS);
}
