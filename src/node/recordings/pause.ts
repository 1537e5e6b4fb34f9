import { setImmediate as turn } from "node:timers/promises";

/** How long anything else may have to wait, milliseconds; the step that goes beyond comes on top. */
const PATIENCE = 4;

/** For long work in one process with other work: lets that have its turn when it has waited long enough. */
export class Pause {
  private since = performance.now();

  /** Whether it is time. */
  get isDue(): boolean {
    return performance.now() - this.since >= PATIENCE;
  }

  async take(): Promise<void> {
    await turn();
    this.since = performance.now();
  }
}
