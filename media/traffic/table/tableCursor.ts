import { formatCount } from "../../../src/core/base/quantity";
import type { Entry, Group } from "../../../src/core/feed/model/trafficModel";
import { toggleGroup } from "../groups";
import { t } from "../l10n";
import type { Page } from "../part";
import { MOST_SELECTED, allSelected } from "../selection/selection";
import { type Selected, Selector } from "../selection/selector";
import { toggleMarks } from "../selection/toggleMarks";
import type { ColumnId } from "./columns";
import type { Reach, TableCommand } from "./tableKeys";

interface CursorContext {
  /** Lines that are wholly in sight. */
  readonly linesPerPage: () => number;
  readonly columns: () => readonly ColumnId[];
  readonly show: (seq: number) => void;
  readonly openMenu: () => void;
  readonly findFilter: () => void;
  readonly enterDetails: () => void;
}

/** Where the keyboard is: at the selected entry, or at one that it passes by, and in the cell that a person has stepped into. */
export class TableCursor {
  private at: ColumnId | undefined;
  /** The entry that the keyboard has gone to without selecting it, for as long as the selection stays what it was. */
  private passed: { readonly seq: number; readonly selected: number | undefined } | undefined;
  private readonly selector: Selector;

  constructor(
    private readonly page: Page,
    private readonly context: CursorContext,
  ) {
    const { model } = page;
    const lines = { get lines() { return model.lines; }, seqAt: (line: number) => model.seqAt(line), lineOf: (seq: number) => model.lineOf(seq) };
    this.selector = new Selector(lines, () => page.state);
  }

  /** The cell that the keyboard is at; `undefined`: the whole row. */
  get column(): ColumnId | undefined {
    return this.at !== undefined && this.context.columns().includes(this.at) ? this.at : undefined;
  }

  set column(column: ColumnId | undefined) {
    this.at = column;
  }

  get seq(): number | undefined {
    const { selected } = this.page.state;
    return this.passed && this.passed.selected === selected ? this.passed.seq : selected;
  }

  /** The session whose line the keyboard is at. */
  get group(): Group | undefined {
    const { seq } = this;
    const group = seq === undefined ? undefined : this.page.model.groupOf(seq);
    return group?.seq === seq ? group : undefined;
  }

  get entry(): Entry | undefined {
    const { seq } = this;
    return seq === undefined ? undefined : this.page.model.entryOf(seq);
  }

  run(command: TableCommand): void {
    const { page } = this;
    switch (command.type) {
      case "line":
        return this.goBy(command.by, command.reach);
      case "page":
        return this.goBy(command.by * Math.max(this.context.linesPerPage() - 1, 1), command.reach);
      case "first":
        return this.goTo(0, command.reach);
      case "last":
        return this.goTo(page.model.lines - 1, command.reach);
      case "all":
        return this.take(this.selector.all());
      case "toggle":
        return this.entry && this.toggleSelected(this.entry.seq);
      case "left":
        return this.left();
      case "right":
        return this.right();
      case "details":
        return this.openDetails();
      case "leave":
        return this.leave();
      case "follow":
        return page.change({ follow: !page.state.follow });
      case "filter":
        return this.context.findFilter();
      case "menu":
        return this.context.openMenu();
      case "open":
        return this.entry && page.act("open", [this.entry.seq]);
      case "mark":
        return toggleMarks(page);
    }
  }

  /** Selects an entry and no other. */
  select(seq: number): void {
    this.take(this.selector.only(seq), seq);
  }

  /** Selects up to an entry from where the selection began; `more` keeps what is selected elsewhere. */
  extend(seq: number, more: boolean): void {
    this.take(this.selector.extend(seq, more), seq);
  }

  /** Selects an entry besides the others, or takes it out. */
  toggleSelected(seq: number): void {
    this.take(this.selector.toggle(seq), seq);
  }

