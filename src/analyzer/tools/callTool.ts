import type { WorkerPool } from "../engine/workerPool";
import type { AnalysisResult } from "./analysisResult";
import { runAnalysis } from "./analysisRun";
import type { AnalyzerTool } from "./analyzerTool";
import type { CallContext } from "./callContext";
import { checkArguments, type CheckedArguments } from "./checkArguments";
import { readCommonArguments } from "./commonArguments";
import { coverageOf } from "./coverage";
import { decodeCursor, encodeCursor, queryKey } from "./cursor";
import type { Snapshots } from "./snapshots";

export interface ToolServices {
  readonly pool: WorkerPool;
  readonly snapshots: Snapshots;
}

/** Arguments that choose a page of a result, not what is in it. */
const pageArguments: ReadonlySet<string> = new Set(["cursor", "limit", "timeoutMs"]);

/** Answers one call. Throws a ToolError for calls that cannot be answered, the signal's reason when cancelled. */
export async function callTool<Item extends { readonly path: string }>(
  tool: AnalyzerTool<Item>,
  given: unknown,
  context: CallContext,
  services: ToolServices,
): Promise<AnalysisResult<Item>> {
  const checked = checkArguments(given, tool.inputSchema);
  const args = readCommonArguments(checked);
  const key = keyOf(tool.name, checked);
  const position = args.cursor === undefined ? undefined : decodeCursor(args.cursor, key);
  const kept = position === undefined ? undefined : services.snapshots.find(key);
  const run = kept ?? (await runAnalysis(services.pool, tool.analysis(checked), args, context));
  const from = position?.offset ?? 0;
  const { items, total } = tool.page(run, checked, from, from + args.limit);
  const end = from + items.length;
  const truncated = end < total;
  if (truncated) {
    services.snapshots.keep(key, run);
  }
  const { coverage, warnings } = coverageOf(run, args);
  return {
    items,
    total,
    truncated,
    ...(truncated && { nextCursor: encodeCursor({ offset: end, total }, key) }),
    coverage,
    warnings: [...warnings, ...changeWarnings(position?.total, total)],
  };
}

function keyOf(tool: string, args: CheckedArguments): string {
  const parts = [...args].filter(([name]) => !pageArguments.has(name)).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return queryKey([tool, parts]);
}

function changeWarnings(before: number | undefined, now: number): string[] {
  return before === undefined || before === now
    ? []
    : [`The files changed since the first page (${before} items then, ${now} now); items may be missing or repeated.`];
}
