import type { Sort } from "../../../src/core/feed/model/trafficModel";
import { el } from "../dom";
import { icon } from "../icons";
import { t } from "../l10n";
import { type MenuItem, showMenu } from "../menu/popupMenu";
import type { Page } from "../part";
import { DEFAULT_COLUMNS } from "../state";
import { waterfallAxis } from "../waterfall/waterfallAxis";
import type { TimeScale } from "../waterfall/waterfallCell";
import { type PlacedColumn, moved, resized, toggled } from "./columnLayout";
import { COLUMNS, type Column, MIN_COLUMN_WIDTH } from "./columns";
import { dragHeader } from "./dragHeader";

/** How far a key moves the edge of a column, CSS pixels. */
const KEY_STEP = 10;

/** The names of the columns: sorted, resized, moved and chosen by pointer and keyboard. */
export class TableHeader {
  readonly element = document.createElement("div");
  private cells: HTMLElement[] = [];
  private columns: readonly PlacedColumn[] = [];

  constructor(private readonly page: Page) {
    this.element.className = "header";
    this.element.setAttribute("role", "row");
    this.element.setAttribute("aria-rowindex", "1");
    this.element.addEventListener("contextmenu", (event) => {
      event.preventDefault();
      this.showMenu(event.clientX, event.clientY, this.columnAt(event.target));
    });
    this.element.addEventListener("keydown", (event) => this.pressed(event));
  }

  show(columns: readonly PlacedColumn[]): void {
    const focused = this.columnAt(document.activeElement)?.id;
    this.columns = columns;
    this.cells = columns.map((column) => this.cell(column));
    this.element.replaceChildren(...this.cells);
    if (focused !== undefined) this.buttonOf(focused)?.focus();
  }

  showSort(sort: Sort): void {
    for (const [index, column] of this.columns.entries()) {
      const cell = this.cells[index];
      const order = column.sort !== sort.column ? "none" : sort.descending ? "descending" : "ascending";
      if (!cell || cell.getAttribute("aria-sort") === order) continue;
      if (column.sort) cell.setAttribute("aria-sort", order);
      cell.querySelector(".icon")?.remove();
      if (order !== "none") cell.querySelector("button")?.append(icon(order === "ascending" ? "sortUp" : "sortDown"));
    }
  }

  /** Says how long a time the width of the waterfall stands for. */
  showAxis(axis: TimeScale): void {
    const cell = this.cells[this.columns.findIndex(({ id }) => id === "waterfall")];
    if (cell) waterfallAxis(cell, axis);
  }

  /** The menu of all columns, below an element such as a button of the toolbar. */
  showMenu(x: number, y: number, column: Column | undefined): void {
    showMenu({ label: t("Columns"), x, y, items: () => [...this.itemsOf(column), ...this.choices()] });
  }

  private cell(column: PlacedColumn): HTMLElement {
    const cell = document.createElement("div");
    cell.className = `cell cell-${column.id}`;
    cell.setAttribute("role", "columnheader");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "header-button";
    button.tabIndex = column === this.columns[0] ? 0 : -1;
    button.append(el("span", "header-title", column.title));
    button.title = column.sort ? t("Sort by {0}", column.title) : column.title;
    const edge = document.createElement("div");
    edge.className = "header-edge";
    edge.addEventListener("dblclick", () => this.resize(column.id, COLUMNS.find(({ id }) => id === column.id)?.width ?? column.width));
    cell.append(button, edge);
    dragHeader(button, edge, {
      resize: (by) => this.resize(column.id, column.width + by),
      move: (x) => this.moveTo(column, x),
      click: () => this.sortBy(column),
    });
    return cell;
  }

  private itemsOf(column: Column | undefined): readonly MenuItem[] {
    if (!column) return [];
    const { sort, id, title } = column;
    const sorts: readonly MenuItem[] = sort
      ? [
          { type: "item", label: t("Sort Ascending"), run: () => this.page.change({ sort: { column: sort, descending: false } }) },
          { type: "item", label: t("Sort Descending"), run: () => this.page.change({ sort: { column: sort, descending: true } }) },
        ]
      : [];
    return [
      ...sorts,
      { type: "item", label: t("Move Left"), keys: "Ctrl+Shift+Left", run: () => this.move(id, -1) },
      { type: "item", label: t("Move Right"), keys: "Ctrl+Shift+Right", run: () => this.move(id, 1) },
      { type: "item", label: t("Hide {0}", title), run: () => this.page.change({ columns: toggled(this.page.state.columns, id) }) },
      { type: "separator" },
    ];
  }

  private choices(): readonly MenuItem[] {
    const { columns } = this.page.state;
    const choices = columns.map(({ id, hidden }): MenuItem => ({
      type: "item",
      label: COLUMNS.find((column) => column.id === id)?.title ?? id,
      checked: !hidden,
      stays: true,
      run: () => this.page.change({ columns: toggled(this.page.state.columns, id) }),
    }));
    return [...choices, { type: "separator" }, { type: "item", label: t("Reset Columns"), run: () => this.page.change({ columns: DEFAULT_COLUMNS }) }];
  }

  /** Ascending, then descending, then as it came. */
  private sortBy({ sort: column }: Column): void {
    const { sort } = this.page.state;
    if (!column) return;
    const next: Sort = sort.column !== column ? { column, descending: false } : !sort.descending ? { column, descending: true } : { column: "time", descending: false };
    this.page.change({ sort: next });
    const title = COLUMNS.find((each) => each.sort === next.column)?.title ?? next.column;
    this.page.announce(next.descending ? t("Sorted by {0}, descending.", title) : t("Sorted by {0}, ascending.", title));
  }

  private resize(id: string, width: number): void {
    this.page.change({ columns: resized(this.page.state.columns, id, Math.max(width, MIN_COLUMN_WIDTH)) });
  }

  private move(id: string, by: number): void {
    this.page.change({ columns: moved(this.page.state.columns, id, by) });
  }

  /** Moves a column to where it was dropped, `x` in pixels of the header. */
  private moveTo(column: PlacedColumn, x: number): void {
    const from = this.columns.findIndex(({ id }) => id === column.id);
    const bounds = this.element.getBoundingClientRect();
    const at = this.columns.findIndex(({ left, width }) => x - bounds.left < left + width);
    const to = at < 0 ? this.columns.length - 1 : at;
    if (to !== from) this.move(column.id, to - from);
  }

  private pressed(event: KeyboardEvent): void {
    const column = this.columnAt(event.target);
    const right = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (!column) return;
    if (right !== 0 && event.shiftKey && (event.ctrlKey || event.metaKey)) this.move(column.id, right);
    else if (right !== 0 && event.shiftKey) this.resize(column.id, column.width + right * KEY_STEP);
    else if (right !== 0) this.focusBeside(column, right);
    else if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) {
      const bounds = this.buttonOf(column.id)?.getBoundingClientRect();
      this.showMenu(bounds?.left ?? 0, bounds?.bottom ?? 0, column);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private focusBeside(column: PlacedColumn, by: number): void {
    const next = this.columns[this.columns.findIndex(({ id }) => id === column.id) + by];
    if (next) this.buttonOf(next.id)?.focus();
  }

  private buttonOf(id: string): HTMLButtonElement | null | undefined {
    return this.cells[this.columns.findIndex((column) => column.id === id)]?.querySelector("button");
  }

  private columnAt(target: EventTarget | null): PlacedColumn | undefined {
    const at = this.cells.findIndex((cell) => target instanceof Node && cell.contains(target));
    return this.columns[at];
  }
}
