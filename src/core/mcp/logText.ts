import type { LogMessage } from "./types";

/** A log message as one text: its logger, a level that does not exist, and its data, whatever that is. */
export function logText({ logger, data, unknownLevel }: LogMessage): string {
  const marks = [logger, unknownLevel === undefined ? undefined : `unknown level "${unknownLevel}"`].filter((mark) => mark !== undefined).map((mark) => `[${mark}] `);
  return marks.join("") + dataText(data);
}

function dataText(data: unknown): string {
  // `data` is required (2025-11-25, server/utilities/logging), and some servers leave it out.
  if (data === undefined) return "(a log message without data)";
  return typeof data === "string" ? data : JSON.stringify(data);
}
