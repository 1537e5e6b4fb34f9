import type { Exchanges } from "../exchange";
import type { Trace } from "../trace";
import type { Statistics } from "./statistics";
import { latestDefinitions } from "./latestDefinitions";
import type { ExchangeText } from "./latestPages";

/** Measures the newest list of tools of each server that the statistics have seen, from the trace that they were made of. */
export async function addDefinitions(statistics: Statistics, trace: Trace, exchanges: Exchanges): Promise<void> {
  for (const [server, lists] of statistics.toolLists) {
    const cost = await latestDefinitions(lists, (seq) => Promise.resolve(textOf(seq, trace, exchanges)));
    if (cost !== undefined) statistics.setDefinitions(server, cost);
  }
}

function textOf(seq: number, trace: Trace, exchanges: Exchanges): ExchangeText | undefined {
  const answer = exchanges.of(seq)?.answer;
  const [request, answered] = [trace.at(seq), answer === undefined ? undefined : trace.at(answer)];
  return request && answered && { request: request.bytes(), answer: answered.bytes() };
}
