/** A line of an environment file that has no effect; `line` counts from 1. What stands there is not repeated: it may be a secret. */
export interface EnvFileProblem {
  readonly line: number;
  readonly message: string;
}

export interface EnvFile {
  readonly values: ReadonlyMap<string, string>;
  readonly problems: readonly EnvFileProblem[];
}

/**
 * Reads an environment file as VS Code does: a line each, `NAME=value` or `NAME: value`, with or without `export`;
 * `#` begins a comment outside of quotes; values may be quoted by `"`, `'` or a backtick, and `\n` and `\r` are escapes
 * within double quotes; the later of two equal names counts.
 */
export function parseEnvFile(text: string): EnvFile {
  const values = new Map<string, string>();
  const problems: EnvFileProblem[] = [];
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
  for (const [index, line] of lines.entries()) {
    const found = readLine(line.trim());
    if (found === undefined) continue;
    if ("message" in found) problems.push({ line: index + 1, message: found.message });
    else values.set(found.name, found.value);
  }
  return { values, problems };
}

function readLine(line: string): { readonly name: string; readonly value: string } | { readonly message: string } | undefined {
  if (line === "" || line.startsWith("#")) return undefined;
  const assignment = line.startsWith("export ") ? line.slice("export ".length).trim() : line;
  const end = unquotedIndex(assignment, "=:");
  if (end < 0) return { message: "This line sets no variable. Write NAME=value, or put a # before it." };
  const name = assignment.slice(0, end).trim();
  if (name === "" || name.includes("\0")) return { message: "This line has no name that a variable can have. Write NAME=value." };
  const rest = assignment.slice(end + 1).trim();
  const comment = unquotedIndex(rest, "#");
  const value = unquote(comment < 0 ? rest : rest.slice(0, comment).trim());
  if (value.includes("\0")) return { message: `The value of ${JSON.stringify(name)} contains a NUL character, which no program can be given. Remove it.` };
  return { name, value };
}

function unquote(value: string): string {
  const quote = value[0];
  if (value.length < 2 || quote === undefined || !QUOTES.includes(quote) || !value.endsWith(quote)) return value;
  const inside = value.slice(1, -1);
  return quote === '"' ? inside.replaceAll("\\n", "\n").replaceAll("\\r", "\r") : inside;
}

const QUOTES = "\"'`";

/** Index of the first of these characters that stands outside of quotes, or -1. */
function unquotedIndex(text: string, wanted: string): number {
  let quote: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at);
    if (quote !== undefined) {
      if (letter === quote && text[at - 1] !== "\\") quote = undefined;
    } else if (QUOTES.includes(letter)) {
      quote = letter;
    } else if (wanted.includes(letter)) {
      return at;
    }
  }
  return -1;
}
