/** How long the page may be kept waiting at a time, milliseconds. */
const SLICE = 12;

/** For long work in the page: lets everything else have its turn when it has waited long enough. */
export class Breather {
  private since = performance.now();

  async breathe(): Promise<void> {
    if (performance.now() - this.since < SLICE) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.since = performance.now();
  }
}
