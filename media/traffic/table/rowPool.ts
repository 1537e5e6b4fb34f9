import type { Entry } from "../../../src/core/feed/model/trafficModel";
import type { ColumnId } from "./columns";
import { ROW_HEIGHT, Row, type RowContext } from "./row";

/**
 * Lines that the element of the rows has room for. It is a layer of its own, so that scrolling moves it without drawing the
 * rows again; for that its bounds must stay the same.
 */
const ROOM = 20_000;

/** What one drawing shows. */
export interface Drawing {
  /** Pixels of the whole list above the visible part. */
  readonly offset: number;
  readonly first: number;
  /** One for each row. */
  readonly entries: readonly (Entry | undefined)[];
  readonly context: RowContext;
}

/** The rows on the screen. Each stands for every n-th line, so that a scrolled table writes only the lines that are new. */
export class RowPool {
  private rows: Row[] = [];
  private origin = 0;

  constructor(
    readonly element: HTMLElement,
    private readonly prefix: string,
    private columns: readonly ColumnId[],
  ) {
    element.style.height = `${ROOM * ROW_HEIGHT}px`;
  }

  /** Begins anew with other columns. */
  setColumns(columns: readonly ColumnId[]): void {
    this.columns = columns;
    this.rows = [];
    this.element.replaceChildren();
  }

  rowAt(line: number): Row | undefined {
    return this.rows.find((row) => row.line === line);
  }

  /** The line that an element of the page belongs to. */
  lineOf(element: Element): number | undefined {
    const row = element.closest(".row");
    const line = this.rows.find((each) => each.element === row)?.line;
    return line === -1 ? undefined : line;
  }

  /** @param anew what may have changed of lines that are on the screen already */
  draw({ offset, first, entries, context }: Drawing, anew: "all" | "axis" | "nothing"): void {
    if (first < this.origin || first + entries.length > this.origin + ROOM) this.moveOrigin(Math.max(first - ROOM / 2, 0));
    this.element.style.transform = `translateY(${this.origin * ROW_HEIGHT - offset}px)`;
    const count = this.rows.length;
    for (let index = 0; index < count; index++) {
      const line = first + index;
      const row = this.rows[line % count];
      const entry = entries[index];
      if (!row) continue;
      if (!entry) {
        row.hide();
        continue;
      }
      const isSame = row.line === line && row.seq === entry.seq;
      row.place(line, this.topOf(line));
      if (anew === "all" || !isSame) row.show(entry, context);
      else if (anew === "axis") row.showOnAxis(entry, context.axisOf(entry));
    }
  }

  /** Where a line is, CSS pixels below the beginning of the rows. */
  topOf(line: number): number {
    return (line - this.origin) * ROW_HEIGHT;
  }

  /** Puts the elements in the order of their lines, which is the order in which they are read out. @param others that stand among the rows */
  tidy(others: readonly { readonly line: number; readonly element: HTMLElement }[]): void {
    const inOrder = [...this.rows, ...others].sort((left, right) => left.line - right.line).map((row) => row.element);
    inOrder.forEach((element, index) => {
      if (this.element.children[index] !== element) this.element.insertBefore(element, this.element.children[index] ?? null);
    });
  }

  private moveOrigin(origin: number): void {
    this.origin = origin;
    for (const row of this.rows) if (row.line >= 0) row.move(this.topOf(row.line));
  }

  /**
   * Has at least so many rows, and tells how many there are. They are never fewer than before: a row without a line would be
   * another one after every scrolled line, and come and go all the time.
   */
  reserve(count: number): number {
    if (this.rows.length >= count) return this.rows.length;
    // Another number of rows: each stands for other lines from now on.
    for (const row of this.rows) row.hide();
    while (this.rows.length < count) {
      const row = new Row(`${this.prefix}-${this.rows.length}`, this.columns);
      this.rows.push(row);
      this.element.append(row.element);
    }
    return count;
  }
}
