import { Failure } from "../core/base/failure";
import { ExchangeFold } from "../core/trace/exchangeFold";
import { escapeText } from "../core/trace/escape";
import { compileFilter } from "../core/trace/filter/compileFilter";
import type { Facts } from "../core/trace/filter/facts";
import type { Filter } from "../core/trace/filter/filter";
import type { Recording } from "../core/trace/recording/recording";
import { RecordingReader } from "../core/trace/recording/recordingReader";
import { nodeClock } from "../node/clock";
import { loadRecording } from "../node/recordings/loadRecording";
import type { CliConsole } from "./console";

/** Problems that are told one by one. */
const TOLD = 10;

export interface OpenedRecording {
  readonly recording: Recording;
  readonly exchanges: ExchangeFold;
}

/** Reads a recording into memory and tells what could not be read of it; rejects with a Failure when it is none. */
export async function openRecording(file: string, console: CliConsole): Promise<OpenedRecording> {
  const reader = new RecordingReader(nodeClock, { session: "recording", memoryBytes: Number.POSITIVE_INFINITY });
  await loadRecording(file, reader, { cancel: console.interrupt });
  if (console.interrupt.cancelled) throw new Failure("cancelled", "Interrupted.");
  const { problems, problemCount } = reader;
  if (reader.isRefused) throw new Failure("config", `${file}: ${problems[0]?.message ?? ""}`);
  for (const { line, message } of problems.slice(0, TOLD)) console.note(escapeText(`warning: ${file}, line ${line}: ${message}`));
  if (problemCount > TOLD) console.note(`warning: ${problemCount - TOLD} more problems in this file`);
  if (reader.missing > 0) console.note(`note: ${reader.missing} messages had left the traffic before they were recorded`);
  const exchanges = new ExchangeFold(reader.trace);
  // Nothing will come any more: what has no answer stays without one.
  exchanges.end();
  return { recording: reader, exchanges };
}

/** Whether an entry is to be looked at. */
export function matcherOf(filter: Filter | undefined): (facts: Facts) => boolean {
  return filter === undefined ? () => true : compileFilter(filter);
}
