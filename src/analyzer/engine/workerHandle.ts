import { Worker } from "node:worker_threads";
import type { BatchReply, BatchRequest, FileOutcome, WorkerSetup } from "./messages";

/** Where the worker's code and the wasm files lie. */
export interface EngineFiles {
  readonly worker: string;
  readonly engine: string;
  readonly grammars: string;
}

/** Called for each file of a batch, with its index in it. */
export type OutcomeListener = (index: number, outcome: FileOutcome) => void;

interface RunningBatch {
  readonly onOutcome: OutcomeListener;
  readonly settle: (end: BatchEnd) => void;
  /** Files that have their outcome. */
  done: number;
}

/** How a batch ended. */
export type BatchEnd =
  | { readonly kind: "done" }
  /** The thread died while working on the file with that index; -1 if it never got ready. The files before `done` have their outcome. */
  | { readonly kind: "crashed"; readonly index: number; readonly done: number; readonly reason: string };

/** Parsing must not take the editor's machine down: a runaway thread dies, and only its file is lost. */
const resourceLimits = { maxOldGenerationSizeMb: 512 };

/** One parsing thread. It lives until it crashes or is stopped; a new one then takes its place. */
export class WorkerHandle {
  private readonly worker: Worker;
  private readonly position = new Int32Array(new SharedArrayBuffer(4));
  private running: RunningBatch | undefined;
  private ended: string | undefined;

  constructor(files: EngineFiles) {
    Atomics.store(this.position, 0, -1);
    const workerData: WorkerSetup = { engine: files.engine, grammars: files.grammars, position: this.position };
    // stdout carries the protocol and nothing else, so whatever the thread prints goes to stderr.
    this.worker = new Worker(files.worker, { workerData, resourceLimits, stdout: true });
    this.worker.stdout.pipe(process.stderr, { end: false });
    this.worker.on("message", (reply: BatchReply) => this.take(reply));
    this.worker.on("messageerror", (error) => {
      this.end(`its answer could not be read (${error.message})`);
    });
    this.worker.on("error", (error) => {
      this.end(error instanceof Error ? error.message : String(error));
    });
    this.worker.on("exit", (code) => {
      this.end(`the thread ended with code ${code}`);
    });
  }

  get alive(): boolean {
    return this.ended === undefined;
  }

  get busy(): boolean {
    return this.running !== undefined;
  }

  run(batch: BatchRequest, onOutcome: OutcomeListener): Promise<BatchEnd> {
    return new Promise((settle) => {
      this.running = { onOutcome, settle, done: 0 };
      if (this.ended !== undefined) {
        this.settle({ kind: "crashed", index: 0, done: 0, reason: this.ended });
        return;
      }
      if (Atomics.load(this.position, 0) > 0) {
        Atomics.store(this.position, 0, 0);
      }
      this.worker.postMessage(batch);
    });
  }

  /** Ends the thread at once, also in the middle of a parse that does not come back. */
  async stop(reason: string): Promise<void> {
    this.end(reason);
    await this.worker.terminate();
  }

  private take(reply: BatchReply): void {
    const running = this.running;
    if (running === undefined) {
      return;
    }
    for (const outcome of reply.outcomes) {
      running.onOutcome(running.done, outcome);
      running.done += 1;
    }
    if (reply.done) {
      this.settle({ kind: "done" });
    }
  }

  private end(reason: string): void {
    this.ended ??= reason;
    this.settle({ kind: "crashed", index: Atomics.load(this.position, 0), done: this.running?.done ?? 0, reason: this.ended });
  }

  private settle(end: BatchEnd): void {
    const running = this.running;
    this.running = undefined;
    running?.settle(end);
  }
}
