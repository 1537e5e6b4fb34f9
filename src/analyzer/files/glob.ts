/** A compiled glob: segments of a path, each a list of alternatives-free tokens. */
interface CompiledGlob {
  /** `**` is null. */
  readonly segments: readonly (readonly Token[] | null)[];
}

type Token =
  | { readonly kind: "char"; readonly char: string }
  | { readonly kind: "any" }
  | { readonly kind: "star" }
  | { readonly kind: "class"; readonly negated: boolean; readonly ranges: readonly (readonly [string, string])[] };

const maxBraceExpansions = 256;

/**
 * Compiles globs into one test for relative paths with `/` between the segments.
 *
 * `*` and `?` stay within a segment, `**` spans segments, `[a-z]` and `{a,b}` work as usual. A glob without
 * a slash matches the last segment anywhere (`*.test.ts`); one that matches a folder matches all below it.
 * Throws a RangeError for braces that expand without bounds.
 *
 * Matching backtracks to the last star only, so no pattern can take more than quadratic time.
 */
export function compileGlobs(patterns: readonly string[]): (path: string) => boolean {
  const globs = patterns.flatMap((pattern) => expandBraces(normalize(pattern))).map(compile);
  return (path) => {
    const segments = path.split("/");
    return globs.some((glob) => matchesPathOrFolder(glob, segments));
  };
}

function normalize(pattern: string): string {
  const slashes = pattern.replaceAll("\\", "/").replace(/^\.?\/+/u, "");
  const anchored = slashes.replace(/\/+$/u, "");
  return anchored.includes("/") || pattern.startsWith("/") ? anchored : `**/${anchored}`;
}

function expandBraces(pattern: string): string[] {
  const done: string[] = [];
  const pending = [pattern];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const braces = /\{([^{}]*)\}/u.exec(next);
    if (braces === null) {
      done.push(next);
    } else {
      const before = next.slice(0, braces.index);
      const after = next.slice(braces.index + braces[0].length);
      pending.push(...(braces[1] ?? "").split(",").map((choice) => `${before}${choice}${after}`));
    }
    if (done.length + pending.length > maxBraceExpansions) {
      throw new RangeError(`The glob "${pattern}" has more than ${maxBraceExpansions} brace combinations; use several globs instead.`);
    }
  }
  return done;
}

function compile(pattern: string): CompiledGlob {
  return { segments: pattern.split("/").map((segment) => (segment === "**" ? null : tokensOf(segment))) };
}

function tokensOf(segment: string): Token[] {
  const tokens: Token[] = [];
  const chars = Array.from(segment);
  for (let index = 0; index < chars.length; index += 1) {
    const char = chars[index] ?? "";
    const close = char === "[" ? chars.indexOf("]", index + 2) : -1;
    if (char === "*") {
      tokens.push({ kind: "star" });
    } else if (char === "?") {
      tokens.push({ kind: "any" });
    } else if (close > 0) {
      tokens.push(classOf(chars.slice(index + 1, close)));
      index = close;
    } else {
      tokens.push({ kind: "char", char });
    }
  }
  return tokens;
}

function classOf(content: readonly string[]): Token {
  const negated = content[0] === "!" || content[0] === "^";
  const chars = negated ? content.slice(1) : content;
  const ranges: (readonly [string, string])[] = [];
  for (let index = 0; index < chars.length; index += 1) {
    const from = chars[index] ?? "";
    const isRange = chars[index + 1] === "-" && index + 2 < chars.length;
    ranges.push([from, isRange ? (chars[index + 2] ?? from) : from]);
    index += isRange ? 2 : 0;
  }
  return { kind: "class", negated, ranges };
}

function matchesPathOrFolder(glob: CompiledGlob, path: readonly string[]): boolean {
  // A trailing `**` is implied: excluding a folder excludes its files.
  return matchWithStars(
    [...glob.segments, null],
    path,
    (segment) => segment === null,
    (segment, text) => segment !== null && matchesSegment(segment, text),
  );
}

function matchesSegment(tokens: readonly Token[], text: string): boolean {
  return matchWithStars(tokens, Array.from(text), (token) => token.kind === "star", matchesChar);
}

function matchesChar(token: Token, char: string): boolean {
  switch (token.kind) {
    case "char":
      return token.char === char;
    case "any":
      return true;
    case "class":
      return token.ranges.some(([from, to]) => from <= char && char <= to) !== token.negated;
    case "star":
      return false;
  }
}

/** Greedy wildcard matching: on a mismatch only the last star takes one more item. */
function matchWithStars<P, T>(
  pattern: readonly P[],
  items: readonly T[],
  isStar: (part: P) => boolean,
  matches: (part: P, item: T) => boolean,
): boolean {
  let at = 0;
  let next = 0;
  let star = -1;
  let resume = 0;
  while (next < items.length) {
    const part = pattern[at];
    const item = items[next];
    if (part !== undefined && isStar(part)) {
      star = at;
      resume = next;
      at += 1;
    } else if (part !== undefined && item !== undefined && matches(part, item)) {
      at += 1;
      next += 1;
    } else if (star >= 0) {
      at = star + 1;
      resume += 1;
      next = resume;
    } else {
      return false;
    }
  }
  return pattern.slice(at).every(isStar);
}
