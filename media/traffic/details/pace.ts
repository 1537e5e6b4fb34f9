import type { Page } from "../part";

/** How often what is costly to find out is found out again while rows come in, milliseconds. */
const PAUSE = 300;

/** Says when a view that looks over many rows has to look again: at once for another subject, now and then for new rows. */
export class Pace {
  private subject: string | undefined;
  private seen = -1;
  private since = 0;
  private timer: number | undefined;

  constructor(private readonly page: Page) {}

  due(subject: string): boolean {
    const { next } = this.page.model;
    const isOther = subject !== this.subject;
    if (!isOther && next === this.seen) return false;
    const now = performance.now();
    if (!isOther && now - this.since < PAUSE) {
      // Rows may stop coming, and then nothing else has the page rendered.
      this.timer ??= window.setTimeout(() => {
        this.timer = undefined;
        this.page.invalidate();
      }, PAUSE);
      return false;
    }
    this.subject = subject;
    this.seen = next;
    this.since = now;
    return true;
  }

  dispose(): void {
    window.clearTimeout(this.timer);
  }
}
