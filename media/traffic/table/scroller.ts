/** Tallest element that every browser lays out with whole pixels; beyond it the native scroll bar is only an image of the place. */
const TALLEST = 6_000_000;
/** How long nothing scrolls before the scroll bar is put right, milliseconds. */
const REST_MS = 150;

/**
 * The place in a list of any length. The browser's own scroll bar stands for all of it: as long as the list is no taller
 * than an element can be they are the same; in a taller one small moves are taken as they are and large ones, such as
 * drawing the bar, in proportion.
 */
export class Scroller {
  /** Pixels of the whole list above its visible part. */
  offset = 0;
  private total = 0;
  private height = 0;
  /** Of the viewport when that height was told, pixels. */
  private clientHeight = 0;
  private nativeTop = 0;
  private spaceHeight = -1;
  private rest: number | undefined;

  constructor(
    private readonly viewport: HTMLElement,
    private readonly space: HTMLElement,
    /** A person has scrolled; `resting` when it has ended. */
    private readonly onScroll: (resting: boolean) => void,
  ) {
    viewport.addEventListener("scroll", () => this.scrolled(), { passive: true });
  }

  /** The largest offset. */
  get end(): number {
    return Math.max(this.total - this.height, 0);
  }

  get isAtEnd(): boolean {
    return this.offset >= this.end - 1;
  }

  /**
   * @param total height of the list in pixels, all told
   * @param height what is visible of it
   * @param above pixels that stand above the list and do not scroll
   */
  resize(total: number, height: number, above: number): void {
    this.total = total;
    if (height !== this.height) this.clientHeight = this.viewport.clientHeight;
    this.height = height;
    const spaceHeight = Math.min(total, TALLEST) + above;
    if (spaceHeight !== this.spaceHeight) {
      const isLess = spaceHeight < this.spaceHeight;
      this.spaceHeight = spaceHeight;
      this.space.style.height = `${spaceHeight}px`;
      // The browser scrolls back what has become shorter; that must not be taken for a person's scrolling.
      if (isLess) this.nativeTop = this.viewport.scrollTop;
    }
    if (this.offset > this.end) this.offset = this.end;
  }

  /** Goes to an offset; takes effect on the screen with the next drawing. */
  scrollTo(offset: number): void {
    this.offset = Math.min(Math.max(offset, 0), this.end);
    this.align();
  }

  /** Has the native scroll bar stand where the offset is. */
  align(): void {
    const top = Math.round(this.offset * this.scale());
    if (Math.abs(top - this.nativeTop) < 1) return;
    this.viewport.scrollTop = top;
    // The browser may round or bound it; its own event of this must not be taken for a person's.
    this.nativeTop = this.viewport.scrollTop;
  }

  dispose(): void {
    window.clearTimeout(this.rest);
  }

  /** Native pixels for each pixel of the list. */
  private scale(): number {
    return this.end === 0 ? 0 : (Math.min(this.total, TALLEST) - this.height) / this.end;
  }

  private scrolled(): void {
    const top = this.viewport.scrollTop;
    const moved = top - this.nativeTop;
    if (moved === 0) return;
    this.nativeTop = top;
    // The browser scrolls back what has become taller, which nobody has done; its new height is about to be told.
    if (this.viewport.clientHeight !== this.clientHeight) return;
    const scale = this.scale();
    const isNear = Math.abs(moved) <= 2 * this.height;
    const wanted = scale === 0 ? 0 : scale === 1 || !isNear ? top / scale : this.offset + moved;
    this.offset = Math.min(Math.max(wanted, 0), this.end);
    // At an edge of the bar there may be more of the list, which could not be reached any more.
    if (top <= 0 || top >= Math.min(this.total, TALLEST) - this.height) this.align();
    window.clearTimeout(this.rest);
    this.rest = window.setTimeout(() => {
      this.align();
      this.onScroll(true);
    }, REST_MS);
    this.onScroll(false);
  }
}
