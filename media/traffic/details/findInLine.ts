import { encodeUtf8 } from "../../../src/core/base/text";
import { Breather } from "./breather";
import type { LineBytes } from "./lineBytes";

/** Bytes that are looked through at a time. */
const STEP = 2 ** 18;

/** Bytes `[from, to)` of a line. */
export interface LinePlace {
  readonly from: number;
  readonly to: number;
}

/**
 * The first place of a text at or after a byte, as it was typed or as JSON has it escaped; of ASCII, upper and lower case are
 * the same. The line is looked through piece by piece, so nothing waits for it. Gives up when `goesOn` says so.
 */
export async function findInLine(line: Pick<LineBytes, "read" | "size">, text: string, from: number, goesOn: () => boolean): Promise<LinePlace | undefined> {
  const forms = [...new Set([text, JSON.stringify(text).slice(1, -1)])].map(formOf);
  const overlap = Math.max(...forms.map(({ needle }) => needle.length)) - 1;
  const breather = new Breather();
  for (let start = from; start < line.size && goesOn(); start += STEP) {
    // What is at hand would be looked through without a break.
    await breather.breathe();
    const bytes = await line.read(start, start + STEP + overlap);
    const exact = unitsOf(bytes);
    const lower = exact.toLowerCase();
    const places = forms.flatMap(({ needle, isAscii }) => {
      const at = (isAscii ? lower : exact).indexOf(needle);
      return at < 0 ? [] : [{ from: start + at, to: start + at + needle.length }];
    });
    const [first, second] = places;
    if (first) return second && second.from < first.from ? second : first;
  }
  return undefined;
}

/** ASCII is looked for in small letters. */
function formOf(text: string): { readonly needle: string; readonly isAscii: boolean } {
  const isAscii = /^[\u0000-\u007f]*$/.test(text);
  const needle = unitsOf(encodeUtf8(text));
  return { needle: isAscii ? needle.toLowerCase() : needle, isAscii };
}

/** A character for each byte; small letters are as many as capital ones. */
function unitsOf(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes);
}
