import { type Disposable, DisposableStore } from "../core/base/disposable";
import type { Trace } from "../core/trace/trace";

/** Process ids by link, for hovers. */
export class Processes implements Disposable {
  private readonly pids = new Map<number, number>();
  private readonly store = new DisposableStore();

  constructor(trace: Trace) {
    this.store.add(trace.onAppend((rows) => {
      const event = rows.source === "host" ? rows.at(rows.first).event : undefined;
      if (event?.type === "spawned") this.pids.set(rows.link, event.pid);
      if (event?.type === "closed") this.pids.delete(rows.link);
    }));
  }

  /** `undefined` once the process has ended. */
  pidOf(link: number | undefined): number | undefined {
    return link === undefined ? undefined : this.pids.get(link);
  }

  dispose(): void {
    this.store.dispose();
  }
}
