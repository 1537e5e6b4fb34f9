/** Text beyond which even an ordinary pattern may take quadratic time. */
const LONGEST_TEXT = 10_000;

/** Text up to which even a pattern that backtracks exponentially is done in milliseconds. */
const SHORT_TEXT = 20;

/** The pattern of a schema as ECMAScript reads it, or `undefined` when it cannot. */
export function compilePattern(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, "u");
  } catch {
    // RegExp has no other way to say no; the caller reports it as a fault of the schema.
    return undefined;
  }
}

/**
 * Whether a pattern may be tried on text of this length. A server chooses the pattern and a regular expression cannot
 * be interrupted, so one that could take for ever is left to the server itself.
 */
export function isPatternSafe(pattern: string, length: number): boolean {
  return length <= SHORT_TEXT || (length <= LONGEST_TEXT && !hasNestedRepeat(pattern));
}

/** An unbounded repeat of a group that itself repeats or branches, such as `(a+)+`, can backtrack exponentially. */
function hasNestedRepeat(pattern: string): boolean {
  // Whether something inside repeats or branches, for each group that is open; the first stands for the whole.
  const restless = [false];
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at] ?? "";
    if (char === "\\") at++;
    else if (char === "[") at = endOfClass(pattern, at);
    else if (char === "(") restless.push(false);
    else if (char === ")") {
      const group = restless.pop() ?? false;
      if (group && isUnbounded(pattern, at + 1)) return true;
      if (group) restless[restless.length - 1] = true;
    } else if (char === "|" || isUnbounded(pattern, at)) restless[restless.length - 1] = true;
  }
  return false;
}

/** `{10}` and `{2,5}` are bounded, but high enough to count. */
function isUnbounded(pattern: string, at: number): boolean {
  const char = pattern[at];
  return char === "*" || char === "+" || (char === "{" && /^\{\d+(?:,|\d\})/.test(pattern.slice(at, at + 16)));
}

function endOfClass(pattern: string, open: number): number {
  for (let at = open + 1; at < pattern.length; at++) {
    if (pattern[at] === "\\") at++;
    else if (pattern[at] === "]") return at;
  }
  return pattern.length;
}
