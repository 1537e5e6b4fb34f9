import { type Disposable, toDisposable } from "./disposable";
import { onUnexpectedError } from "./unexpected";

/** Subscribes a listener; events announce, they do not steer. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** Delivers synchronously, in order of subscription; a listener that throws does not stop the others. */
export class Emitter<T> implements Disposable {
  private listeners: readonly ((value: T) => void)[] = [];

  readonly event: Event<T> = (listener) => {
    this.listeners = [...this.listeners, listener];
    return toDisposable(() => {
      this.listeners = this.listeners.filter((each) => each !== listener);
    });
  };

  /** Number of listeners now subscribed; the leak check reads it. */
  get size(): number {
    return this.listeners.length;
  }

  fire(value: T): void {
    for (const listener of this.listeners) {
      try {
        listener(value);
      } catch (error) {
        onUnexpectedError(error);
      }
    }
  }

  dispose(): void {
    this.listeners = [];
  }
}
