import type { Clock } from "./clock";
import type { Disposable } from "./disposable";

/** How much may pass: bursts of `burst`, refilled at `perSecond`. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** Milliseconds between two looks whether a flood is over, and between two tellings while it goes on. */
const LOOK = 500;

/** A token bucket that tells how many it turned away once there is room again, so that nothing is left out in silence. */
export class RateLimiter implements Disposable {
  private tokens: number;
  /** Tokens that end a dry spell: enough for half a second, or a steady flood would be told of between every two lines. */
  private readonly enough: number;
  private refilled: number;
  private turnedAway = 0;
  private alarm: Disposable | undefined;

  /** @param onLeftOut told the number before the next one passes, and at the latest when a flood is over */
  constructor(
    private readonly rate: Rate,
    private readonly clock: Clock,
    private readonly onLeftOut: (count: number) => void,
  ) {
    this.tokens = rate.burst;
    this.enough = Math.max(1, Math.min(rate.burst, (rate.perSecond * LOOK) / 1000));
    this.refilled = clock.now();
  }

  /**
   * Whether one more may pass now.
   * @param now the clock's time, for a caller who has it already
   */
  take(now = this.clock.now()): boolean {
    this.refill(now);
    if (this.hasRoom()) {
      this.tell();
      this.tokens--;
      return true;
    }
    this.turnAway(1);
    return false;
  }

  /** Counts more that come at the same time as one that was turned away. */
  turnAway(count: number): void {
    this.turnedAway += count;
    this.alarm ??= this.clock.after(LOOK, () => this.look());
  }

  dispose(): void {
    this.alarm?.dispose();
    this.alarm = undefined;
  }

  private look(): void {
    this.alarm = undefined;
    this.refill(this.clock.now());
    if (this.hasRoom()) this.tell();
    else this.alarm = this.clock.after(LOOK, () => this.look());
  }

  private hasRoom(): boolean {
    return this.tokens >= (this.turnedAway > 0 ? this.enough : 1);
  }

  private tell(): void {
    if (this.turnedAway === 0) return;
    const count = this.turnedAway;
    this.turnedAway = 0;
    this.dispose();
    this.onLeftOut(count);
  }

  private refill(now: number): void {
    // Rows carry the time of their arrival, which may lie before the last look.
    if (now <= this.refilled) return;
    this.tokens = Math.min(this.rate.burst, this.tokens + ((now - this.refilled) / 1000) * this.rate.perSecond);
    this.refilled = now;
  }
}
