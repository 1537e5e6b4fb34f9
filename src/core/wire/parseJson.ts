import { decodeUtf8 } from "../base/text";

/** The JSON value of a line, or `undefined`, which no JSON text means, when it is not JSON. */
export function parseJson(line: Uint8Array): unknown {
  try {
    return JSON.parse(decodeUtf8(line));
  } catch {
    // JSON.parse has no other way to say no; a RangeError for too long or too deep a text comes to the same.
    return undefined;
  }
}
