import { isValidUtf8 } from "../../base/text";
import type { Frame } from "../../wire/frame";
import { escapeBytes } from "../escape";
import type { Hiding } from "./exportTraffic";


/** The line of a row, or the JSON of its event, without what must not leave the machine. Bytes that are no UTF-8 are escaped as `\xNN`. */
export function lineText(frame: Frame, { redact, redactEvent }: Hiding): string {
  if (frame.event) return redactEvent ? JSON.stringify(redactEvent(frame.event)) : redact(JSON.stringify(frame.event));
  const bytes = frame.bytes();
  return redact(isValidUtf8(bytes) ? frame.text() : escapeBytes(bytes));
}

/**
 * The line of a row as JSON on one line, spelt as it crossed the wire; `undefined` when it is none. A pattern of a person
 * can cut through the JSON, which is why what was redacted is looked at again.
 */
export function lineJson(frame: Frame, hiding: Hiding): string | undefined {
  if (frame.event) return asJson(lineText(frame, hiding));
  if (frame.kind === "junk" || frame.kind === "stderr" || frame.message() === undefined || !isValidUtf8(frame.bytes())) return undefined;
  const text = frame.text();
  const redacted = hiding.redact(text);
  return redacted === text ? onOneLine(text) : asJson(redacted);
}

function asJson(text: string): string | undefined {
  try {
    JSON.parse(text);
    return onOneLine(text);
  } catch {
    // That it throws is how the parser says that it is no JSON.
    return undefined;
  }
}

/** Between tokens JSON may have a carriage return, which some readers take for the end of a line. */
function onOneLine(text: string): string | undefined {
  return text.includes("\r") || text.includes("\n") || text.startsWith("\ufeff") ? undefined : text;
}
