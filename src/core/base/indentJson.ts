/** Deeper levels are not indented further, or the text would grow with the square of the depth. */
const DEEPEST = 100;

/**
 * Indents valid JSON by two spaces without touching any literal: numbers beyond double precision, escapes and the
 * order of keys stay as they were sent, which parsing and printing again would not keep.
 * @param limit stops soon after so many UTF-16 units
 */
export function indentJson(json: string, limit = Number.POSITIVE_INFINITY): string {
  const parts: string[] = [];
  let depth = 0;
  let length = 0;
  const put = (part: string): void => {
    parts.push(part);
    length += part.length;
  };
  for (let at = 0; at < json.length && length <= limit; at++) {
    const char = json[at] ?? "";
    if (isSpace(char)) continue;
    if (char === '"') {
      const end = endOfString(json, at);
      put(json.slice(at, end));
      at = end - 1;
    } else if (char === "{" || char === "[") {
      const next = skipSpace(json, at + 1);
      const empty = json[next] === "}" || json[next] === "]";
      put(empty ? char + (json[next] ?? "") : char + newLine(++depth));
      if (empty) at = next;
    } else if (char === "}" || char === "]") put(newLine(--depth) + char);
    else if (char === ",") put(char + newLine(depth));
    else put(char === ":" ? ": " : char);
  }
  return parts.join("");
}

function newLine(depth: number): string {
  return `\n${"  ".repeat(Math.min(depth, DEEPEST))}`;
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
  for (let at = open + 1; at < json.length; at++) {
    if (json[at] === "\\") at++;
    else if (json[at] === '"') return at + 1;
  }
  return json.length;
}
