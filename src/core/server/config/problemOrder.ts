import type { ConfigProblem } from "../config";

/** Problems in the order of the text; those of one place as they were found. */
export function inOrder(problems: readonly ConfigProblem[]): readonly ConfigProblem[] {
  return problems.toSorted((one, other) => one.offset - other.offset);
}
