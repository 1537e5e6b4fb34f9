import { monitorEventLoopDelay } from "node:perf_hooks";
import { Readable } from "node:stream";
import { threadCpu } from "./threadCpu";

/**
 * The longest pauses of the main thread, milliseconds: `pause`, by how much a timer of 1 ms came late, and `turn`, the
 * CPU time of one turn of the event loop from the first chunk that arrived in it, which other processes on the machine
 * cannot lengthen.
 */
export class PauseWatch {
  private readonly delay = monitorEventLoopDelay({ resolution: 1 });
  // Node pushes whatever it has read into the stream by this method, for every client alike.
  private readonly push: typeof Readable.prototype.push = Reflect.get(Readable.prototype, "push");
  private inTurn = false;
  private longest = 0;

  constructor() {
    const { push } = this;
    const arrived = (): void => this.arrived();
    Readable.prototype.push = function (this: Readable, chunk: unknown, encoding?: BufferEncoding): boolean {
      arrived();
      return push.call(this, chunk, encoding);
    };
    this.delay.enable();
  }

  end(): { pause: number; turn: number } {
    this.delay.disable();
    Readable.prototype.push = this.push;
    return { pause: Math.max(0, this.delay.max / 1e6 - 1), turn: this.longest };
  }

  private arrived(): void {
    if (this.inTurn) return;
    this.inTurn = true;
    const began = threadCpu();
    // Comes after everything that was read in this turn.
    setImmediate(() => {
      this.inTurn = false;
      this.longest = Math.max(this.longest, threadCpu() - began);
    });
  }
}
