/** Deeper levels are not indented further, or the text would grow with the square of the depth. */
const DEEPEST = 100;

/** What a number or word ends before: a comma, a bracket, a quote, a colon or a space. */
const PLAIN_END = new Set(Array.from(',]}[{": \n\r\t', (sign) => sign.charCodeAt(0)));
/** UTF-16 units of a piece, about. */
const PIECE = 64 * 1024;

/**
 * Indents valid JSON by two spaces without touching any literal: numbers beyond double precision, escapes and the
 * order of keys stay as they were sent, which parsing and printing again would not keep.
 * @param limit stops soon after so many UTF-16 units
 */
export function indentJson(json: string, limit = Number.POSITIVE_INFINITY): string {
  return [...indentedPieces(json, "", limit)].join("");
}

/**
 * The same in pieces, so that a long text need not be laid out in one go. No character is cut.
 * @param margin stands at the beginning of every line but the first
 */
export function* indentedPieces(json: string, margin = "", limit = Number.POSITIVE_INFINITY): Generator<string> {
  const breaks = Array.from({ length: DEEPEST + 1 }, (_, depth) => `\n${margin}${"  ".repeat(depth)}`);
  const newLine = (depth: number): string => breaks[Math.min(Math.max(depth, 0), DEEPEST)] ?? "";
  let piece = "";
  let depth = 0;
  let length = 0;
  for (let at = 0; at < json.length && length + piece.length <= limit; at++) {
    const char = json[at] ?? "";
    if (isSpace(char)) continue;
    if (char === '"') {
      const end = endOfString(json, at);
      for (let next = pieceEnd(json, at, end); next < end; next = pieceEnd(json, at, end)) {
        yield piece + json.slice(at, next);
        length += piece.length + next - at;
        piece = "";
        at = next;
      }
      piece += json.slice(at, end);
      at = end - 1;
    } else if (char === "{" || char === "[") {
      const next = skipSpace(json, at + 1);
      const empty = json[next] === "}" || json[next] === "]";
      piece += empty ? char + (json[next] ?? "") : char + newLine(++depth);
      if (empty) at = next;
    } else if (char === "}" || char === "]") piece += newLine(--depth) + char;
    else if (char === ",") piece += char + newLine(depth);
    else if (char === ":") piece += ": ";
    else {
      const end = endOfPlain(json, at);
      piece += json.slice(at, end);
      at = end - 1;
    }
    if (piece.length < PIECE) continue;
    yield piece;
    length += piece.length;
    piece = "";
  }
  if (piece !== "") yield piece;
}

function isSpace(char: string): boolean {
  return char === " " || char === "\n" || char === "\r" || char === "\t";
}

function skipSpace(json: string, from: number): number {
  let at = from;
  while (isSpace(json[at] ?? "")) at++;
  return at;
}

/** The place after the closing quote. */
function endOfString(json: string, open: number): number {
  for (let at = json.indexOf('"', open + 1); at >= 0; at = json.indexOf('"', at + 1)) {
    let escapes = at - 1;
    while (json.charCodeAt(escapes) === 0x5c) escapes--;
    if ((at - escapes) % 2 === 1) return at + 1;
  }
  return json.length;
}

/** Where a piece that begins within a string may end: after a whole character. */
function pieceEnd(json: string, from: number, end: number): number {
  const next = from + PIECE;
  if (next >= end) return end;
  const isTorn = (json.charCodeAt(next - 1) & 0xfc00) === 0xd800;
  return isTorn ? next - 1 : next;
}

/** The place after a number or word, or within one that is too long to be either. */
function endOfPlain(json: string, from: number): number {
  const end = Math.min(json.length, from + PIECE);
  let at = from + 1;
  while (at < end && !PLAIN_END.has(json.charCodeAt(at))) at++;
  return at;
}