  /** Goes to an entry and leaves the selection as it is. */
  private pass(seq: number): void {
    this.passed = { seq, selected: this.page.state.selected };
    this.context.show(seq);
  }

  /** @param seq the entry that a person has gone to, if any */
  private take(chosen: Selected, seq?: number): void {
    const { page } = this;
    if (chosen.type === "tooMany") {
      return page.warn(t("{0} entries are more than the {1} that can be selected. Narrow the filter, or use Export or Save Recording for all that it shows.", formatCount(chosen.count), formatCount(MOST_SELECTED)));
    }
    const before = allSelected(page.state).length;
    const { selected, alsoSelected } = chosen;
    page.change({ selected, alsoSelected, follow: page.state.follow && (seq === undefined || this.isNewest(seq)) });
    // Where the entry has been taken out, the keyboard goes on from there nevertheless.
    this.passed = seq === undefined || seq === selected ? undefined : { seq, selected };
    if (seq !== undefined) this.context.show(seq);
    const count = allSelected(page.state).length;
    if (count > 1 || before > 1) page.announce(t("{0} selected", formatCount(count)));
  }

  toggle(entry: Entry): void {
    const { expanded } = this.page.state;
    const isExpanded = expanded.includes(entry.seq);
    this.page.change({ expanded: isExpanded ? expanded.filter((seq) => seq !== entry.seq) : [...expanded, entry.seq] });
  }

  private isNewest(seq: number): boolean {
    const { model } = this.page;
    return model.lineOf(seq) === model.newestLine;
  }

  private goBy(by: number, reach: Reach): void {
    const { model } = this.page;
    const line = this.seq === undefined ? undefined : model.lineOf(this.seq);
    if (line === undefined) this.goTo(by > 0 ? 0 : model.lines - 1, reach);
    else this.goTo(line + by, reach);
  }

  private goTo(line: number, reach: Reach): void {
    const { model } = this.page;
    const at = model.lineAt(Math.min(Math.max(line, 0), model.lines - 1));
    if (!at) return;
    switch (reach) {
      case "select":
        return this.select(at.seq);
      case "extend":
        return this.extend(at.seq, false);
      case "pass":
        return this.pass(at.seq);
    }
  }

  private left(): void {
    const { entry, group, column } = this;
    const columns = this.context.columns();
    if (group?.expanded) toggleGroup(this.page, group);
    if (!entry) return;
    const parent = entry.parent ?? this.page.model.groupOf(entry.seq)?.seq;
    if (column !== undefined) this.at = columns[columns.indexOf(column) - 1];
    else if (this.page.state.expanded.includes(entry.seq)) this.toggle(entry);
    else if (parent !== undefined) this.select(parent);
    this.page.invalidate();
  }

  private right(): void {
    const { entry, group, column } = this;
    const columns = this.context.columns();
    if (group && !group.expanded) toggleGroup(this.page, group);
    // To the next line only where that is one of its own.
    else if (group && group.shown > 0) this.goBy(1, "select");
    if (!entry) return;
    if (column === undefined && entry.children > 0 && !this.page.state.expanded.includes(entry.seq)) this.toggle(entry);
    else this.at = columns[Math.min((column === undefined ? -1 : columns.indexOf(column)) + 1, columns.length - 1)];
    this.page.invalidate();
  }

  private openDetails(): void {
    if (this.group) return toggleGroup(this.page, this.group);
    if (this.entry === undefined) return;
    if (this.page.state.detailsOpen) this.context.enterDetails();
    else this.page.change({ detailsOpen: true });
  }

  /** Step by step: out of the cell, from several entries to one, out of the details, out of the selection. */
  private leave(): void {
    if (this.column !== undefined) this.at = undefined;
    else if (this.page.state.alsoSelected.length > 0) this.take(this.selector.narrow());
    else if (this.page.state.detailsOpen) this.page.change({ detailsOpen: false });
    else this.page.change({ selected: undefined });
    this.page.invalidate();
  }
}
