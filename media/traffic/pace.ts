/** How often some work may be done, milliseconds. */
export interface PaceLimits {
  readonly least: number;
  readonly most: number;
  /** Share of the time that the work may take, as long as that is not seldomer than `most`. */
  readonly share: number;
}

/** Says when to do again what costs more the more traffic there is, so that it does not take every frame when traffic never stops. */
export class Pace {
  private next = 0;
  private timer: number | undefined;

  /** @param wake has the page rendered again */
  constructor(
    private readonly limits: PaceLimits,
    private readonly wake: () => void,
  ) {}

  /** Whether it is time; if not, the page is woken when it is. */
  isDue(): boolean {
    const wait = this.next - performance.now();
    if (wait <= 0) return true;
    this.timer ??= window.setTimeout(() => {
      this.timer = undefined;
      this.wake();
    }, wait);
    return false;
  }

  /** The work is done and took so many milliseconds. */
  spent(cost: number): void {
    const { least, most, share } = this.limits;
    this.next = performance.now() + Math.min(most, Math.max(least, cost / share));
  }

  dispose(): void {
    window.clearTimeout(this.timer);
  }
}
