import type { Page } from "../part";
import { ROW_HEIGHT } from "./row";
import type { Scroller } from "./scroller";

/** Where in the traffic the table stands: it keeps to its newest end, or to the entry that is topmost while others come and go. */
export class TablePlace {
  /** The topmost entry, and how many pixels of it are above the edge. */
  private anchor: { readonly seq: number; readonly above: number } | undefined;
  /** An entry that is to be in sight as soon as it is there. */
  private wanted: number | undefined;

  constructor(
    private readonly page: Page,
    private readonly scroller: Scroller,
  ) {
    this.restore();
  }

  /** Goes back to where the state of the page has it. */
  restore(): void {
    const { scroll, follow } = this.page.state;
    this.anchor = follow || scroll < 0 ? undefined : { seq: scroll, above: 0 };
  }

  show(seq: number): void {
    this.wanted = seq;
  }

  /** Before a drawing, when the lines may have changed. */
  settle(height: number): void {
    const { model, state } = this.page;
    if (state.follow && state.sort.column === "time") this.scroller.scrollTo(state.sort.descending ? 0 : this.scroller.end);
    else {
      const line = this.anchor && model.lineOf(this.anchor.seq);
      if (this.anchor && line !== undefined) this.scroller.scrollTo(line * ROW_HEIGHT + this.anchor.above);
      else if (this.anchor && !this.mayCome(this.anchor.seq)) this.anchor = undefined;
    }
    if (this.wanted !== undefined) this.bringInSight(this.wanted, height);
  }

  /** After a drawing: unless it is still waited for, the topmost entry is the one to stay at. */
  drawn(): void {
    const { model, state } = this.page;
    if (this.anchor && !state.follow && model.lineOf(this.anchor.seq) === undefined) return;
    this.keep();
    if (this.anchor && !state.follow) this.page.change({ scroll: this.anchor.seq });
  }

  /** Goes to the first line, as after sorting. */
  toTop(): void {
    this.anchor = undefined;
    this.scroller.scrollTo(0);
  }

  private keep(): void {
    const first = Math.floor(this.scroller.offset / ROW_HEIGHT);
    const entry = this.page.model.entryAt(first);
    if (entry) this.anchor = { seq: entry.seq, above: this.scroller.offset - first * ROW_HEIGHT };
  }

  /** A person has scrolled: at the newest end the table follows from now on, elsewhere it stays. */
  scrolled(resting: boolean): void {
    const { state } = this.page;
    this.wanted = undefined;
    const isNewest = state.sort.column === "time" && (state.sort.descending ? this.scroller.offset < 1 : this.scroller.isAtEnd);
    if (state.follow !== isNewest && (isNewest ? resting : state.sort.column === "time")) this.page.change({ follow: isNewest });
    this.keep();
    if (resting && this.anchor) this.page.change({ scroll: this.anchor.seq });
  }

  /** The newest rows come first, so what an earlier page stood at may take a while. */
  private mayCome(seq: number): boolean {
    const { model } = this.page;
    return seq >= model.first && model.entryOf(seq) === undefined;
  }

  private bringInSight(seq: number, height: number): void {
    const line = this.page.model.lineOf(seq);
    if (line === undefined) return;
    this.wanted = undefined;
    const top = line * ROW_HEIGHT;
    const { offset } = this.scroller;
    if (top >= offset && top + ROW_HEIGHT <= offset + height) return;
    const isFar = top < offset - height || top > offset + 2 * height;
    // What is far away is shown with what is around it.
    this.scroller.scrollTo(isFar ? top - Math.floor(height / 3) : top < offset ? top : top + ROW_HEIGHT - height);
  }
}
