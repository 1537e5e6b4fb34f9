import { decodeUtf8 } from "../../base/text";
import { parseJson } from "../../wire/parseJson";
import type { Span } from "./findSubject";

const BACKSLASH = 0x5c;

/** The text of a JSON string that lies between its quotes. */
export function spelledText(bytes: Uint8Array, { from, to }: Span): string {
  const spelled = bytes.subarray(from, to);
  if (!spelled.includes(BACKSLASH)) return decodeUtf8(spelled);
  const parsed = parseJson(bytes.subarray(from - 1, to + 1));
  return typeof parsed === "string" ? parsed : decodeUtf8(spelled);
}
