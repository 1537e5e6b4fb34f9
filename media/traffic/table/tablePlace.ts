import type { Page } from "../part";
import { ROW_HEIGHT } from "./row";
import type { Scroller } from "./scroller";

/** Lines of other sessions that are in sight below the newest entry. */
const OTHERS_IN_SIGHT = 3;
/** Entries of a session that are in sight once a person has expanded it, if there is room. */
const ENTRIES_IN_SIGHT = 8;

/** Where in the traffic the table stands: it keeps to its newest end, or to the entry that is topmost while others come and go. */
export class TablePlace {
  /** The topmost entry, and how many pixels of it are above the edge. */
  private anchor: { readonly seq: number; readonly above: number } | undefined;
  /** An entry that is to be in sight as soon as it is there. */
  private wanted: number | undefined;
  /** The line of a session whose entries are to be in sight. */
  private expanded: number | undefined;
  private height = 0;

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

  isInSight(seq: number, height: number): boolean {
    const line = this.page.model.lineOf(seq);
    const top = (line ?? -1) * ROW_HEIGHT;
    return line !== undefined && top - this.coverOf(seq) >= this.scroller.offset && top + ROW_HEIGHT <= this.scroller.offset + height;
  }

  /** The session with this line was expanded: some of its entries are to be in sight as soon as they are there. */
  opened(seq: number): void {
    this.expanded = seq;
  }

  /** Before a drawing, when the lines may have changed. */
  settle(height: number): void {
    const { model, state } = this.page;
    this.height = height;
    const { newest } = this;
    if (state.follow && newest !== undefined) this.scroller.scrollTo(newest);
    else {
      const line = this.anchor && model.lineOf(this.anchor.seq);
      if (this.anchor && line !== undefined) this.scroller.scrollTo(line * ROW_HEIGHT + this.anchor.above);
      else if (this.anchor && !this.mayCome(this.anchor.seq)) this.anchor = undefined;
    }
    if (this.wanted !== undefined) this.bringInSight(this.wanted, height);
    if (this.expanded !== undefined) this.makeRoom(this.expanded, height);
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
    const line = this.page.model.lineAt(first);
    if (line) this.anchor = { seq: line.seq, above: this.scroller.offset - first * ROW_HEIGHT };
  }

  /** A person has scrolled: at the newest end the table follows from now on, elsewhere it stays. */
  scrolled(resting: boolean): void {
    const { state } = this.page;
    this.wanted = undefined;
    this.expanded = undefined;
    const { newest } = this;
    const isNewest = newest !== undefined && Math.abs(this.scroller.offset - newest) <= 1;
    if (newest !== undefined && state.follow !== isNewest && (resting || !isNewest)) this.page.change({ follow: isNewest });
    this.keep();
    if (resting && this.anchor) this.page.change({ scroll: this.anchor.seq });
  }

  /** Where the newest end is, as the offset at which what comes next is in sight; `undefined` in an order that has none. */
  private get newest(): number | undefined {
    const { model, state: { sort } } = this.page;
    const { newestLine } = model;
    if (sort.column !== "time" || newestLine === undefined) return undefined;
    // Below the newest entry of this window there can be other sessions, of which some stay in sight.
    const last = Math.min(newestLine + OTHERS_IN_SIGHT, model.lines - 1);
    return sort.descending ? 0 : Math.min(Math.max((last + 1) * ROW_HEIGHT - this.height, 0), this.scroller.end);
  }

  /** The newest rows come first, so what an earlier page stood at may take a while. */
  private mayCome(seq: number): boolean {
    const { model, state } = this.page;
    if (model.entryOf(seq)) return false;
    const extent = model.extentOf(seq);
    if (extent) return seq >= extent.first;
    // So may its session, even as one that is not listed yet.
    return model.groupOf(seq)?.expanded ?? (state.grouped || model.session === undefined);
  }

  /** Pixels above an entry that the line of its session takes, which stays in sight. */
  private coverOf(seq: number): number {
    const group = this.page.model.groupOf(seq);
    return group === undefined || group.seq === seq ? 0 : ROW_HEIGHT;
  }

  private makeRoom(seq: number, height: number): void {
    const { model } = this.page;
    const group = model.groupOf(seq);
    const line = model.lineOf(seq);
    if (group?.seq !== seq || !group.expanded || line === undefined) this.expanded = undefined;
    else if (group.shown > 0) {
      this.expanded = undefined;
      const top = line * ROW_HEIGHT;
      const bottom = top + (1 + Math.min(group.shown, ENTRIES_IN_SIGHT)) * ROW_HEIGHT;
      if (bottom > this.scroller.offset + height) this.scroller.scrollTo(Math.min(top, bottom - height));
    }
  }

  private bringInSight(seq: number, height: number): void {
    const line = this.page.model.lineOf(seq);
    if (line === undefined) return;
    this.wanted = undefined;
    if (this.isInSight(seq, height)) return;
    const top = line * ROW_HEIGHT;
    const { offset } = this.scroller;
    const isFar = top < offset - height || top > offset + 2 * height;
    // What is far away is shown with what is around it.
    this.scroller.scrollTo(isFar ? top - Math.floor(height / 3) : top - this.coverOf(seq) < offset ? top - this.coverOf(seq) : top + ROW_HEIGHT - height);
  }
}
