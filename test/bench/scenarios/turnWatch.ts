import { threadCpu } from "./threadCpu";

/** Measures how long the turns of the event loop are while something else works; other processes on the machine cannot lengthen them. */
export class TurnWatch {
  private began = threadCpu();
  private longest = 0;
  private ended = false;

  constructor() {
    this.wait();
  }

  /** CPU time of the longest turn, milliseconds. */
  end(): number {
    this.turn();
    this.ended = true;
    return this.longest;
  }

  private wait(): void {
    setImmediate(() => {
      if (this.ended) return;
      this.turn();
      this.wait();
    });
  }

  private turn(): void {
    const now = threadCpu();
    this.longest = Math.max(this.longest, now - this.began);
    this.began = now;
  }
}
