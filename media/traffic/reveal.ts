import type { Page } from "./part";

/** Shows a row that something outside wants shown, as soon as it is here, whatever the filter hides. */
export class Reveal {
  private wanted: number | undefined;

  constructor(
    private readonly page: Page,
    private readonly table: { show(seq: number): void },
  ) {}

  want(seq: number): void {
    this.wanted = seq;
    this.page.invalidate();
  }

  render(): void {
    const { model, state } = this.page;
    const { wanted } = this;
    if (wanted === undefined || !model.session) return;
    const entry = model.entryOf(wanted);
    if (!entry) {
      if (wanted < model.first) this.giveUp();
      return;
    }
    if (entry.parent !== undefined && !state.expanded.includes(entry.parent)) {
      // Its line is there with the next frame.
      this.page.change({ expanded: [...state.expanded, entry.parent] });
      return;
    }
    this.wanted = undefined;
    if (model.lineOf(entry.seq) === undefined) {
      this.page.change({ filter: "", range: undefined });
      this.page.announce("The filter was cleared to show the row.");
    }
    this.page.change({ selected: entry.seq, detailsOpen: true, follow: false, statistics: false });
    this.table.show(entry.seq);
  }

  private giveUp(): void {
    this.wanted = undefined;
    this.page.announce("The row is no longer kept.");
  }
}
