import type { Disposable } from "../core/base/disposable";
import { onUnexpectedError } from "../core/base/unexpected";

/** Turns a burst of wishes into few runs: the first soon, later ones at least `interval` milliseconds apart. */
export class Coalescer implements Disposable {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private last = 0;
  private disposed = false;

  constructor(
    private readonly interval: number,
    private readonly run: () => void,
  ) {}

  schedule(): void {
    if (this.timer !== undefined || this.disposed) return;
    const wait = Math.max(0, this.last + this.interval - performance.now());
    this.timer = setTimeout(() => {
      this.timer = undefined;
      try {
        this.run();
      } catch (error) {
        onUnexpectedError(error);
      }
      // Counted from the end, so that slow runs cannot take the whole thread.
      this.last = performance.now();
    }, wait);
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
