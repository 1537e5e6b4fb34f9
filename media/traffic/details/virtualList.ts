import { el } from "../dom";

/** Lines above and below those in sight, so that a short scroll finds them made. */
const SPARE = 8;

/** A list of lines of one height, of which only those in sight exist. */
export class VirtualList {
  /** Scrolls. */
  readonly element = el("div", "details-list");
  private readonly space = el("div", "details-list-space");
  private readonly resized = new ResizeObserver(() => this.resize());
  private count = 0;
  private height = 20;
  private drawn: { readonly first: number; readonly last: number } | undefined;
  private top = 0;

  constructor(private readonly makeLine: (at: number) => HTMLElement) {
    // Lines are the children of the list, whatever they lie in.
    this.space.setAttribute("role", "none");
    this.element.append(this.space);
    this.element.addEventListener(
      "scroll",
      () => {
        this.top = this.element.scrollTop;
        this.draw();
      },
      { passive: true },
    );
    this.resized.observe(this.element);
  }

  /** Makes all lines anew; there are so many now. */
  show(count: number): void {
    this.count = count;
    this.drawn = undefined;
    this.draw();
  }

  toTop(): void {
    this.top = 0;
    this.element.scrollTop = 0;
  }

  /** Brings a line into sight, with as little movement as possible. */
  reveal(at: number): void {
    const { element, height } = this;
    const top = at * height;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + height > element.scrollTop + element.clientHeight) element.scrollTop = top + height - element.clientHeight;
    this.top = element.scrollTop;
    this.draw();
  }

  /** Whole lines in sight. */
  get page(): number {
    return Math.max(1, Math.floor(this.element.clientHeight / this.height) - 1);
  }

  dispose(): void {
    this.resized.disconnect();
  }

  /** An element that was away for a while has forgotten where it was scrolled to. */
  private resize(): void {
    if (this.element.scrollTop !== this.top) this.element.scrollTop = this.top;
    this.draw();
  }

  private draw(): void {
    const { element, space, count } = this;
    if (!element.isConnected || element.clientHeight === 0) return;
    // The height follows the font that the person has chosen.
    const height = Math.ceil(Number.parseFloat(getComputedStyle(element).fontSize) * 1.55);
    const first = Math.max(0, Math.floor(element.scrollTop / height) - SPARE);
    const last = Math.min(count, Math.ceil((element.scrollTop + element.clientHeight) / height) + SPARE);
    if (this.drawn && height === this.height && covers(this.drawn, first, last)) return;
    this.height = height;
    this.drawn = { first, last };
    space.style.height = `${count * height}px`;
    const lines: HTMLElement[] = [];
    for (let at = first; at < last; at++) {
      const line = this.makeLine(at);
      line.style.top = `${at * height}px`;
      line.style.height = `${height}px`;
      line.style.lineHeight = `${height}px`;
      lines.push(line);
    }
    space.replaceChildren(...lines);
  }
}

/** Whether the lines that exist reach at least through half of the spare ones; at both ends of the list there are none. */
function covers(drawn: { readonly first: number; readonly last: number }, first: number, last: number): boolean {
  return drawn.first <= first + SPARE / 2 && drawn.last >= last - SPARE / 2;
}
