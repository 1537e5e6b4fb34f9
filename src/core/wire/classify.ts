import { isJsonSpace } from "./jsonScanner";
import { MessageScanner } from "./messageScanner";
import type { Classified } from "./message";
import { parseJson } from "./parseJson";
import { verdictOf, verdictOfFacts } from "./verdict";

const scanner = new MessageScanner();

const NOT_JSON: Classified = { kind: "junk", reason: "not-json" };
const NOT_OBJECT: Classified = { kind: "junk", reason: "not-object" };
const EMPTY: Classified = { kind: "junk", reason: "empty" };

/**
 * What a line is, given without its terminator. Total on bytes: never throws, never repairs, and always the same verdict
 * as parsing the line would give (`classifyByParsing`). A byte order mark makes a line junk, because JSON.parse, which
 * is what hosts use, refuses it; invalid UTF-8 inside a string does not, because every decoder replaces it.
 */
export function classify(line: Uint8Array): Classified {
  switch (scanner.scan(line)) {
    case "object":
      return verdictOfFacts(scanner);
    case "scalar":
      return NOT_OBJECT;
    case "not-json":
      return isBlank(line) ? EMPTY : NOT_JSON;
    case "array":
    case "unsure":
      return classifyByParsing(line);
  }
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
  return line.every(isJsonSpace);
}
