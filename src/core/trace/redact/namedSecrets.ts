import { isReference } from "./isReference";
import type { Hit } from "./secret";

/** The name of a member and what leads to its value; the quotes are escaped where JSON is a text in JSON. */
const MEMBER = /(?<!\\)(\\{0,63})"([\w.$ -]{1,100})\1"\s{0,8}:\s{0,8}/g;
/** An option as an item of a list, and what leads to the next item. */
const OPTION = /(?<!\\)(\\{0,63})"--?([\w-]{1,100})\1"\s{0,8},\s{0,8}(?=\\{0,63}")/g;
const NUMBER = /-?\d[\d.eE+-]*/y;
/** Words of the protocol that sound like secrets and are needed to understand the traffic. */
const PROTOCOL_NAMES: ReadonlySet<string> = new Set(["progressToken"]);
/** How credentials are offered (RFC 9110, section 11.4): worth seeing, and no secret. */
const SCHEME = /^(?:Bearer|Basic|Token|Digest|ApiKey) +(?=\S)/i;

/** Values in JSON whose member, or the option before them, has the name of a secret. */
export function* namedSecrets(text: string, isSecret: (name: string) => boolean): Generator<Hit> {
  for (const pattern of [MEMBER, OPTION]) {
    if (pattern === OPTION && !text.includes('"-')) return;
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const [, escapes = "", name = ""] = match;
      if (PROTOCOL_NAMES.has(name) || !isSecret(name)) continue;
      yield* valueAt(text, pattern.lastIndex, escapes, name);
    }
  }
}

function* valueAt(text: string, at: number, escapes: string, label: string): Generator<Hit> {
  if (text[at] === "[") {
    yield* itemsAt(text, at + 1, escapes, label);
    return;
  }
  const string = stringAt(text, at, escapes);
  if (string) {
    yield* inString(text, string, label);
    return;
  }
  NUMBER.lastIndex = at;
  const number = NUMBER.exec(text)?.[0];
  if (number !== undefined) yield { start: at, end: at + number.length, kind: "name", label, quote: `${escapes}"` };
}

/** A list of passwords is as secret as one. */
function* itemsAt(text: string, from: number, escapes: string, label: string): Generator<Hit> {
  let at = skipBlank(text, from);
  for (let string = stringAt(text, at, escapes); string; string = stringAt(text, at, escapes)) {
    yield* inString(text, string, label);
    at = skipBlank(text, string.end + escapes.length + 1);
    if (text[at] !== ",") return;
    at = skipBlank(text, at + 1);
  }
}

function* inString(text: string, { start, end }: { readonly start: number; readonly end: number }, label: string): Generator<Hit> {
  const value = text.slice(start, end);
  const scheme = SCHEME.exec(value)?.[0].length ?? 0;
  if (value.trim() !== "" && !isReference(value)) yield { start: start + scheme, end, kind: "name", label };
}

/** The inside of the string that begins here; one that is not closed ends with its line. */
function stringAt(text: string, at: number, escapes: string): { readonly start: number; readonly end: number } | undefined {
  const opening = `${escapes}"`;
  if (!text.startsWith(opening, at)) return undefined;
  const start = at + opening.length;
  const line = text.indexOf("\n", start);
  const last = line === -1 ? text.length : line;
  for (let quote = text.indexOf('"', start); quote !== -1 && quote < last; quote = text.indexOf('"', quote + 1)) {
    let before = 0;
    while (quote - before > start && text[quote - before - 1] === "\\") before++;
    const own = closing(before, escapes.length);
    if (own !== undefined) return { start, end: quote - own };
  }
  return { start, end: last };
}

/**
 * How many of the backslashes before a quote belong to it, when it closes a string whose quotes have so many, or one that
 * this is in; `undefined` when it is a part of the string. Each level of nesting doubles the backslashes of the content
 * and adds those of the quote.
 */
function closing(before: number, escapes: number): number | undefined {
  for (let own = escapes; ; own = Math.floor((own - 1) / 2)) {
    if (before % (2 * (own + 1)) === own) return own;
    if (own === 0) return undefined;
  }
}

function skipBlank(text: string, from: number): number {
  let at = from;
  while (text[at] === " " || text[at] === "\n" || text[at] === "\t" || text[at] === "\r") at++;
  return at;
}
