import { availableParallelism } from "node:os";
import type { Analysis, BatchRequest, FileOutcome, FileRequest } from "./messages";
import { type BatchEnd, type EngineFiles, WorkerHandle } from "./workerHandle";

export interface PoolOptions {
  /** Most threads at a time; by default one per core, at most four. */
  readonly maxWorkers?: number;
  /** Milliseconds that a thread gets to notice a cancellation before it is ended. */
  readonly graceMs?: number;
  /** Milliseconds without work after which all threads but one end. */
  readonly idleMs?: number;
}

export interface AnalysisJob {
  readonly analysis: Analysis;
  readonly files: readonly FileRequest[];
  readonly signal: AbortSignal;
  /** Called once per file, in any order. */
  readonly onOutcome: (index: number, outcome: FileOutcome) => void;
}

/** Files of a job that go to a thread together; `first` is the index of the first one in the job. */
interface Batch {
  readonly job: RunningJob;
  readonly first: number;
  readonly files: readonly FileRequest[];
}

interface RunningJob {
  readonly job: AnalysisJob;
  readonly cancel: Int32Array;
  open: number;
  readonly finish: () => void;
  readonly fail: (error: Error) => void;
}

const batchSize = 16;
const shuttingDown = "The analyzer is shutting down.";

/**
 * Runs jobs on parsing threads, which start when the first job comes.
 *
 * Small jobs go before the rest of large ones, so a question about one file never waits for a whole folder.
 */
export class WorkerPool {
  private readonly handles = new Set<WorkerHandle>();
  private readonly queue: Batch[] = [];
  private readonly maxWorkers: number;
  private readonly graceMs: number;
  private readonly idleMs: number;
  private idleTimer: NodeJS.Timeout | undefined;
  private disposed = false;

  constructor(
    private readonly files: EngineFiles,
    options: PoolOptions = {},
  ) {
    this.maxWorkers = options.maxWorkers ?? Math.min(4, availableParallelism());
    this.graceMs = options.graceMs ?? 1000;
    this.idleMs = options.idleMs ?? 15_000;
  }

  /** Threads alive now. */
  get size(): number {
    return this.handles.size;
  }

