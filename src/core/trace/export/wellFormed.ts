/** The text with U+FFFD for every half of a surrogate pair, which neither URIs nor UTF-8 can hold. */
export function wellFormed(text: string): string {
  // Hardly any text has a surrogate at all, and this way of looking is much faster.
  return /[\ud800-\udfff]/.test(text) ? text.replace(/\p{Cs}/gu, "\ufffd") : text;
}
