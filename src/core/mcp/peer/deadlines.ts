import type { Clock } from "../../base/clock";
import type { Disposable } from "../../base/disposable";

/** Timers of JavaScript hosts fire at once when asked for more, milliseconds. */
const LONGEST_ALARM = 2 ** 31 - 1;

/** Something that must have happened by a certain time. */
export interface Due {
  /** Milliseconds since the epoch; it may move away while it is waited for. */
  readonly deadline: number;
}

/**
 * Tells what is late among many things that rarely are: one alarm for the nearest deadline, and nothing to do when one of
 * them is over. An alarm for each would cost more than everything else about a call.
 */
export class Deadlines<T extends Due> implements Disposable {
  private alarm: Disposable | undefined;
  private ringsAt = Infinity;

  /** @param waiting everything that is waited for now, read when the alarm rings */
  constructor(
    private readonly clock: Clock,
    private readonly waiting: () => Iterable<T>,
    private readonly onLate: (late: T) => void,
  ) {}

  /** Something more is waited for. */
  add({ deadline }: Due): void {
    if (deadline < this.ringsAt) this.arm(deadline, deadline - this.clock.now());
  }

  dispose(): void {
    this.alarm?.dispose();
    this.alarm = undefined;
    this.ringsAt = Infinity;
  }

  private arm(deadline: number, ms: number): void {
    this.alarm?.dispose();
    this.ringsAt = deadline;
    this.alarm = this.clock.after(Math.min(ms, LONGEST_ALARM), () => this.ring());
  }

  private ring(): void {
    this.dispose();
    const now = this.clock.now();
    const late: T[] = [];
    let nearest = Infinity;
    for (const each of this.waiting()) {
      if (each.deadline <= now) late.push(each);
      else nearest = Math.min(nearest, each.deadline);
    }
    if (nearest < this.ringsAt) this.arm(nearest, nearest - now);
    for (const each of late) this.onLate(each);
  }
}
