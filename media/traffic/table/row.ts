import type { Entry } from "../../../src/core/feed/model/trafficModel";
import type { ColorOf } from "../filterBar/colorRules";
import { icon } from "../icons";
import { t } from "../l10n";
import { type TimeScale, waterfallCell } from "../waterfall/waterfallCell";
import type { CellRoom } from "./cellRoom";
import { cellText } from "./cellText";
import type { ColumnId } from "./columns";
import { RowColorMark } from "./rowColorMark";

/** The height of a row in CSS pixels, that of a list in VS Code. */
export const ROW_HEIGHT = 22;

export interface RowContext {
  /** The time at the host, milliseconds since the epoch. */
  readonly now: number;
  /** The stretch of time that an entry stands on. */
  readonly axisOf: (entry: Entry) => TimeScale;
  /** Entries stand below the lines of their sessions. */
  readonly grouped: boolean;
  readonly selected: ReadonlySet<number>;
  /** The entry that the keyboard is at. */
  readonly cursor: number | undefined;
  readonly expanded: ReadonlySet<number>;
  /** `undefined` while no row has a colour. */
  readonly colorOf: ColorOf | undefined;
  /** What an entry without a method says; `undefined` as long as it is not known. */
  readonly preview: (entry: Entry) => string | undefined;
  /** Another one whenever the columns or the font are. */
  readonly room: CellRoom;
}

const DIRECTION_WORDS = { client: t("to the server"), server: t("from the server"), host: t("seen by Wirelight") } as const;

/** A line of the table that shows one entry after the other; it touches only what differs. */
export class Row {
  readonly element: HTMLElement;
  /** The line that it stands for. */
  line = -1;
  /** The entry that it shows. */
  seq = -1;
  private readonly gutter: HTMLElement;
  private readonly cells: readonly HTMLElement[];
  private readonly texts: string[];
  private readonly clipped: boolean[];
  private readonly preview: HTMLElement;
  private readonly color: RowColorMark;
  private shape = "";
  private level = "";
  private previewed = "";
  private room: CellRoom | undefined;

  constructor(
    id: string,
    private readonly columns: readonly ColumnId[],
  ) {
    this.element = document.createElement("div");
    this.element.className = "row";
    this.element.id = id;
    this.element.setAttribute("role", "row");
    this.gutter = document.createElement("div");
    this.gutter.className = "gutter";
    this.gutter.setAttribute("aria-hidden", "true");
    this.gutter.append(icon("chevronRight"));
    this.color = new RowColorMark(this.element, this.gutter);
    this.preview = document.createElement("span");
    this.preview.className = "preview";
    this.cells = columns.map((column) => {
      const cell = document.createElement("div");
      cell.className = `cell cell-${column}`;
      cell.id = `${id}-${column}`;
      cell.setAttribute("role", "gridcell");
      if (column !== "waterfall") cell.append("");
      if (column === "method") cell.append(this.preview);
      return cell;
    });
    this.texts = columns.map(() => "");
    this.clipped = columns.map(() => false);
    this.element.append(this.gutter, ...this.cells);
  }

  cell(column: ColumnId): HTMLElement | undefined {
    return this.cells[this.columns.indexOf(column)];
  }

  /** Puts it at a line, `top` pixels below the beginning of the rows. */
  place(line: number, top: number): void {
    if (this.line === line) return;
    this.line = line;
    this.element.style.top = `${top}px`;
    this.element.setAttribute("aria-rowindex", String(line + 2));
  }

  move(top: number): void {
    this.element.style.top = `${top}px`;
  }

  hide(): void {
    if (!this.element.hidden) this.element.hidden = true;
    this.line = -1;
    this.seq = -1;
  }

  show(entry: Entry, context: RowContext): void {
    if (this.element.hidden) this.element.hidden = false;
    this.seq = entry.seq;
    this.showShape(entry, context.selected.has(entry.seq), context.cursor === entry.seq);
    this.showLevel(entry, context.expanded.has(entry.seq), context.grouped ? 1 : 0);
    this.color.show(context.colorOf?.(entry, context.now));
    const hasOtherRoom = this.showPreview(entry.method === undefined ? (context.preview(entry) ?? "") : (entry.comment ?? "")) || context.room !== this.room;
    this.room = context.room;
    for (let index = 0; index < this.columns.length; index++) this.showCell(index, entry, context, hasOtherRoom);
  }

  /** Shows only what stands on the axis of time, which is another one. */
  showOnAxis(entry: Entry, axis: TimeScale): void {
    const cell = this.cell("waterfall");
    if (cell) waterfallCell(cell, entry, axis);
  }

  /** @returns whether it is another one */
  private showPreview(preview: string): boolean {
    if (preview === this.previewed) return false;
    this.previewed = preview;
    this.preview.textContent = preview;
    return true;
  }

  /** @param hasOtherRoom whether its text has room or not is another question than before, though it is the same */
  private showCell(index: number, entry: Entry, context: RowContext, hasOtherRoom: boolean): void {
    const column = this.columns[index];
    const cell = this.cells[index];
    if (column === undefined || cell === undefined) return;
    if (column === "waterfall") return waterfallCell(cell, entry, context.axisOf(entry));
    const text = cellText(column, entry, context.now);
    const isNew = text !== this.texts[index];
    if (isNew) {
      this.texts[index] = text;
      if (cell.firstChild) cell.firstChild.nodeValue = text;
      if (column === "direction") cell.setAttribute("aria-label", DIRECTION_WORDS[entry.from]);
      // What was said about the text of another entry.
      if (cell.title !== "") cell.title = "";
    }
    if (isNew || hasOtherRoom) this.clip(index, cell, (column === "method" && this.previewed !== "") || !context.room.isFor(column, text));
  }

  private clip(index: number, cell: HTMLElement, clipped: boolean): void {
    if (clipped === this.clipped[index]) return;
    this.clipped[index] = clipped;
    cell.classList.toggle("clipped", clipped);
  }

  /** What the style sheet tells apart. */
  private showShape(entry: Entry, selected: boolean, hasCursor: boolean): void {
    const shape = `row kind-${entry.kind} from-${entry.from} status-${entry.status ?? "none"}${entry.suspect ? " suspect" : ""}${entry.marked ? " marked" : ""}${selected ? " selected" : ""}${hasCursor ? " cursor" : ""}${entry.method === undefined ? " unnamed" : ""}`;
    if (shape === this.shape) return;
    this.shape = shape;
    this.element.className = shape;
    this.element.setAttribute("aria-selected", String(selected));
  }

  /** @param above levels above that of entries */
  private showLevel(entry: Entry, expanded: boolean, above: number): void {
    const level = entry.depth === 1 ? "child" : entry.children === 0 ? "leaf" : expanded ? "expanded" : "collapsed";
    const key = `${level} ${above}`;
    if (key === this.level) return;
    this.level = key;
    this.gutter.className = `gutter ${level}`;
    this.element.setAttribute("aria-level", String(1 + entry.depth + above));
    if (level === "expanded" || level === "collapsed") this.element.setAttribute("aria-expanded", String(expanded));
    else this.element.removeAttribute("aria-expanded");
  }
}