  /**
   * Resolves when every file has its outcome. After an abort, outcomes still missing are `cancelled`.
   * Rejects only when the engine itself cannot be loaded.
   */
  run(job: AnalysisJob): Promise<void> {
    if (this.disposed) {
      return Promise.reject(new Error(shuttingDown));
    }
    if (job.files.length === 0) {
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const cancel = new Int32Array(new SharedArrayBuffer(4));
      const stop = (): void => {
        Atomics.store(cancel, 0, 1);
        this.cancelQueued(running);
      };
      const settle = (then: () => void) => (): void => {
        job.signal.removeEventListener("abort", stop);
        then();
      };
      const running: RunningJob = {
        job,
        cancel,
        open: job.files.length,
        finish: settle(resolve),
        fail: (error) => {
          settle(() => reject(error))();
        },
      };
      this.enqueue(batchesOf(running));
      job.signal.addEventListener("abort", stop, { once: true });
      if (job.signal.aborted) {
        stop();
      }
      this.dispatch();
    });
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    clearTimeout(this.idleTimer);
    this.queue.length = 0;
    await Promise.all([...this.handles].map((handle) => handle.stop(shuttingDown)));
    this.handles.clear();
  }

  private enqueue(batches: readonly Batch[]): void {
    // One batch is a small job: it goes to the front, behind other small ones.
    const small = batches.length === 1 ? this.queue.findIndex((batch) => batch.job.job.files.length > batchSize) : -1;
    this.queue.splice(small < 0 ? this.queue.length : small, 0, ...batches);
  }

  private dispatch(): void {
    clearTimeout(this.idleTimer);
    while (this.queue.length > 0 && !this.disposed) {
      const handle = this.freeHandle();
      if (handle === undefined) {
        return;
      }
      const batch = this.queue.shift();
      if (batch !== undefined) {
        void this.runBatch(handle, batch);
      }
    }
    this.idleTimer = setTimeout(() => this.retireIdle(), this.idleMs).unref();
  }

  private freeHandle(): WorkerHandle | undefined {
    for (const handle of this.handles) {
      if (!handle.alive) {
        this.handles.delete(handle);
      } else if (!handle.busy) {
        return handle;
      }
    }
    if (this.handles.size >= this.maxWorkers) {
      return undefined;
    }
    const handle = new WorkerHandle(this.files);
    this.handles.add(handle);
    return handle;
  }

  private async runBatch(handle: WorkerHandle, batch: Batch): Promise<void> {
    const { job } = batch;
    const request: BatchRequest = {
      analysis: job.job.analysis,
      files: batch.files,
      cancel: job.cancel,
    };
    const guard = this.stopIfDeaf(handle, job.job.signal);
    const end = await handle.run(request, (index, outcome) => this.report(job, batch.first + index, outcome));
    guard();
    this.settle(batch, end);
    this.dispatch();
  }

  /** Ends the thread if it does not react to the abort in time (a scanner that loops never asks). */
  private stopIfDeaf(handle: WorkerHandle, signal: AbortSignal): () => void {
    let timer: NodeJS.Timeout | undefined;
    const arm = (): void => {
      timer = setTimeout(() => void handle.stop("it did not react to the cancellation"), this.graceMs);
    };
    if (signal.aborted) {
      arm();
    }
    signal.addEventListener("abort", arm, { once: true });
    return () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", arm);
    };
  }

  private settle(batch: Batch, end: BatchEnd): void {
    if (end.kind === "done") {
      return;
    }
    if (this.disposed) {
      batch.job.fail(new Error(shuttingDown));
      return;
    }
    if (batch.job.job.signal.aborted) {
      // Whatever the thread died of: nobody waits for the rest, and it may have been ended for not reacting.
      const rest = batch.files.slice(end.done);
      rest.forEach((_file, index) => this.report(batch.job, batch.first + end.done + index, { status: "cancelled" }));
      return;
    }
    if (end.index < 0) {
      this.dropQueued(batch.job);
      batch.job.fail(new Error(`The parsing engine could not be started: ${end.reason}. Reinstall the extension.`));
      return;
    }
    // What was on the way when the thread died is done once more.
    const blamed = Math.min(Math.max(end.index, end.done), batch.files.length - 1);
    this.settleCrash({ ...batch, first: batch.first + end.done, files: batch.files.slice(end.done) }, blamed - end.done, end.reason);
  }

  /** Blames the file the thread died on and gives the others another try. */
  private settleCrash(batch: Batch, index: number, reason: string): void {
    const { job, first, files } = batch;
    const blamed: FileOutcome = { status: "skipped", reason: `the parser crashed on it (${reason}); please report this` };
    this.report(job, first + index, blamed);
    const rest: Batch[] = [
      { job, first, files: files.slice(0, index) },
      { job, first: first + index + 1, files: files.slice(index + 1) },
    ];
    this.queue.unshift(...rest.filter((part) => part.files.length > 0));
  }

  private report(job: RunningJob, index: number, outcome: FileOutcome): void {
    job.job.onOutcome(index, outcome);
    job.open -= 1;
    if (job.open === 0) {
      job.finish();
    }
  }

  private cancelQueued(job: RunningJob): void {
    for (const batch of this.dropQueued(job)) {
      batch.files.forEach((_file, index) => this.report(job, batch.first + index, { status: "cancelled" }));
    }
  }

  private dropQueued(job: RunningJob): Batch[] {
    const dropped = this.queue.filter((batch) => batch.job === job);
    const kept = this.queue.filter((batch) => batch.job !== job);
    this.queue.splice(0, this.queue.length, ...kept);
    return dropped;
  }

  private retireIdle(): void {
    const idle = [...this.handles].filter((handle) => !handle.busy);
    for (const handle of idle.slice(this.handles.size - idle.length > 0 ? 0 : 1)) {
      this.handles.delete(handle);
      void handle.stop("idle");
    }
  }
}

function batchesOf(job: RunningJob): Batch[] {
  const { files } = job.job;
  const batches: Batch[] = [];
  for (let first = 0; first < files.length; first += batchSize) {
    batches.push({ job, first, files: files.slice(first, first + batchSize) });
  }
  return batches;
}
