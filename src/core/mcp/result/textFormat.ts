import { indentJson } from "../../base/indentJson";
import { isMarkdownDocument } from "./isMarkdownDocument";

/** A text block as it is shown: what it is written in and, for JSON, indented. */
export interface FormattedText {
  readonly language: "json" | "markdown" | "text";
  readonly text: string;
  /** Surely Markdown, which may be shown laid out. */
  readonly isDocument: boolean;
}

/** Beyond this a text is shown as it came: looking for JSON in it would hold up the editor for nothing. */
const LONGEST_PARSED = 20_000_000;

/** Tells JSON (objects and arrays only: a lone number is no document), Markdown and plain text apart. */
export function formatText(text: string): FormattedText {
  if (isJsonDocument(text)) return { language: "json", text: indentJson(text), isDocument: false };
  const isDocument = isMarkdownDocument(text);
  return { language: isDocument || looksLikeMarkdown(text) ? "markdown" : "text", text, isDocument };
}

function isJsonDocument(text: string): boolean {
  if (text.length > LONGEST_PARSED || !/^\s*[{[]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    // Not JSON is the answer, not a failure.
    return false;
  }
}

/** Cautious: a heading in the first line, a code fence, or the ruler of a table. Plain text shown as Markdown only gains colours. */
function looksLikeMarkdown(text: string): boolean {
  const head = text.slice(0, 20_000);
  return /^\s*#{1,6} \S/.test(head) || /^ {0,3}```/m.test(head) || /^\|?[ :-]*-{3,}[ :-]*\|[ |:-]*$/m.test(head);
}
