/** A server may put megabytes where a sentence belongs; the trace has them all. In UTF-16 units. */
const LONGEST = 2000;

/** Words of a server for a message to people. */
export function brief(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters in all)` : text;
}
