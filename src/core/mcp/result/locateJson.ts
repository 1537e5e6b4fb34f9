/** Where a value stands in a JSON text: offsets in UTF-16 units, the end not included. */
export interface JsonPlace {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the value that a JSON pointer (RFC 6901) leads to, without parsing what lies beside the way. A pointer that leads
 * nowhere, as to a member that is missing, gives the last value on the way to it. Never throws.
 */
export function locateJson(json: string, pointer: string): JsonPlace {
  const scanner = new Scanner(json);
  let start = scanner.skipSpace(0);
  for (const token of pointer.split("/").slice(1)) {
    const next = scanner.member(start, token.replaceAll("~1", "/").replaceAll("~0", "~"));
    if (next === undefined || next >= json.length) break;
    start = next;
  }
  return { start, end: scanner.skipValue(start) };
}

class Scanner {
  constructor(private readonly json: string) {}

  skipSpace(from: number): number {
    let at = from;
    while (at < this.json.length && " \n\r\t".includes(this.json.charAt(at))) at++;
    return at;
  }

  /** Start of the member of the object, or of the item of the list, that begins at `start`. */
  member(start: number, name: string): number | undefined {
    const open = this.json[start];
    if (open !== "{" && open !== "[") return undefined;
    let found: number | undefined;
    for (let at = this.skipSpace(start + 1), index = 0; at < this.json.length && this.json[at] !== "}" && this.json[at] !== "]"; index++) {
      let key = String(index);
      if (open === "{") {
        const end = this.skipValue(at);
        key = textOf(this.json.slice(at, end));
        // Past the colon.
        at = this.skipSpace(this.skipSpace(end) + 1);
      }
      // Of two members of one name parsers take the later.
      if (key === name) found = at;
      at = this.skipSpace(this.skipValue(at));
      if (this.json[at] === ",") at = this.skipSpace(at + 1);
    }
    return found;
  }

  /** The place after the value that begins at `start`. */
  skipValue(start: number): number {
    const first = this.json[start];
    if (first === '"') return this.skipString(start);
    let at = start;
    let depth = 0;
    do {
      const char = this.json[at];
      if (char === '"') {
        at = this.skipString(at);
        continue;
      }
      if (depth === 0 && at > start && char !== undefined && ",]} \n\r\t".includes(char)) break;
      if (char === "{" || char === "[") depth++;
      else if (char === "}" || char === "]") depth--;
      at++;
    } while (at < this.json.length && (depth > 0 || (first !== "{" && first !== "[")));
    return Math.min(at, this.json.length);
  }

  private skipString(open: number): number {
    for (let at = open + 1; at < this.json.length; at++) {
      if (this.json[at] === "\\") at++;
      else if (this.json[at] === '"') return at + 1;
    }
    return this.json.length;
  }
}

function textOf(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    // Not JSON: no pointer names it.
    return literal;
  }
}
