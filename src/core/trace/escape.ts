import { decodeUtf8, isValidUtf8 } from "../base/text";

/**
 * Everything that a terminal or an editor would act on instead of showing it, or would not show at all: control, format
 * (bidirectional among them) and invisible characters, line separators, lone surrogates; and a backslash that would read
 * as the beginning of one of our own escapes. The selector that makes an emoji of a sign stays.
 */
const UNPRINTABLE = /(?!\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|\\(?=x|u\{)/gu;

/**
 * One printable line for any bytes, and no two different lines print the same: `\xNN` is a byte that is a control
 * character or no UTF-8, `\u{N}` a character that would not be seen. JSON has neither escape.
 */
export function escapeBytes(bytes: Uint8Array): string {
  return isValidUtf8(bytes) ? escapeText(decodeUtf8(bytes)) : escapeInvalid(bytes);
}

/** The same for text. */
export function escapeText(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code < 0x80 ? hexByte(code) : `\\u{${code.toString(16)}}`;
  });
}

/** The same for words of several lines, which keep their lines. */
export function escapeLines(text: string): string {
  return text.split("\n").map(escapeText).join("\n");
}

/** Prints the valid stretches as text and every byte between them in hexadecimal. */
function escapeInvalid(bytes: Uint8Array): string {
  const parts: string[] = [];
  let valid = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    parts.push(escapeText(decodeUtf8(bytes.subarray(valid, at))), hexByte(bytes[at] ?? 0));
    at++;
    valid = at;
  }
  parts.push(escapeText(decodeUtf8(bytes.subarray(valid))));
  return parts.join("");
}

/** Length of the well-formed UTF-8 sequence at `at` (Unicode, table 3-7); 0 when there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first < 0xc2 || first > 0xf4 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  // The second byte is bounded more tightly where a sequence could be overlong, a surrogate or beyond U+10FFFF.
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  for (let index = 1; index < length; index++) {
    const byte = bytes[at + index] ?? 0;
    if (byte < (index === 1 ? low : 0x80) || byte > (index === 1 ? high : 0xbf)) return 0;
  }
  return length;
}

function hexByte(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, "0")}`;
}
