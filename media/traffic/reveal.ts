import { toggleGroup } from "./groups";
import { t } from "./l10n";
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
    if (wanted === undefined) return;
    const group = model.groupOf(wanted);
    if (group && !group.expanded) {
      // Its lines are there when its session is.
      toggleGroup(this.page, group);
      return;
    }
    const entry = model.entryOf(wanted);
    if (!entry) {
      if (wanted < (model.extentOf(wanted)?.first ?? 0)) this.giveUp();
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
      this.page.announce(t("The filter was cleared to show the row."));
    }
    this.page.change({ selected: entry.seq, detailsOpen: true, follow: false, statistics: false });
    this.table.show(entry.seq);
  }

  private giveUp(): void {
    this.wanted = undefined;
    this.page.announce(t("The row is no longer kept."));
  }
}
