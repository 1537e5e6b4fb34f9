import { formatCount } from "../../../src/core/base/quantity";
import { t } from "../l10n";

/** More lines than anybody reads; what is left out is said. */
const MOST_ROWS = 500;

export interface TableColumn<T> {
  readonly id: string;
  readonly title: string;
  /** What the title means, for a tooltip. */
  readonly about?: string;
  readonly numeric: boolean;
  /** As it is shown: harmless, on one line. */
  readonly text: (row: T) => string;
  /** `undefined` comes last, whichever way is sorted. */
  readonly value: (row: T) => string | number | undefined;
  /** What a press on the cell does; `undefined` when there is nothing to do. */
  readonly press?: (row: T) => { readonly label: string; readonly run: () => void } | undefined;
}

/** A table that a press on a title sorts; rows are used again, so that the focus stays when the figures change. */
export class SortableTable<T> {
  readonly element = document.createElement("table");
  private readonly body = document.createElement("tbody");
  private readonly note = document.createElement("caption");
  private readonly heads: readonly HTMLElement[];
  private readonly cells: TableCell<T>[][] = [];
  private rows: readonly T[] = [];

  constructor(
    title: string,
    private readonly columns: readonly TableColumn<T>[],
    private sort: { readonly column: string; readonly descending: boolean },
  ) {
    this.element.className = "statistics-table";
    this.element.setAttribute("aria-label", title);
    this.heads = columns.map((column) => this.head(column));
    const line = document.createElement("tr");
    line.append(...this.heads);
    const head = document.createElement("thead");
    head.append(line);
    this.element.append(this.note, head, this.body);
    this.body.addEventListener("keydown", (event) => this.key(event));
    this.body.addEventListener("focusin", () => this.stop());
  }

  show(rows: readonly T[]): void {
    this.rows = rows;
    this.draw();
  }

  private head(column: TableColumn<T>): HTMLElement {
    const head = document.createElement("th");
    head.scope = "col";
    if (column.numeric) head.className = "numeric";
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = column.title;
    if (column.about !== undefined) button.title = column.about;
    button.addEventListener("click", () => {
      // Numbers are sorted because the greatest are looked for.
      const descending = this.sort.column === column.id ? !this.sort.descending : column.numeric;
      this.sort = { column: column.id, descending };
      this.draw();
    });
    head.append(button);
    return head;
  }

  private draw(): void {
    const sorted = this.sorted().slice(0, MOST_ROWS);
    for (const [index, column] of this.columns.entries()) {
      const direction = column.id !== this.sort.column ? "none" : this.sort.descending ? "descending" : "ascending";
      this.heads[index]?.setAttribute("aria-sort", direction);
    }
    while (this.cells.length < sorted.length) this.addRow();
    while (this.cells.length > sorted.length) {
      this.cells.pop();
      this.body.lastElementChild?.remove();
    }
    for (const [index, row] of sorted.entries()) for (const cell of this.cells[index] ?? []) cell.show(row);
    const hidden = this.rows.length - sorted.length;
    this.note.textContent = hidden > 0 ? hidden === 1 ? t("1 more line is not shown here; a copy has it.") : t("{0} more lines are not shown here; a copy has them all.", formatCount(hidden)) : "";
    this.note.hidden = hidden === 0;
    this.stop();
  }

  private sorted(): readonly T[] {
    const column = this.columns.find(({ id }) => id === this.sort.column);
    if (!column) return this.rows;
    const sign = this.sort.descending ? -1 : 1;
    return this.rows.toSorted((one, other) => compare(column.value(one), column.value(other), sign));
  }

  private addRow(): void {
    const line = document.createElement("tr");
    const cells = this.columns.map((column) => new TableCell(column));
    line.append(...cells.map(({ element }) => element));
    this.cells.push(cells);
    this.body.append(line);
  }

  /** The lines are one stop of the Tab key; arrows go from button to button. */
  private stop(): void {
    const buttons = [...this.body.querySelectorAll("button")];
    const focused = buttons.find((button) => button === document.activeElement) ?? buttons[0];
    for (const button of buttons) button.tabIndex = button === focused ? 0 : -1;
  }

  private key(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    const at = event.target instanceof Element ? event.target.closest("td") : null;
    const line = at?.parentElement;
    if (!step || !at || !(line instanceof HTMLTableRowElement)) return;
    event.preventDefault();
    const lines = [...this.body.rows];
    if (step.lines === 0) next([...line.querySelectorAll("button")], event.target, step.cells)?.focus();
    else {
      const to = lines[Math.min(lines.length - 1, Math.max(0, lines.indexOf(line) + step.lines))];
      const same = to?.cells[at.cellIndex]?.querySelector("button");
      (same ?? to?.querySelector("button"))?.focus();
    }
  }
}

const STEPS: { readonly [key: string]: { readonly lines: number; readonly cells: number } | undefined } = {
  ArrowUp: { lines: -1, cells: 0 },
  ArrowDown: { lines: 1, cells: 0 },
  Home: { lines: -MOST_ROWS, cells: 0 },
  End: { lines: MOST_ROWS, cells: 0 },
  ArrowLeft: { lines: 0, cells: -1 },
  ArrowRight: { lines: 0, cells: 1 },
};

/** One cell, with a button in it where a press does something. */
class TableCell<T> {
  readonly element = document.createElement("td");
  private readonly button = document.createElement("button");
  private run: () => void = () => {};
  private text = "";
  private label: string | undefined;

  constructor(private readonly column: TableColumn<T>) {
    if (column.numeric) this.element.className = "numeric";
    this.button.type = "button";
    this.button.addEventListener("click", () => this.run());
  }

  show(row: T): void {
    const press = this.column.press?.(row);
    const text = this.column.text(row);
    this.run = press?.run ?? (() => {});
    if (text === this.text && press?.label === this.label) return;
    this.text = text;
    this.label = press?.label;
    if (press) {
      this.button.textContent = text;
      this.button.title = press.label;
      if (!this.button.isConnected) this.element.replaceChildren(this.button);
    } else this.element.textContent = text;
  }
}

function next(buttons: readonly HTMLElement[], from: EventTarget | null, by: number): HTMLElement | undefined {
  return buttons[buttons.findIndex((button) => button === from) + by];
}

function compare(one: string | number | undefined, other: string | number | undefined, sign: number): number {
  if (one === other) return 0;
  if (one === undefined) return 1;
  if (other === undefined) return -1;
  return one < other ? -sign : sign;
}
