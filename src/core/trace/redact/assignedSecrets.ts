import { isReference } from "./isReference";
import type { Hit } from "./secret";

/** The signs of `NAME=`, `--name=`, `?name=`, `name: `; what stands before is looked at only where there is one. */
const SIGNS = ["=", ":"];
const NAME_UNIT = /[\w.-]/;
/** A name right before a sign. It begins after no other character of a name, but right after an escaped line break. */
const ASSIGNED = /(?<=(?:(?<=\\[nrt])|(?<![\w.$\\-]))-{0,2}([A-Za-z_][\w.-]{0,100}))( ?= ?|: ?)/y;
/** `--name ` */
const OPTION = /(?<![\w-])--([A-Za-z][\w-]{0,100})( +)(?!-)/g;
/** What leads to a value: a quote, how a credential is offered. A mask may be there already. */
const LEAD = /(?![A-Za-z]+ +\[hidden)(\\{0,63}["']|`)?(?:(?:Bearer|Basic|Token|Digest|ApiKey) +)?/iy;
/** What a value in running text may consist of. */
const VALUE = /[^\s"'`\\&,;(){}<>[\]]{1,4000}/y;
/** The headers whose whole line is secret: `Cookie: one=1; two=2`. */
const COOKIES = /(?<![\w-])((?:set-)?cookie): ?([^\r\n"'\\]{1,8000})/gi;
/** What stands after a name in prose and in source text, and is no secret. */
const PLAIN = /^(?:string|number|boolean|undefined|null|true|false|any|unknown|none|void|required|optional|missing|invalid|expired|not|the|is|a)[.!?]?$/i;
/** Longest value in quotes. */
const QUOTED = 1000;

/** Values that stand after the name of a secret in running text: environments, command lines, headers, query strings, logs. */
export function* assignedSecrets(text: string, isSecret: (name: string) => boolean): Generator<Hit> {
  for (const sign of SIGNS) {
    for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + 1)) {
      const before = text[at - 1] ?? "";
      // Most signs are those of JSON, and have a quote before them.
      if (before === '"' || !NAME_UNIT.test(before === " " ? (text[at - 2] ?? "") : before)) continue;
      ASSIGNED.lastIndex = before === " " ? at - 1 : at;
      const match = ASSIGNED.exec(text);
      const hit = match && secretAt(text, match, ASSIGNED.lastIndex, isSecret);
      if (!hit) continue;
      yield hit;
      at = hit.end - 1;
    }
  }
  if (text.includes("--")) yield* optionValues(text, isSecret);
  if (/cookie/i.test(text)) yield* cookieLines(text);
}

function* optionValues(text: string, isSecret: (name: string) => boolean): Generator<Hit> {
  OPTION.lastIndex = 0;
  for (let match = OPTION.exec(text); match; match = OPTION.exec(text)) {
    const hit = secretAt(text, match, OPTION.lastIndex, isSecret);
    if (hit) yield hit;
  }
}

function* cookieLines(text: string): Generator<Hit> {
  for (const { 0: all, 1: label = "", 2: value = "", index } of text.matchAll(COOKIES)) {
    const end = index + all.length;
    yield { start: end - value.length, end, kind: "name", label };
  }
}

function secretAt(text: string, [, label = "", sign = ""]: RegExpExecArray, at: number, isSecret: (name: string) => boolean): Hit | undefined {
  const range = isSecret(label) ? valueAt(text, at, sign) : undefined;
  return range && { ...range, kind: "name", label };
}

function valueAt(text: string, at: number, sign: string): { readonly start: number; readonly end: number } | undefined {
  LEAD.lastIndex = at;
  const lead = LEAD.exec(text);
  if (!lead) return undefined;
  const [all, quote] = lead;
  const start = at + all.length;
  VALUE.lastIndex = start;
  const value = VALUE.exec(text)?.[0];
  if (value === undefined || isReference(value) || (quote === undefined && isWord(value, sign))) return undefined;
  const end = start + value.length;
  return { start, end: quote === undefined ? end : endOfQuoted(text, start, end, quote) };
}

/** After a colon a short word without a digit is a word. */
function isWord(value: string, sign: string): boolean {
  return PLAIN.test(value) || (sign.startsWith(":") && value.length < 6 && !/\d/.test(value));
}

/** In quotes a value may have spaces in it. */
function endOfQuoted(text: string, start: number, end: number, quote: string): number {
  const stretch = text.slice(start, start + QUOTED);
  const close = stretch.indexOf(quote);
  // A quote in between ends what all of this is in.
  return close === -1 || /["\n]/.test(stretch.slice(0, close)) ? end : Math.max(end, start + close);
}
