import { indentJson } from "../../base/indentJson";

/** A text as long as this, in UTF-16 units, is shown by its head: an editor would be slow to take it, and nobody reads it whole. */
const LONGEST_WHOLE = 1_000_000;
const HEAD = 200_000;

/** What an editor is given of a text. */
export interface FittedText {
  readonly text: string;
  /** Length of the whole where this is only its head. */
  readonly cutFrom?: number;
}

/** Decides how much of a text is shown; `format` lays it out where that is all of it. */
export type Fit = (text: string, format: (whole: string) => string) => FittedText;

/**
 * Cuts a text that is too long for an editor, with a note above that says so; the cut does not parse the text, which
 * may have hundreds of megabytes. JSON is indented as far as it goes.
 * @param format lays out a text that is not cut
 */
export function fitText(text: string, format: (whole: string) => string): FittedText {
  if (text.length <= LONGEST_WHOLE) return { text: format(text) };
  const head = wholeCharacters(text.slice(0, HEAD));
  const shown = /^\s*[{[]\s*["{[\d\-tfn\]}]/.test(head) ? indentJson(head) : head;
  const note = `[The first ${inWords(head.length)} of ${inWords(text.length)} characters. All of it: Open Whole Result, or Save Result.]`;
  return { text: `${note}\n\n${shown}\n\n${note}\n`, cutFrom: text.length };
}

/** Without the half of a surrogate pair that a cut may leave. */
function wholeCharacters(text: string): string {
  return /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text;
}

function inWords(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}
