import { factsOf } from "../core/trace/entries/factsOf";
import { addDefinitions } from "../core/trace/statistics/addDefinitions";
import { printStatistics } from "../core/trace/statistics/printStatistics";
import { Statistics } from "../core/trace/statistics/statistics";
import { statisticsJson } from "../core/trace/statistics/statisticsJson";
import type { CliConsole } from "./console";
import { EXIT } from "./exitStatus";
import { matcherOf, openRecording } from "./openRecording";
import type { RecordingInvocation } from "./recordingArguments";

/** Prints the figures of a recording per server, method and tool. */
export async function stats({ file, filter, json }: Extract<RecordingInvocation, { verb: "stats" }>, console: CliConsole): Promise<number> {
  const { recording: { trace, marks }, exchanges } = await openRecording(file, console);
  const matches = matcherOf(filter);
  const statistics = new Statistics();
  for (const facts of factsOf(trace, exchanges, { isMarked: (seq) => marks.has(seq) })) if (matches(facts)) statistics.add(facts);
  await addDefinitions(statistics, trace, exchanges);
  const report = statistics.report();
  console.result((json ? statisticsJson(report) : printStatistics(report)).trimEnd());
  return EXIT.ok;
}
