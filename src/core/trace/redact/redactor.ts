import { assignedSecrets } from "./assignedSecrets";
import { namedSecrets } from "./namedSecrets";
import { KnownTexts } from "./knownTexts";
import type { Hit, Secret, SecretKind } from "./secret";
import { TOKEN_FORMS } from "./tokenForms";

export interface RedactorOptions {
  /** Whether a member, variable, header or option of this name holds a secret. */
  readonly isSecretName: (name: string) => boolean;
  /** Patterns of the person, with the flag `g`. */
  readonly patterns?: readonly RegExp[];
}

/** Different secrets that are told apart; beyond, they are hidden without a number. */
const MOST_SECRETS = 10_000;
/** Names whose verdict is remembered. */
const MOST_NAMES = 4096;
/** A value that is looked for everywhere, and not only under its name: nothing that could be an ordinary word. */
const TELLING = /^(?=[^\s\\"]{8,}$)(?:\S{20,}|(?=.*\d)(?=.*[A-Za-z]).*)$/;
/** Characters after a stretch that are looked at, so that a secret is not cut. */
export const OVERLAP = 32 * 1024;
const MASK = /^\[hidden(?: #\d+)?\]$/;
const PASSWORD_IN_URL = /(?<=[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"'\\]{0,200}:)[^\s/@"'\\]{1,500}(?=@)/gi;
const JSON_BEFORE = /[:,[]\s*$/;
const JSON_AFTER = /^\s*[,\]}]/;

/**
 * Hides secrets in texts: each by a mask with a number, the same for the same secret, so that one can still see what
 * belongs together. JSON stays JSON. It finds by names, by the forms of tokens, in URLs and by the patterns of the person;
 * what it has found by name once it hides everywhere, so whoever can goes over everything before (`scanSecrets`).
 * It is meant for texts of people; somebody who wants to smuggle a secret past it will.
 */
export class Redactor {
  private readonly values = new Map<string, { -readonly [key in keyof Secret]: Secret[key] }>();
  private readonly spared = new Set<string>();
  private readonly names = new Map<string, boolean>();
  private readonly tokens = TOKEN_FORMS.map(({ label, form }) => ({ label, pattern: new RegExp(`(?<![A-Za-z0-9_])(?:${form})`, "g") }));
  private readonly signs = new KnownTexts(TOKEN_FORMS.flatMap(({ signs }) => signs));
  private known = new KnownTexts([]);
  private hidden = 0;

  constructor(private readonly options: RedactorOptions) {}

  /** Masks that were put so far. */
  get places(): number {
    return this.hidden;
  }

  /** What was found so far, in the order in which it was found. */
  get secrets(): readonly Secret[] {
    return [...this.values.values()];
  }

  /** Whether there are patterns of a person. */
  get hasPatterns(): boolean {
    return (this.options.patterns?.length ?? 0) > 0;
  }

  /** Where something is to be hidden, in order. */
  found(text: string): readonly { readonly start: number; readonly end: number }[] {
    return merged(this.hits(text));
  }

  /** From now on this is not hidden: the person has looked at it, and it is no secret. */
  spare(value: string): void {
    this.spared.add(value);
  }

  /** From now on places are counted anew; what is known stays known. */
  recount(): void {
    for (const secret of this.values.values()) secret.places = 0;
  }

  /** From now on what was found by name is hidden wherever it occurs. */
  learn(): void {
    const values = this.secrets.filter(({ kind, value }) => kind !== "token" || value.includes("\n")).flatMap(({ value }) => value.split("\n"));
    // A key in several lines is hidden line by line.
    this.known = new KnownTexts(values.filter((value) => TELLING.test(value)));
  }

  /** A text without its secrets. */
  text(text: string): string {
    return this.apply(text, this.hits(text), text.length).text;
  }

  /** An argument of a command line, which may be the value of the option before it. */
  argument(before: string | undefined, argument: string): string {
    const [, option] = /^--?([\w-]+)$/.exec(before ?? "") ?? [];
    if (option === undefined || argument === "" || !this.isSecretName(option)) return this.text(argument);
    return this.apply(argument, [{ start: 0, end: argument.length, kind: "name", label: option }], argument.length).text;
  }

  /**
   * A piece of a long text without its secrets, from `at` on and about `length` long; `next` is where the next one begins.
   * Together the pieces are the whole text without its secrets.
   */
  stretch(whole: string, at: number, length: number): { readonly text: string; readonly next: number } {
    if (at === 0 && whole.length <= length + OVERLAP) return { text: this.text(whole), next: whole.length };
    const end = wholeCharacters(whole, at + length);
    const piece = whole.slice(at, end + OVERLAP);
    const applied = this.apply(piece, this.hits(piece), end - at);
    return { text: applied.text, next: at + applied.next };
  }

  private readonly isSecretName = (name: string): boolean => {
    let verdict = this.names.get(name);
    if (verdict === undefined) {
      verdict = this.options.isSecretName(name);
      if (this.names.size < MOST_NAMES) this.names.set(name, verdict);
    }
    return verdict;
  };

  private hits(text: string): Hit[] {
    const hits = [...namedSecrets(text, this.isSecretName), ...assignedSecrets(text, this.isSecretName)];
    // Hardly any text has one, and looking for all forms costs more than everything else.
    if (this.signs.isIn(text)) for (const { label, pattern } of this.tokens) collect(hits, text, pattern, "token", label);
    if (text.includes("://")) collect(hits, text, PASSWORD_IN_URL, "url", "URL");
    for (const pattern of this.options.patterns ?? []) collect(hits, text, pattern, "pattern", pattern.source);
    for (const { start, end } of this.known.find(text)) hits.push({ start, end, kind: "name", label: "" });
    return hits;
  }

  /** Masks what begins before `limit`; `next` is the end of what was taken over. */
  private apply(text: string, hits: readonly Hit[], limit: number): { readonly text: string; readonly next: number } {
    const kept = hits.filter(({ start, end }) => start < limit && !this.isOpen(text.slice(start, end)));
    if (kept.length === 0) return { text: limit >= text.length ? text : text.slice(0, limit), next: Math.min(limit, text.length) };
    const parts: string[] = [];
    let at = 0;
    for (const hit of merged(kept)) {
      parts.push(text.slice(at, hit.start), this.mask(text, hit));
      at = hit.end;
    }
    const next = Math.min(text.length, Math.max(limit, at));
    parts.push(text.slice(at, next));
    return { text: parts.join(""), next };
  }

  private isOpen(value: string): boolean {
    return this.spared.has(value) || MASK.test(value);
  }

  private mask(text: string, { start, end, kind, label, quote }: Hit): string {
    this.hidden++;
    const value = text.slice(start, end);
    let secret = this.values.get(value);
    if (secret) {
      secret.places++;
    } else if (this.values.size < MOST_SECRETS) {
      secret = { number: this.values.size + 1, kind, label, value, places: 1 };
      this.values.set(value, secret);
    }
    const mask = secret ? `[hidden #${secret.number}]` : "[hidden]";
    const marks = quote ?? (isBareNumber(text, start, end) ? '"' : "");
    return `${marks}${mask}${marks}`;
  }
}

function collect(hits: Hit[], text: string, pattern: RegExp, kind: SecretKind, label: string): void {
  pattern.lastIndex = 0;
  for (const match of text.matchAll(pattern)) {
    const [value] = match;
    if (value !== "") hits.push({ start: match.index, end: match.index + value.length, kind, label });
  }
}

/** Where one begins before another has ended they are one. */
function merged(hits: readonly Hit[]): Hit[] {
  const all: Hit[] = [];
  for (const hit of hits.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    const last = all.at(-1);
    if (last && hit.start < last.end) all[all.length - 1] = { ...last, end: Math.max(last.end, hit.end) };
    else all.push(hit);
  }
  return all;
}

/** A number of JSON that a pattern found: as a text it needs quotes. */
function isBareNumber(text: string, start: number, end: number): boolean {
  return /^-?\d[\d.eE+-]*$/.test(text.slice(start, end)) && JSON_BEFORE.test(text.slice(Math.max(0, start - 10), start)) && JSON_AFTER.test(text.slice(end, end + 10));
}

/** A place at or after this one that is not within a character. */
export function wholeCharacters(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at;
}
