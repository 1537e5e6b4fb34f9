/** What is longer is no variable; it bounds the search for a brace that is never closed. */
const LONGEST = 4_096;

/** A `${…}` in a text; `start` counts UTF-16 units. */
export interface FoundVariable {
  readonly start: number;
  /** With its dollar and braces. */
  readonly written: string;
  readonly inner: string;
}

/**
 * The variables of a text, outermost ones only; what is never closed is no variable.
 * @param nesting what opens a level inside of one: every brace, or only that of another variable
 */
export function findVariables(text: string, nesting: "braces" | "variables"): readonly FoundVariable[] {
  const found: FoundVariable[] = [];
  let from = text.indexOf("${");
  while (from >= 0) {
    const end = closingBrace(text, from + 2, nesting);
    if (end !== undefined) found.push({ start: from, written: text.slice(from, end + 1), inner: text.slice(from + 2, end) });
    from = text.indexOf("${", end ?? from + 2);
  }
  return found;
}

function closingBrace(text: string, from: number, nesting: "braces" | "variables"): number | undefined {
  let depth = 1;
  for (let at = from; at < text.length && at < from + LONGEST; at++) {
    const letter = text[at];
    if (letter === "{" && (nesting === "braces" || text[at - 1] === "$")) depth++;
    else if (letter === "}" && --depth === 0) return at;
  }
  return undefined;
}
