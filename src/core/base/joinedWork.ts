import { type CancelSignal, CancelSource } from "./cancel";

interface Running<T> {
  readonly result: Promise<T>;
  /** Cancelled when the last one has stopped waiting. */
  readonly cancel: CancelSource;
  waiting: number;
}

/** Work that several ask for at once is done once; what nobody waits for any more is forgotten, even if it never ends. */
export class JoinedWork<T> {
  private readonly running = new Map<string, Running<T>>();

  /**
   * The result of the work of this key, which is begun unless it is going on already. Gives `undefined` as soon as
   * `cancel` says so; the signal that `begin` is handed says so when that is true of everybody who waited.
   */
  async join(key: string, cancel: CancelSignal, begin: (cancel: CancelSignal) => Promise<T>): Promise<T | undefined> {
    if (cancel.cancelled) return undefined;
    const work = this.running.get(key) ?? this.begin(key, begin);
    work.waiting++;
    try {
      return await unlessCancelled(work.result, cancel);
    } finally {
      work.waiting--;
      if (work.waiting === 0) this.forget(key, work);
    }
  }

  private begin(key: string, begin: (cancel: CancelSignal) => Promise<T>): Running<T> {
    const cancel = new CancelSource();
    const work = { result: begin(cancel), cancel, waiting: 0 };
    this.running.set(key, work);
    return work;
  }

  private forget(key: string, work: Running<T>): void {
    if (this.running.get(key) === work) this.running.delete(key);
    work.cancel.cancel();
  }
}

function unlessCancelled<T>(result: Promise<T>, cancel: CancelSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const subscription = cancel.onCancel(() => resolve(undefined));
    result.then(resolve, reject).finally(() => subscription.dispose());
  });
}
