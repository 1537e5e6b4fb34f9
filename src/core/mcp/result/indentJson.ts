/**
 * Indents valid JSON by two spaces without touching any literal: numbers beyond double precision, escapes and the
 * order of keys stay as they were sent, which parsing and printing again would not keep.
 */
export function indentJson(json: string): string {
  const parts: string[] = [];
  let depth = 0;
  for (let at = 0; at < json.length; at++) {
    const char = json[at] ?? "";
    if (isSpace(char)) continue;
    if (char === '"') {
      const end = endOfString(json, at);
      parts.push(json.slice(at, end));
      at = end - 1;
    } else if (char === "{" || char === "[") {
      const next = skipSpace(json, at + 1);
      const empty = json[next] === "}" || json[next] === "]";
      parts.push(empty ? char + (json[next] ?? "") : char + newLine(++depth));
      if (empty) at = next;
    } else if (char === "}" || char === "]") parts.push(newLine(--depth) + char);
    else if (char === ",") parts.push(char + newLine(depth));
    else parts.push(char === ":" ? ": " : char);
  }
  return parts.join("");
}

function newLine(depth: number): string {
  return `\n${"  ".repeat(depth)}`;
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
