import type { Frame, HostEvent } from "../../wire/frame";
import { printFrame } from "../print";
import type { Hiding } from "./exportTraffic";

/** UTF-16 units shown of a line, and bytes printed before it is cut: a secret must not be cut before it was hidden. */
const SHOWN = 500;
const PRINTED = 65_536;

/** A row as one line of a list, in the notation of the printer. @param since the moment that times are counted from, milliseconds since the epoch; none are shown without it */
export function listedLine(frame: Frame, { redact, redactEvent }: Hiding, since: number | undefined): string {
  const event = frame.event && redactEvent?.(frame.event);
  const line = redact(printFrame(event ? withEvent(frame, event) : frame, { verbosity: "verbose", limit: PRINTED, ...(since !== undefined && { since }) }));
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}… (${frame.size} B)` : line;
}

/** The same row as if that had happened. */
function withEvent(frame: Frame, event: HostEvent): Frame {
  const { seq, time, link, from, kind, id, method, fault, junk, ending, size, dropped, held } = frame;
  return { seq, time, link, from, kind, id, method, fault, junk, ending, size, dropped, held, event, bytes: () => frame.bytes(), text: () => frame.text(), message: () => frame.message() };
}
