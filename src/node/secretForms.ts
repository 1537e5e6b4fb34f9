import { inspect } from "node:util";
import { quoteWord } from "../core/server/quoteWord";

/** Node cuts a value off here when it quotes it in an error. */
const QUOTED = 128;

/** The ways in which an error may spell a text: as it is, escaped, quoted, or encoded. */
export function secretForms(text: string): ReadonlySet<string> {
  // What is no Unicode cannot be encoded for a URL, and reaches the system as this anyway.
  const bytes = Buffer.from(text);
  const utf8 = bytes.toString();
  return new Set([
    text,
    text.replaceAll("\0", "\\0"),
    JSON.stringify(text).slice(1, -1),
    inspect(text).slice(1, -1),
    inspect(text).slice(1, QUOTED),
    quoteWord(text),
    encodeURIComponent(utf8),
    encodeURI(utf8),
    new URLSearchParams([["", utf8]]).toString().slice(1),
    bytes.toString("base64"),
    bytes.toString("base64url"),
  ]);
}
