import { indentJson } from "../../base/indentJson";
import { formatBytes } from "../../base/quantity";
import { decodeUtf8 } from "../../base/text";
import type { Frame } from "../../wire/frame";
import { escapeLines } from "../escape";
import type { Hiding } from "./exportTraffic";
import { lineJson, lineText } from "./lineText";

/** Bytes of a line beyond which only its head is looked at. */
const LARGE = 1_000_000;
/** UTF-16 units that are redacted beyond what is shown, so that no secret is cut before it was found. */
const BEYOND = 65_536;

export interface ReadableLine {
  readonly language: "json" | "text";
  /** Printable, with line breaks; what would not be seen is escaped. */
  readonly text: string;
  /** What is missing of it, in words. */
  readonly cut: string | undefined;
}

/** The line of a row for reading: JSON indented, its literals spelt as they were sent. @param limit UTF-16 units */
export function readable(frame: Frame, hiding: Hiding, limit: number): ReadableLine {
  if (frame.size > LARGE && !frame.event) return headOf(frame, hiding, limit);
  const json = lineJson(frame, hiding);
  const text = json === undefined ? lineText(frame, hiding) : indentJson(json, limit);
  const cut = text.length > limit ? "only its beginning is shown here" : frame.dropped > 0 ? `${formatBytes(frame.dropped)} of the line were not kept` : undefined;
  return { language: json === undefined ? "text" : "json", text: escapeLines(text.slice(0, limit)), cut };
}

/** The same of a line that would take long to parse and to redact as a whole. */
function headOf(frame: Frame, { redact }: Hiding, limit: number): ReadableLine {
  // A character has at most four bytes, and the last one may be cut.
  const head = redact(decodeUtf8(frame.bytes().subarray(0, (limit + BEYOND) * 4)).slice(0, limit + BEYOND));
  const isMessage = frame.kind !== "junk" && frame.kind !== "stderr";
  const text = isMessage ? indentJson(head, limit) : head;
  return { language: isMessage ? "json" : "text", text: escapeLines(text.slice(0, limit)), cut: "only its beginning is shown here" };
}
