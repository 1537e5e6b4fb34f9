import { LINE_FEED } from "./jsonScanner";
import { MessageScanner } from "./messageScanner";
import type { Classified } from "./message";
import { parseJson } from "./parseJson";
import { verdictOf, verdictOfFacts } from "./verdict";

const shared = new MessageScanner();

const NOT_JSON: Classified = { kind: "junk", reason: "not-json" };
const NOT_OBJECT: Classified = { kind: "junk", reason: "not-object" };
const EMPTY: Classified = { kind: "junk", reason: "empty" };

/**
 * What a line is, given without its terminator. Total on bytes: never throws, never repairs, and always the same verdict
 * as parsing the line would give (`classifyByParsing`). A byte order mark makes a line junk, because JSON.parse, which
 * is what hosts use, refuses it; invalid UTF-8 inside a string does not, because every decoder replaces it.
 */
export function classify(line: Uint8Array): Classified {
  const ended = new Uint8Array(line.length + 1);
  ended.set(line);
  ended[line.length] = LINE_FEED;
  return classifyAt(shared, ended, 0, line.length);
}

/** The same for the bytes `[start, end)`, where `end` is the place of a line feed; the facts stay in the scanner. */
export function classifyAt(scanner: MessageScanner, bytes: Uint8Array, start: number, end: number): Classified {
  const result = scanner.scan(bytes, start);
  switch (result) {
    case "object":
      if (scanner.end === end) return verdictOfFacts(scanner);
      break;
    case "scalar":
      if (scanner.end === end) return NOT_OBJECT;
      break;
    case "empty":
      if (scanner.end === end) return EMPTY;
      break;
    case "not-json":
    case "array":
    case "unsure":
      break;
  }
  return classifyByParsing(bytes.subarray(start, end));
}

/** The same verdict by JSON.parse alone; what the scan is measured against. */
export function classifyByParsing(line: Uint8Array): Classified {
  return classifyParsed(line, parseJson(line));
}

/** The same verdict for a caller who has parsed the line; see `parseJson` for what `value` is when it is not JSON. */
export function classifyParsed(line: Uint8Array, value: unknown): Classified {
  if (value !== undefined) return verdictOf(value);
  return isBlank(line) ? EMPTY : NOT_JSON;
}

function isBlank(line: Uint8Array): boolean {
  return line.every((byte) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09);
}
