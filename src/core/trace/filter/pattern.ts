import type { Pattern } from "./filter";
import type { Piece } from "./words";

/** The pattern of a value: a star outside quotes stands for any characters. */
export function patternOf(pieces: readonly Piece[]): Pattern {
  const texts = [""];
  for (const { text, quoted } of pieces) {
    const [first = "", ...rest] = quoted ? [text] : text.split("*");
    texts.push(`${texts.pop() ?? ""}${first}`, ...rest);
  }
  // Nothing between two stars is one star.
  return texts.filter((text, index) => text !== "" || index === 0 || index === texts.length - 1);
}

/**
 * Whether a value has the form of a pattern; upper and lower case are the same. Each text is looked for at its first place,
 * which is enough, so no value is slow.
 */
export function compilePattern(pattern: Pattern): (value: string) => boolean {
  const [first = "", ...rest] = pattern.map((text) => text.toLowerCase());
  const last = rest.pop();
  if (last === undefined) return (value) => value.toLowerCase() === first;
  return (value) => {
    const folded = value.toLowerCase();
    if (!folded.startsWith(first)) return false;
    let at = first.length;
    for (const text of rest) {
      const found = folded.indexOf(text, at);
      if (found < 0) return false;
      at = found + text.length;
    }
    return folded.length - last.length >= at && folded.endsWith(last);
  };
}
