import type { Entry } from "../../../src/core/feed/model/trafficModel";
import type { Page } from "../part";
import type { ColumnId } from "./columns";
import type { TableCommand } from "./tableKeys";

interface CursorContext {
  /** Lines that are wholly in sight. */
  readonly linesPerPage: () => number;
  readonly columns: () => readonly ColumnId[];
  readonly show: (seq: number) => void;
  readonly openMenu: () => void;
  readonly findFilter: () => void;
  readonly enterDetails: () => void;
}

/** The selected entry and, when a person has stepped into it, the cell of it that the keyboard is at. */
export class TableCursor {
  private at: ColumnId | undefined;

  constructor(
    private readonly page: Page,
    private readonly context: CursorContext,
  ) {}

  /** The cell that the keyboard is at; `undefined`: the whole row. */
  get column(): ColumnId | undefined {
    return this.at !== undefined && this.context.columns().includes(this.at) ? this.at : undefined;
  }

  set column(column: ColumnId | undefined) {
    this.at = column;
  }

  get entry(): Entry | undefined {
    const { selected } = this.page.state;
    return selected === undefined ? undefined : this.page.model.entryOf(selected);
  }

  run(command: TableCommand): void {
    const { page } = this;
    switch (command.type) {
      case "line":
        return this.goBy(command.by);
      case "page":
        return this.goBy(command.by * Math.max(this.context.linesPerPage() - 1, 1));
      case "first":
        return this.goTo(0);
      case "last":
        return this.goTo(page.model.lines - 1);
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
      case "mark":
        return this.act(command.type);
    }
  }

  select(seq: number): void {
    this.page.change({ selected: seq, follow: this.page.state.follow && this.isNewest(seq) });
    this.context.show(seq);
  }

  toggle(entry: Entry): void {
    const { expanded } = this.page.state;
    const isExpanded = expanded.includes(entry.seq);
    this.page.change({ expanded: isExpanded ? expanded.filter((seq) => seq !== entry.seq) : [...expanded, entry.seq] });
  }

  private isNewest(seq: number): boolean {
    const { model, state } = this.page;
    return model.lineOf(seq) === (state.sort.descending ? 0 : model.lines - 1);
  }

  private goBy(by: number): void {
    const { model, state } = this.page;
    const line = state.selected === undefined ? undefined : model.lineOf(state.selected);
    if (line === undefined) this.goTo(by > 0 ? 0 : model.lines - 1);
    else this.goTo(line + by);
  }

  private goTo(line: number): void {
    const { model } = this.page;
    const entry = model.entryAt(Math.min(Math.max(line, 0), model.lines - 1));
    if (entry) this.select(entry.seq);
  }

  private left(): void {
    const { entry, column } = this;
    const columns = this.context.columns();
    if (!entry) return;
    if (column !== undefined) this.at = columns[columns.indexOf(column) - 1];
    else if (this.page.state.expanded.includes(entry.seq)) this.toggle(entry);
    else if (entry.parent !== undefined) this.select(entry.parent);
    this.page.invalidate();
  }

  private right(): void {
    const { entry, column } = this;
    const columns = this.context.columns();
    if (!entry) return;
    if (column === undefined && entry.children > 0 && !this.page.state.expanded.includes(entry.seq)) this.toggle(entry);
    else this.at = columns[Math.min((column === undefined ? -1 : columns.indexOf(column)) + 1, columns.length - 1)];
    this.page.invalidate();
  }

  private openDetails(): void {
    if (this.entry === undefined) return;
    if (this.page.state.detailsOpen) this.context.enterDetails();
    else this.page.change({ detailsOpen: true });
  }

  /** Step by step: out of the cell, out of the details, out of the selection. */
  private leave(): void {
    if (this.column !== undefined) this.at = undefined;
    else if (this.page.state.detailsOpen) this.page.change({ detailsOpen: false });
    else this.page.change({ selected: undefined });
    this.page.invalidate();
  }

  private act(action: "open" | "mark"): void {
    const { entry } = this;
    if (!entry) return;
    if (action === "open") return this.page.act("open", [entry.seq]);
    this.page.act(entry.marked ? "unmark" : "mark", [entry.seq]);
    this.page.announce(entry.marked ? "Mark removed." : "Marked.");
  }
}
