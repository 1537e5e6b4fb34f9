import { parentPort, workerData } from "node:worker_threads";
import { FileAnalyzer } from "./engine/fileAnalyzer";
import type { BatchReply, BatchRequest, FileOutcome, WorkerSetup } from "./engine/messages";

/** A message has its price, so outcomes are collected; but large files are to be seen as they are done. */
const tellEveryMs = 50;

/**
 * The thread that parses. It handles no errors of its own: a crash ends it, and the pool reports the file.
 * After a trap the engine's memory is in an unknown state, so going on would be worse.
 */
function start(setup: WorkerSetup, port: NonNullable<typeof parentPort>): void {
  const analyzer = FileAnalyzer.create(setup.engine, setup.grammars);
  // A failure before this message means the installation is broken, not a file.
  void analyzer.then(() => {
    Atomics.store(setup.position, 0, 0);
  });

  async function run(batch: BatchRequest): Promise<void> {
    const cancelled = (): boolean => Atomics.load(batch.cancel, 0) === 1;
    let outcomes: FileOutcome[] = [];
    let told = performance.now();
    const tell = (done: boolean): void => {
      const reply: BatchReply = { outcomes, done };
      port.postMessage(reply);
      outcomes = [];
      told = performance.now();
    };
    for (const [index, file] of batch.files.entries()) {
      Atomics.store(setup.position, 0, index);
      const stopped = cancelled();
      outcomes.push(stopped ? { status: "cancelled" } : await (await analyzer).analyze(file, batch.analysis, cancelled));
      if (performance.now() - told > tellEveryMs) {
        tell(false);
      }
    }
    tell(true);
  }

  port.on("message", (batch: BatchRequest) => {
    void run(batch);
  });
}

if (parentPort === null) {
  throw new Error("This file is the analyzer's worker thread; run main.ts instead.");
}
start(workerData as WorkerSetup, parentPort);
