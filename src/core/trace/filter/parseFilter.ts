import type { Filter, FilterProblem } from "./filter";
import { termOf } from "./terms";
import { type Sign, type Token, wordsOf } from "./words";

export interface ParsedFilter {
  /** The sound parts of the text; `undefined` when there are none. */
  readonly filter: Filter | undefined;
  /** In order of their places. */
  readonly problems: readonly FilterProblem[];
}

/** Parentheses deeper than anybody needs, so that no text can exhaust the stack of those who walk a filter. */
const MAX_DEPTH = 100;

/** Reads a filter that a person wrote (`filter.ts` has the language); any text has a result. */
export function parseFilter(text: string): ParsedFilter {
  const problems: FilterProblem[] = [];
  const filter = new Parser(wordsOf(text, problems), problems).whole();
  return { filter, problems: problems.toSorted((a, b) => a.from - b.from) };
}

class Parser {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly problems: FilterProblem[],
  ) {}

  whole(): Filter | undefined {
    const parts: (Filter | undefined)[] = [];
    while (this.at < this.tokens.length) {
      parts.push(this.anyOf());
      const stray = this.take(")");
      if (stray) this.problem(stray, 'No ( belongs to this ). To search for the sign itself, put it in quotes: ")".');
    }
    return joined("and", parts);
  }

  /** Up to a closing parenthesis or the end. */
  private anyOf(): Filter | undefined {
    const sides: (Filter | undefined)[] = [];
    for (;;) {
      const before = this.at;
      sides.push(this.allOf());
      const or = this.take("OR");
      if (or) this.operands(or, before === this.at - 1);
      else return joined("or", sides);
    }
  }

  private allOf(): Filter | undefined {
    const parts: (Filter | undefined)[] = [];
    const before = this.at;
    for (;;) {
      const and = this.take("AND");
      if (and) this.operands(and, before === this.at - 1);
      else if (this.startsTerm()) parts.push(this.negated());
      else return joined("and", parts);
    }
  }

  /** An operator needs something on both sides. */
  private operands(sign: Sign, nothingBefore: boolean): void {
    const next = this.tokens[this.at]?.type;
    const nothingAfter = next === undefined || next === ")" || next === "OR" || next === "AND";
    if (nothingBefore || nothingAfter) this.problem(sign, `Nothing stands ${nothingBefore ? "before" : "after"} ${sign.type}. To search for the word, put it in quotes: "${sign.type}".`);
  }

  private startsTerm(): boolean {
    const next = this.tokens[this.at]?.type;
    return next === "word" || next === "(" || next === "-";
  }

  private negated(): Filter | undefined {
    let negative = false;
    let sign: Sign | undefined;
    for (let next = this.take("-"); next; next = this.take("-")) {
      sign = next;
      negative = !negative;
    }
    if (sign && !this.startsTerm()) this.problem(sign, 'Nothing follows that could be left out. To search for the sign itself, put it in quotes: "-".');
    const positive = this.primary();
    if (!positive || !negative) return positive;
    return positive.type === "not" ? positive.of : { type: "not", of: positive };
  }

  private primary(): Filter | undefined {
    const open = this.take("(");
    if (open) return this.group(open);
    const token = this.tokens[this.at];
    if (token?.type !== "word") return undefined;
    this.at++;
    return termOf(token, this.problems);
  }

  private group(open: Sign): Filter | undefined {
    if (this.depth === MAX_DEPTH) {
      this.problem(open, `Parentheses are nested deeper than ${MAX_DEPTH}.`);
      this.skipGroup();
      return undefined;
    }
    const before = this.at;
    this.depth++;
    const filter = this.anyOf();
    this.depth--;
    const isEmpty = this.at === before;
    if (!this.take(")")) this.problem(open, 'The parenthesis is not closed: add ) where it ends. To search for the sign itself, put it in quotes: "(".');
    else if (isEmpty) this.problem(open, 'Nothing stands between the parentheses. To search for the signs, put them in quotes: "()".');
    return filter;
  }

  /** Moves behind the parenthesis that closes the one just read. */
  private skipGroup(): void {
    for (let open = 1; open > 0 && this.at < this.tokens.length; this.at++) {
      const type = this.tokens[this.at]?.type;
      if (type === "(") open++;
      else if (type === ")") open--;
    }
  }

  private take(type: Sign["type"]): Sign | undefined {
    const token = this.tokens[this.at];
    if (token === undefined || token.type === "word" || token.type !== type) return undefined;
    this.at++;
    return token;
  }

  private problem({ from, to }: Sign, message: string): void {
    this.problems.push({ from, to, message });
  }
}

/** One filter of several; what is no filter is left out. A filter of the same kind gives its parts, so that parentheses that change nothing leave no trace. */
function joined(type: "and" | "or", filters: readonly (Filter | undefined)[]): Filter | undefined {
  const of = filters.flatMap((filter) => (filter === undefined ? [] : filter.type === type ? filter.of : [filter]));
  return of.length > 1 ? { type, of } : of[0];
}
