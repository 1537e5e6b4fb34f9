import { parseFilter } from "./parseFilter";
import { printFilter } from "./printFilter";

/**
 * The text of a filter with one more term that entries have to meet; the same text when it has that term already. What a
 * person wrote stays as it is, unless it needs parentheses, or a problem in it (such as an open quote) would swallow the term.
 */
export function narrowFilter(text: string, term: string): string {
  const { filter, problems } = parseFilter(text);
  if (filter === undefined) return term;
  const added = parseFilter(term).filter?.type === "or" ? `(${term})` : term;
  if (filter.type === "or") return `(${printFilter(filter)}) ${added}`;
  const before = problems.length > 0 ? printFilter(filter) : text.trim();
  const terms = filter.type === "and" ? filter.of : [filter];
  return terms.some((each) => printFilter(each) === term) ? before : `${before} ${added}`;
}
