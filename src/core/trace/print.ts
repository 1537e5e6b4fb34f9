import { assertNever } from "../base/assertNever";
import type { Closed } from "../wire/closed";
import type { Frame, HostEvent } from "../wire/frame";
import { escapeBytes, escapeText } from "./escape";

/** Longest method or id shown in a summary, in UTF-16 units. */
const NAME_LENGTH = 200;

export interface PrintOptions {
  /** `messages`: kind, id, method and size of a row; `verbose`: its whole text. */
  readonly verbosity: "messages" | "verbose";
  /** Prints the time since this moment, milliseconds since the epoch, in seconds before every line. */
  readonly since?: number;
  /** Most bytes of a line that are printed; what is cut is noted. */
  readonly limit?: number;
}

/**
 * The one printer: a row as one line of printable text, in the notation of the test scripts, so that what a person
 * sends us is a test. `>` is a line of the client, `<` of the server, `!` of its stderr, `x` the end of the link with
 * exit code or signal, `*` anything else the host saw. What is remarkable about a row comes after a tab and a `#`;
 * a tab inside the text is escaped, as is everything that a terminal would act on.
 */
export function printFrame(frame: Frame, options: PrintOptions): string {
  const limit = options.limit ?? Number.POSITIVE_INFINITY;
  const time = options.since === undefined ? "" : `${printSeconds(frame.time - options.since)} `;
  const body = frame.event ? escapeText(printEvent(frame.event)) : `${signOf(frame)} ${options.verbosity === "verbose" ? verbose(frame, limit) : summary(frame)}`;
  const remarks = remarksOn(frame, options.verbosity === "verbose" ? limit : Number.POSITIVE_INFINITY);
  return time + (remarks.length === 0 ? body : `${body}\t# ${remarks.join(", ")}`);
}

function printSeconds(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  return `${seconds < 0 ? "" : "+"}${seconds.toFixed(3)}`;
}

function signOf(frame: Frame): string {
  if (frame.kind === "stderr") return "!";
  return frame.from === "client" ? ">" : "<";
}

function verbose(frame: Frame, limit: number): string {
  return escapeBytes(frame.bytes().subarray(0, limit));
}

function summary(frame: Frame): string {
  const words: string[] = [frame.kind];
  if (frame.id !== undefined) words.push(shorten(JSON.stringify(frame.id)));
  if (frame.method !== undefined) words.push(shorten(frame.method));
  words.push(`${frame.size} B`);
  return words.join(" ");
}

function shorten(text: string): string {
  return escapeText(text.length > NAME_LENGTH ? `${text.slice(0, NAME_LENGTH)}…` : text);
}

function printEvent(event: HostEvent): string {
  switch (event.type) {
    case "spawned":
      return `* spawned ${event.pid}: ${[event.command, ...event.args].map(printArgument).join(" ")} in ${printArgument(event.cwd)}`;
    case "note":
      return `* note: ${event.message}`;
    case "stdin-closed":
      return "* stdin-closed";
    case "signal":
      return `* signal ${event.signal}`;
    case "survivors":
      return `* survivors ${event.pids.join(" ")}: ${event.ended ? "ended" : "out of reach"}`;
    case "send-failed":
      return `* send-failed: ${event.message}`;
    case "closed":
      return printClosed(event.closed);
    default:
      return assertNever(event);
  }
}

function printClosed(closed: Closed): string {
  switch (closed.how) {
    case "exited":
      return `x ${closed.signal ?? closed.code ?? "unknown"}`;
    case "spawn-failed":
      return `x spawn-failed ${closed.code}: ${closed.message}`;
    case "failed":
      return `x failed: ${closed.message}`;
    default:
      return assertNever(closed);
  }
}

/** An argument in quotes where it would not be seen as one. */
function printArgument(argument: string): string {
  return /^[\w@%+=:,./\\-]+$/.test(argument) ? argument : JSON.stringify(argument);
}

function remarksOn(frame: Frame, limit: number): string[] {
  const remarks: string[] = [];
  if (frame.event) {
    if (frame.event.type === "closed" && frame.event.closed.how === "exited" && frame.event.closed.asked) remarks.push("asked");
    return remarks;
  }
  if (frame.junk) remarks.push(`junk ${frame.junk}`);
  if (frame.fault) remarks.push(`fault ${frame.fault}`);
  if (frame.ending !== "lf") remarks.push(frame.ending === "crlf" ? "ends with CRLF" : "ends without newline");
  if (frame.dropped > 0) remarks.push(`${frame.dropped} B dropped`);
  const cut = frame.size - frame.dropped - limit;
  if (cut > 0) remarks.push(`${cut} B not shown`);
  return remarks;
}
