import type { Clock } from "../../src/core/base/clock";
import type { Disposable } from "../../src/core/base/disposable";

interface Alarm {
  readonly at: number;
  readonly order: number;
  readonly action: () => void;
}

/** A clock that moves only when told to; alarms run in order of time, then of creation. */
export class FakeClock implements Clock {
  private readonly alarms = new Set<Alarm>();
  private created = 0;

  constructor(private time = 0) {}

  now(): number {
    return this.time;
  }

  after(ms: number, action: () => void): Disposable {
    const alarm: Alarm = { at: this.time + ms, order: this.created++, action };
    this.alarms.add(alarm);
    return { dispose: () => void this.alarms.delete(alarm) };
  }

  /** Alarms not yet run nor disposed; the leak check reads it. */
  get waiting(): number {
    return this.alarms.size;
  }

  /** Moves on by `ms` and lets promises settle before and after every alarm. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    await settle();
    for (let next = this.earliest(end); next; next = this.earliest(end)) {
      this.alarms.delete(next);
      this.time = next.at;
      next.action();
      await settle();
    }
    this.time = end;
  }

  private earliest(end: number): Alarm | undefined {
    let best: Alarm | undefined;
    for (const alarm of this.alarms) {
      if (alarm.at > end) continue;
      if (!best || alarm.at < best.at || (alarm.at === best.at && alarm.order < best.order)) best = alarm;
    }
    return best;
  }
}

/** Lets everything that is already due run: promise callbacks and the event loop's immediate queue (vscode-jsonrpc uses it). */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}
