import type { RingTrace } from "../ringTrace";
import type { HeaderLine } from "./recordingFormat";

/** Something in a recording that could not be read. */
export interface RecordingProblem {
  /** Line of the file, from 1. */
  readonly line: number;
  /** What is wrong and what became of it. */
  readonly message: string;
}

/** A recording that has been read, or is being read: its rows come to the trace as they are read. */
export interface Recording {
  /** `undefined` until the first line has been read, and when that is no header. */
  readonly header: HeaderLine | undefined;
  /** Rows are numbered anew from 0; they have the times, links, lines and events of then. */
  readonly trace: RingTrace;
  /** Rows that people marked, with their comments. */
  readonly marks: ReadonlyMap<number, string>;
  /** The first hundred; `problemCount` counts all. */
  readonly problems: readonly RecordingProblem[];
  readonly problemCount: number;
  /** Rows that had left the trace already when it was written, and masks in it; 0 until its end has been read. */
  readonly missing: number;
  readonly hidden: number;
}
