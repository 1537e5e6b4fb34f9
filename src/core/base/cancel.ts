import type { Disposable } from "./disposable";
import { Emitter } from "./event";

/** The reading end of a cancellation. */
export interface CancelSignal {
  readonly cancelled: boolean;
  /** Calls `listener` once: on cancellation, or at once when already cancelled. */
  onCancel(listener: () => void): Disposable;
}

/** The deciding end of a cancellation. */
export class CancelSource implements CancelSignal {
  private readonly emitter = new Emitter<void>();
  private done = false;

  get cancelled(): boolean {
    return this.done;
  }

  onCancel(listener: () => void): Disposable {
    const subscription = this.emitter.event(listener);
    if (this.done) listener();
    return subscription;
  }

  cancel(): void {
    if (this.done) return;
    this.done = true;
    this.emitter.fire();
    this.emitter.dispose();
  }
}
