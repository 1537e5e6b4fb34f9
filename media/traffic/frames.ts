/** Runs some work in the next frame of the display, however often it is asked for until then. */
export class Frames {
  private requested = 0;

  constructor(
    private readonly work: () => void,
    private readonly report: (error: unknown) => void,
  ) {}

  request(): void {
    if (this.requested !== 0) return;
    this.requested = window.requestAnimationFrame(() => {
      this.requested = 0;
      try {
        this.work();
      } catch (error) {
        this.report(error);
      }
    });
  }

  cancel(): void {
    window.cancelAnimationFrame(this.requested);
    this.requested = 0;
  }
}
