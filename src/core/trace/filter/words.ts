import type { FilterProblem } from "./filter";

/** A stretch of a value: text in quotes, where nothing has a meaning, or text without. */
export interface Piece {
  readonly text: string;
  readonly quoted: boolean;
}

/** One of the values between the bars. */
export interface Value {
  readonly from: number;
  readonly to: number;
  /** Empty when nothing is there. */
  readonly pieces: readonly Piece[];
}

export interface Word {
  readonly type: "word";
  readonly from: number;
  readonly to: number;
  /** The name before the colon, as it is written; "" for none. */
  readonly field: string;
  readonly values: readonly Value[];
}

export interface Sign {
  readonly type: "(" | ")" | "-" | "OR" | "AND";
  readonly from: number;
  readonly to: number;
}

export type Token = Word | Sign;

const FIELD = /[A-Za-z][\w-]*:/y;
const SPACE = /\s+/y;
const BARE = /[^\s"()|]+/y;
const KEYWORDS: { readonly [word: string]: Sign["type"] } = { OR: "OR", AND: "AND", NOT: "-" };
const ESCAPE = /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|(.))/suy;
const SHORT: { readonly [letter: string]: string } = { '"': '"', "\\": "\\", n: "\n", r: "\r", t: "\t" };
const LAST_CODE_POINT = 0x10ffff;

/** Cuts a filter into words and signs; what is wrong inside quotes goes to `problems`. */
export function wordsOf(text: string, problems: FilterProblem[]): Token[] {
  return new Cutter(text, problems).tokens();
}

class Cutter {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly problems: FilterProblem[],
  ) {}

  tokens(): Token[] {
    const tokens: Token[] = [];
    while (this.match(SPACE), this.at < this.text.length) {
      const sign = this.text.charAt(this.at);
      if (sign === "(" || sign === ")" || sign === "-") tokens.push({ type: sign, from: this.at, to: ++this.at });
      else tokens.push(this.word());
    }
    return tokens;
  }

  private word(): Token {
    const from = this.at;
    const field = this.match(FIELD)?.[0].slice(0, -1) ?? "";
    const values = [this.value()];
    while (this.text.charAt(this.at) === "|") {
      this.at++;
      values.push(this.value());
    }
    const written = this.text.slice(from, this.at);
    const keyword = Object.hasOwn(KEYWORDS, written) ? KEYWORDS[written] : undefined;
    return keyword ? { type: keyword, from, to: this.at } : { type: "word", from, to: this.at, field, values };
  }

  private value(): Value {
    const from = this.at;
    const pieces: Piece[] = [];
    while (this.at < this.text.length) {
      const bare = this.match(BARE);
      if (bare) pieces.push({ text: bare[0], quoted: false });
      else if (this.text.charAt(this.at) === '"') pieces.push({ text: this.quoted(), quoted: true });
      else break;
    }
    return { from, to: this.at, pieces };
  }

  private quoted(): string {
    const from = this.at++;
    const parts: string[] = [];
    for (let start = this.at; ; ) {
      const sign = this.text.charAt(this.at);
      if (sign !== "" && sign !== '"' && sign !== "\\") {
        this.at++;
        continue;
      }
      parts.push(this.text.slice(start, this.at));
      if (sign !== "\\") break;
      parts.push(this.escape());
      start = this.at;
    }
    if (this.at === this.text.length) this.problems.push({ from, to: this.at, message: 'The quote is not closed: add " at its end.' });
    else this.at++;
    return parts.join("");
  }

  /** An escape that there is none of stands for itself. */
  private escape(): string {
    const from = this.at;
    const found = this.match(ESCAPE);
    const hex = found?.[1] ?? found?.[2];
    if (hex !== undefined && parseInt(hex, 16) <= LAST_CODE_POINT) return String.fromCodePoint(parseInt(hex, 16));
    const short = found?.[3] ?? "";
    if (Object.hasOwn(SHORT, short)) return SHORT[short] ?? "";
    if (!found) this.at++;
    const written = this.text.slice(from, this.at);
    this.problems.push({ from, to: this.at, message: `There is no such escape. In quotes a backslash is written \\\\; others are \\" \\n \\r \\t \\uNNNN and \\u{N}.` });
    return written;
  }

  /** Moves behind the pattern if it is here. */
  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at = pattern.lastIndex;
    return found;
  }
}
