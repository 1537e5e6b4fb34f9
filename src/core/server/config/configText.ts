import { createScanner, type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import type { ConfigProblem } from "../config";
import { lengthWithin } from "./configNode";

/** JSON nested deeper than this is no configuration, and would be too much for a recursive parser. */
const DEEPEST = 100;
/** More faults than these are counted, and not listed. */
const MOST_FAULTS = 100;

export interface ConfigText {
  /** What could be read; `undefined` when there is nothing in the text but white space and comments. */
  readonly root: Node | undefined;
  /** Faults of the JSON itself; they belong to no server yet. */
  readonly faults: readonly ConfigProblem[];
}

/** Reads JSON with comments and trailing commas; what follows a fault is read as far as the parser finds its way back. */
export function readConfigText(text: string): ConfigText {
  // A space keeps every offset where the editor sees it.
  const json = text.startsWith("\uFEFF") ? ` ${text.slice(1)}` : text;
  const deep = tooDeep(json);
  if (deep !== undefined) {
    return { root: undefined, faults: [fault(deep, 1, `The JSON is nested deeper than ${DEEPEST} levels from here on, so the file was not read. Check for brackets that are never closed.`)] };
  }
  const errors: ParseError[] = [];
  const root = parseTree(json, errors, { allowTrailingComma: true, allowEmptyContent: true });
  return { root, faults: faultsOf(errors, json) };
}

function faultsOf(errors: readonly ParseError[], json: string): readonly ConfigProblem[] {
  // Of several at one place the first is the cause.
  const places = new Map([...errors].reverse().map((error) => [error.offset, error]));
  const causes = errors.filter((error) => places.get(error.offset) === error);
  const faults = causes.slice(0, MOST_FAULTS).map((error) => fault(error.offset, lengthWithin(json, error), sayFault(printParseErrorCode(error.error))));
  const next = causes[MOST_FAULTS];
  if (next) faults.push(fault(next.offset, lengthWithin(json, next), `From here on the JSON has ${causes.length - MOST_FAULTS} more faults. Correct those before first.`));
  return faults;
}

function fault(offset: number, length: number, message: string): ConfigProblem {
  return { severity: "error", message, offset, length, server: undefined };
}

/** Offset of the first bracket that is too deep. */
function tooDeep(json: string): number | undefined {
  const scanner = createScanner(json, true);
  let depth = 0;
  while (scanner.getPosition() < json.length) {
    scanner.scan();
    const first = json[scanner.getTokenOffset()];
    if (first === "{" || first === "[") {
      depth++;
      if (depth > DEEPEST) return scanner.getTokenOffset();
    } else if (first === "}" || first === "]") {
      depth--;
    }
  }
  return undefined;
}

function sayFault(code: string): string {
  return FAULTS.get(code) ?? "The JSON is malformed here. Correct it.";
}

const FAULTS: ReadonlyMap<string, string> = new Map([
  ["InvalidSymbol", "This is no JSON value. Strings need double quotes; true, false and null are written in lower case."],
  ["PropertyNameExpected", "A property name is missing here. Write it in double quotes."],
  ["ValueExpected", "A value is missing here. Write one, or remove the name or comma before it."],
  ["ColonExpected", "A colon is missing here, between a property name and its value."],
  ["CommaExpected", "A comma is missing here, between two properties or two values."],
  ["CloseBraceExpected", "A closing } is missing here."],
  ["CloseBracketExpected", "A closing ] is missing here."],
  ["EndOfFileExpected", "The JSON has ended before this. Remove what follows, or the bracket that closes too early."],
  ["UnexpectedEndOfComment", "This comment is never closed. End it with */."],
  ["UnexpectedEndOfString", "This string is not closed on its line. End it with a double quote."],
  ["UnexpectedEndOfNumber", "This number is not complete."],
  ["InvalidUnicode", "This is no Unicode escape. Write \\u and four hexadecimal digits."],
  ["InvalidEscapeCharacter", "This escape does not exist in JSON. Write a backslash as \\\\."],
  ["InvalidCharacter", "This character may not stand in a JSON string. Write it as an escape, for example \\t or \\n."],
]);
