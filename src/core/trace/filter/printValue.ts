import type { Pattern } from "./filter";

/** Characters that a person would not see, or that an input would take for something else. */
const UNSEEN = /(?!\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const UNSEEN_OR_SIGN = new RegExp(`["\\\\]|${UNSEEN.source}`, "gu");
const BARE = /^[^\s"()|*]+$/;
/** Without quotes it would be an operator, a negation, a mark or a field. */
const NO_TEXT = /^(?:OR|AND|NOT|[-@].*|.*:.*)$/s;

export function printPattern(pattern: Pattern): string {
  const [only = ""] = pattern;
  return pattern.length === 1 && only === "" ? '""' : pattern.map((text) => (text === "" || isBare(text) ? text : quoted(text))).join("*");
}

/** A text that is searched for, as a word without a field. */
export function printText(text: string): string {
  return isBare(text) && !NO_TEXT.test(text) ? text : quoted(text);
}

function isBare(text: string): boolean {
  return BARE.test(text) && !UNSEEN.test(text);
}

function quoted(text: string): string {
  return `"${text.replace(UNSEEN_OR_SIGN, (character) => (character === '"' || character === "\\" ? `\\${character}` : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`))}"`;
}
