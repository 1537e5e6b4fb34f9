import { escapeText } from "../../../src/core/trace/escape";

/** Longest text of a cell, in UTF-16 units: more would not be seen, and would cost as much as it is long. */
const LONGEST = 300;
/** Most texts that are remembered; names repeat, so there are few. */
const REMEMBERED = 4000;

const known = new Map<string, string>();

/** A text of the traffic on one line with everything in it visible and harmless: what would act on the page or hide is escaped. */
export function shownText(text: string): string {
  if (text.length > LONGEST) return `${escapeText(text.slice(0, LONGEST))}…`;
  let shown = known.get(text);
  if (shown === undefined) {
    shown = escapeText(text);
    if (known.size >= REMEMBERED) known.clear();
    known.set(text, shown);
  }
  return shown;
}
