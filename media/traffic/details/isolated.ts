import { el } from "../dom";

/** Letters that are written from right to left, by the ranges that Unicode has for them. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** What stands in quotes; the end of the text closes it too. */
const QUOTED = /"([^"\\]*(?:\\.[^"\\]*)*)"?/gs;

/** A text in stretches; one that is `apart` keeps its direction to itself. */
export interface Stretch {
  readonly text: string;
  readonly apart: boolean;
}

/**
 * Text on one line in which strings that are written from right to left stand for themselves: without, two of them with
 * nothing but signs in between would change places.
 */
export function isolated(text: string): readonly (Node | string)[] {
  return stretchesOf(text).map((stretch) => (stretch.apart ? el("bdi", "", stretch.text) : stretch.text));
}

export function stretchesOf(text: string): readonly Stretch[] {
  if (!RIGHT_TO_LEFT.test(text)) return [{ text, apart: false }];
  const stretches: Stretch[] = [];
  let at = 0;
  for (const { 1: inside = "", index } of text.matchAll(QUOTED)) {
    const start = index + 1;
    if (!RIGHT_TO_LEFT.test(inside)) continue;
    stretches.push({ text: text.slice(at, start), apart: false }, { text: inside, apart: true });
    at = start + inside.length;
  }
  stretches.push({ text: text.slice(at), apart: false });
  return stretches;
}
