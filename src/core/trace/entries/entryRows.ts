import type { Exchange } from "../exchange";

/** The rows of an exchange in their order: request, answers, progress and cancellation. */
export function entryRows({ request, answer, extraAnswers, notes }: Exchange): readonly number[] {
  const rows = [request, ...(answer === undefined ? [] : [answer]), ...extraAnswers, ...notes];
  return [...new Set(rows)].sort((one, other) => one - other);
}
