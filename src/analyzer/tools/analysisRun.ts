import type { Analysis, FileOutcome } from "../engine/messages";
import type { WorkerPool } from "../engine/workerPool";
import { collectFiles, type FileSelection } from "../files/collectFiles";
import { findTarget } from "../files/target";
import type { CallContext } from "./callContext";
import type { CommonArguments } from "./commonArguments";
import { type Deadline, startDeadline } from "./deadline";
import { ToolError } from "./toolError";

/** Everything one analysis found, before paging. */
export interface RunResult {
  readonly selection: FileSelection;
  /** One outcome per selected file, in the same order. */
  readonly outcomes: readonly FileOutcome[];
  /** The time limit was reached before all files were looked at. */
  readonly timedOut: boolean;
}

/** Collects the files of a call and has them analyzed. Rejects with the signal's reason when the client cancels. */
export async function runAnalysis(pool: WorkerPool, analysis: Analysis, args: CommonArguments, context: CallContext): Promise<RunResult> {
  const deadline = startDeadline(context.signal, args.timeoutMs);
  try {
    const selection = await select(args, context, deadline);
    const outcomes = await analyze(pool, analysis, selection, args.text, deadline.signal, context.onProgress);
    context.signal.throwIfAborted();
    const timedOut = outcomes.some((outcome) => outcome.status === "cancelled");
    if (timedOut && outcomes.every((outcome) => outcome.status === "cancelled")) {
      throw tooSlow(args, "analyzing the first file");
    }
    return { selection, outcomes, timedOut };
  } finally {
    deadline.end();
  }
}

async function select(args: CommonArguments, context: CallContext, deadline: Deadline): Promise<FileSelection> {
  const target = findTarget(args.path, await context.bases(), args.text !== undefined);
  try {
    return await collectFiles(target, args, deadline.signal);
  } catch (error) {
    throw deadline.passed() ? tooSlow(args, "listing the files") : error;
  }
}

async function analyze(
  pool: WorkerPool,
  analysis: Analysis,
  { files }: FileSelection,
  text: string | undefined,
  signal: AbortSignal,
  onProgress: CallContext["onProgress"],
): Promise<FileOutcome[]> {
  const outcomes = files.map((): FileOutcome => ({ status: "cancelled" }));
  let done = 0;
  await pool.run({
    analysis,
    signal,
    files: files.map(({ path, named }) => ({ path, named, text })),
    onOutcome: (index, outcome) => {
      outcomes[index] = outcome;
      done += 1;
      onProgress?.(done, files.length);
    },
  });
  return outcomes;
}

function tooSlow(args: CommonArguments, what: string): ToolError {
  return new ToolError(
    `The time limit of ${args.timeoutMs} ms ended while ${what} of ${args.path}. Give a larger timeoutMs or a smaller folder.`,
  );
}
