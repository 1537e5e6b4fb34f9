import type { Clock } from "../../base/clock";
import type { RingTraceOptions } from "../ringTrace";
import type { Recording } from "./recording";
import { RecordingReader } from "./recordingReader";

/** Reads a whole recording at once; see `RecordingReader` for one that comes piece by piece. @param lines without their line feeds */
export function readRecording(lines: Iterable<string>, clock: Clock, options: RingTraceOptions): Recording {
  const reader = new RecordingReader(clock, options);
  for (const line of lines) reader.add(line);
  reader.end();
  return reader;
}
