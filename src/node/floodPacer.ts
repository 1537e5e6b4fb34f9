import { setImmediate, setTimeout as sleep } from "node:timers/promises";

/** Milliseconds after which a stream that did not come again no longer counts as flooding. */
const MEMORY = 50;

/**
 * Streams that bring more than their share at once, over all servers of this process. One alone is read as fast as it
 * comes; several would keep the process, and with it the editor, busy without end, so each of them waits for as long as
 * the others together need. What they write meanwhile waits in their pipes.
 */
export class FloodPacer {
  private readonly seen = new Map<object, number>();

  /** Waits until a stream that has used up its share may go on. */
  async turn(stream: object): Promise<void> {
    const now = performance.now();
    this.seen.set(stream, now);
    let others = 0;
    for (const [other, at] of this.seen) {
      if (now - at > MEMORY) this.seen.delete(other);
      else if (other !== stream) others++;
    }
    await (others === 0 ? setImmediate() : sleep(others));
  }
}
