import { onUnexpectedError } from "../../../src/core/base/unexpected";
import type { Entry } from "../../../src/core/feed/model/trafficModel";
import type { FeedStatus } from "../feedStatus";
import { Frames } from "../frames";
import { toggleGroup } from "../groups";
import { t } from "../l10n";
import type { Page, PageState, Part } from "../part";
import { SelectedSet } from "../selection/selectedSet";
import { WaterfallSteps } from "../waterfall/waterfallSteps";
import { CellRoom } from "./cellRoom";
import { cellTitle } from "./cellTitle";
import { type PlacedColumn, placeColumns, textWidth, widthOf } from "./columnLayout";
import { COLUMNS, type ColumnId } from "./columns";
import { EmptyTable } from "./emptyTable";
import { GroupRows } from "./groupRows";
import { Previews } from "./previews";
import { ROW_HEIGHT } from "./row";
import { RowColors } from "./rowColors";
import { RowPool } from "./rowPool";
import { Scroller } from "./scroller";
import { SessionAxes } from "./sessionAxes";
import { StickyGroup } from "./stickyGroup";
import { TableCursor } from "./tableCursor";
import { TableHeader } from "./tableHeader";
import { tableCommand } from "./tableKeys";
import { TableMenus } from "./tableMenus";
import { TablePlace } from "./tablePlace";
import { TextWidths } from "./textWidths";

const HEADER_HEIGHT = 24;
/** How often what is pending is drawn anew, milliseconds. */
const TICK_MS = 100;

export interface TrafficTable extends Part {
  /** Brings an entry in sight as soon as it is there. */
  show(seq: number): void;
  focus(): void;
  /** Opens the menu in which columns are chosen. */
  chooseColumns(x: number, y: number): void;
}

/** The table of all entries, of which only those in sight have elements. */
export function trafficTable(page: Page, status: FeedStatus): TrafficTable {
  return new Table(page, status);
}

class Table implements TrafficTable {
  readonly element = div("table");
  private readonly viewport = div("table-viewport");
  private readonly space = div("table-space");
  private readonly sticky = div("table-sticky");
  private readonly header: TableHeader;
  private readonly rows: RowPool;
  private readonly groups: GroupRows;
  private readonly stickyGroup: StickyGroup;
  private readonly empty: EmptyTable;
  private readonly scroller: Scroller;
  private readonly place: TablePlace;
  private readonly cursor: TableCursor;
  private readonly menus: TableMenus;
  private readonly previews: Previews;
  private readonly ownFrames = new Frames(() => this.draw(false), onUnexpectedError);
  private readonly observer: ResizeObserver;
  private readonly widths = new TextWidths(() => {
    this.room = this.roomOfCells();
    this.page.invalidate();
  });
  private placed: readonly PlacedColumn[] = [];
  private room = this.roomOfCells();
  private placedOf: PageState["columns"] | undefined;
  private placedFor = -1;
  private width = 0;
  private height = 0;
  private readonly axes: SessionAxes;
  private readonly colors: RowColors;
  private drawnAxis = "";
  private readonly selected = new SelectedSet();
  private isScrolling = false;
  private tick: number | undefined;
  private rest: number | undefined;

  constructor(
    private readonly page: Page,
    private readonly status: FeedStatus,
  ) {
    this.header = new TableHeader(page);
    this.colors = new RowColors(page);
    const rows = div("rows");
    rows.setAttribute("role", "rowgroup");
    this.rows = new RowPool(rows, "traffic-row", []);
    this.groups = new GroupRows(rows);
    this.stickyGroup = new StickyGroup(page.model);
    this.empty = new EmptyTable(page, status);
    this.build(rows);
    this.scroller = new Scroller(this.viewport, this.space, (resting) => {
      this.isScrolling = !resting;
      this.place.scrolled(resting);
      this.ownFrames.request();
    });
    this.place = new TablePlace(page, this.scroller);
    this.axes = new SessionAxes(new WaterfallSteps(page.model).of);
    this.previews = new Previews(page, () => page.invalidate());
    this.cursor = new TableCursor(page, {
      linesPerPage: () => Math.floor(this.height / ROW_HEIGHT),
      columns: () => this.placed.map(({ id }) => id),
      show: (seq) => this.show(seq),
      openMenu: () => this.openMenuAtCursor(),
      findFilter: () => document.querySelector<HTMLInputElement>(".filter-bar input")?.select(),
      enterDetails: () => document.querySelector<HTMLElement>(".details")?.focus(),
    });
    this.menus = new TableMenus(page, {
      now: () => status.now(),
      preview: (seq) => this.previews.of(seq),
      select: (seq) => this.cursor.select(seq),
      isSelected: (seq) => this.selected.get(page.state).has(seq),
    });
    this.listen();
    page.onChange((names) => {
      if (names.has("groups") && page.state.selected !== undefined) this.place.opened(page.state.selected);
      if (names.has("sort")) this.place.toTop();
      // What a person looks at is found again among what another filter shows.
      else if ((names.has("filter") || names.has("range")) && page.state.selected !== undefined && !page.state.follow) this.place.show(page.state.selected);
    });
    status.onOpen(() => {
      this.previews.clear();
      this.place.restore();
      this.menus.restart();
    });
    this.observer = new ResizeObserver(([entry]) => this.resized(entry?.contentRect.width ?? 0, entry?.contentRect.height ?? 0));
    this.observer.observe(this.viewport);
  }

  show(seq: number): void {
    this.place.show(seq);
    this.page.invalidate();
  }

  focus(): void {
    this.element.focus({ preventScroll: true });
  }

  chooseColumns(x: number, y: number): void {
    this.header.showMenu(x, y, undefined);
  }

  render(): void {
    this.ownFrames.cancel();
    this.element.hidden = this.page.state.statistics;
    if (this.element.hidden) return;
    this.showColumns();
    this.header.showSort(this.page.state.sort);
    const { lines } = this.page.model;
    this.scroller.resize(lines * ROW_HEIGHT, this.height, HEADER_HEIGHT);
    this.place.settle(this.height);
    setAttribute(this.element, "aria-rowcount", String(lines + 1));
    this.empty.show();
    this.draw(true);
  }

  dispose(): void {
    this.observer.disconnect();
    this.ownFrames.cancel();
    this.scroller.dispose();
    this.widths.dispose();
    window.clearTimeout(this.tick);
    window.clearTimeout(this.rest);
    this.element.remove();
  }

  private build(rows: HTMLElement): void {
    this.element.tabIndex = 0;
    this.element.setAttribute("role", "treegrid");
    this.element.setAttribute("aria-multiselectable", "true");
    this.element.setAttribute("aria-label", t("Traffic"));
    this.viewport.tabIndex = -1;
    const clip = div("rows-clip");
    clip.append(rows, this.stickyGroup.element);
    this.sticky.append(this.header.element, clip);
    this.space.append(this.sticky);
    this.viewport.append(this.space);
    this.element.append(this.viewport, this.empty.element, this.widths.element);
  }

  private resized(width: number, height: number): void {
    const { selected, follow } = this.page.state;
    // The details that open must not cover what they are about.
    if (selected !== undefined && !follow && this.place.isInSight(selected, this.height)) this.place.show(selected);
    this.width = width;
    this.height = Math.max(height - HEADER_HEIGHT, 0);
    this.sticky.style.height = `${height}px`;
    this.page.invalidate();
  }

  private showColumns(): void {
    const { columns } = this.page.state;
    if (columns === this.placedOf && this.width === this.placedFor) return;
    this.placedOf = columns;
    this.placedFor = this.width;
    const before = this.placed.map(({ id }) => id).join();
    this.placed = placeColumns(columns, this.width);
    this.room = this.roomOfCells();
    const ids = this.placed.map(({ id }) => id);
    if (ids.join() !== before) this.rows.setColumns(ids);
    for (const { id, width } of this.placed) this.element.style.setProperty(`--width-${id}`, `${width}px`);
    this.element.style.setProperty("--width-text", `${textWidth(this.placed)}px`);
    this.space.style.width = `${widthOf(this.placed)}px`;
    this.element.setAttribute("aria-colcount", String(ids.length));
    this.header.show(this.placed);
  }

  private roomOfCells(): CellRoom {
    return new CellRoom(this.placed, (text) => this.widths.of(text));
  }

  /** @param anew whether what is on the screen already may have changed */
  private draw(anew: boolean): void {
    const { model, state } = this.page;
    const { offset } = this.scroller;
    const first = Math.floor(offset / ROW_HEIGHT);
    const inSight = this.height === 0 ? 0 : Math.ceil(this.height / ROW_HEIGHT) + 1;
    const lines = Array.from({ length: this.rows.reserve(inSight) }, (_, index) => model.lineAt(first + index));
    const entries = lines.map((line) => (line?.kind === "session" ? undefined : line));
    const now = this.status.now();
    const axes = this.axes.fit(entries.slice(0, inSight), now, this.isScrolling);
    this.header.showAxis(axes.whole);
    const isMoved = axes.signature !== this.drawnAxis;
    this.drawnAxis = axes.signature;
    const [selected, cursor] = [this.selected.get(state), this.cursor.seq];
    const context = { now, axisOf: axes.of, grouped: model.groupOf(entries.find((entry) => entry !== undefined)?.seq ?? -1) !== undefined, selected, cursor, expanded: model.view.expanded, colorOf: this.colors.current, preview: (entry: Entry) => this.previews.of(entry.seq), room: this.room };
    this.rows.draw({ offset, first, entries, context }, anew ? "all" : isMoved ? "axis" : "nothing");
    this.groups.draw({ first, lines, topOf: (line) => this.rows.topOf(line), selected, cursor });
    this.stickyGroup.draw(lines[0], offset);
    if (anew) this.place.drawn();
    this.previews.want(entries.flatMap((entry) => (entry && entry.method === undefined ? [entry.seq] : [])));
    this.showCursor();
    this.tickWhile(entries.some((entry) => entry?.status === "pending"));
    window.clearTimeout(this.rest);
    this.rest = window.setTimeout(() => this.rows.tidy(this.groups.shown), 300);
  }

  /** Tells assistive technology where the keyboard is. */
  private showCursor(): void {
    const { seq } = this.cursor;
    const line = seq === undefined ? undefined : this.page.model.lineOf(seq);
    const row = this.groups.rowOf(seq) ?? (line === undefined ? undefined : this.rows.rowAt(line));
    const { column } = this.cursor;
    const active = column === undefined ? row?.element : row?.cell(column);
    const shown = this.element.querySelector(".active-cell");
    if (shown !== active) shown?.classList.remove("active-cell");
    if (column !== undefined) active?.classList.add("active-cell");
    if (active) setAttribute(this.element, "aria-activedescendant", active.id);
    else this.element.removeAttribute("aria-activedescendant");
  }

  private tickWhile(isPending: boolean): void {
    if (!isPending || this.tick !== undefined) return;
    this.tick = window.setTimeout(() => {
      this.tick = undefined;
      this.draw(true);
    }, TICK_MS);
  }

  private listen(): void {
    this.element.addEventListener("keydown", (event) => {
      if (event.target !== this.element) return;
      const command = tableCommand(event);
      if (!command) return;
      event.preventDefault();
      this.cursor.run(command);
    });
    this.element.addEventListener("click", (event) => this.clicked(event));
    this.element.addEventListener("contextmenu", (event) => this.menuRequested(event));
    this.element.addEventListener("pointerover", ({ target }) => {
      if (target instanceof Element) this.explain(target);
    });
    // The workbench has Ctrl+A too, and would select the texts of the details with it; Copy would mean these then.
    document.addEventListener("selectstart", (event) => {
      if (document.activeElement === this.element) event.preventDefault();
    });
    document.addEventListener("copy", (event) => {
      const seqs = this.page.selection();
      const isAny = seqs.some((seq) => this.page.model.entryOf(seq) !== undefined);
      if (document.activeElement !== this.element || !isAny || document.getSelection()?.isCollapsed === false) return;
      event.preventDefault();
      this.page.act("copyJson", seqs);
    });
  }

  private clicked({ target, detail, shiftKey, ctrlKey, metaKey }: MouseEvent): void {
    const group = this.groups.groupAt(target) ?? this.stickyGroup.groupAt(target);
    if (group) {
      this.focus();
      this.cursor.select(group.seq);
      return toggleGroup(this.page, group);
    }
    const at = this.entryAt(target);
    if (!at) return;
    this.focus();
    this.cursor.column = undefined;
    const control = ctrlKey || metaKey;
    if (shiftKey) return this.cursor.extend(at.entry.seq, control);
    if (control) return this.cursor.toggleSelected(at.entry.seq);
    if (target instanceof Element && target.closest(".gutter") && at.entry.children > 0) return this.cursor.toggle(at.entry);
    this.cursor.select(at.entry.seq);
    if (detail === 2) this.page.change({ detailsOpen: true });
  }

  private menuRequested(event: MouseEvent): void {
    const group = this.groups.groupAt(event.target) ?? this.stickyGroup.groupAt(event.target);
    if (group) {
      event.preventDefault();
      this.focus();
      this.cursor.select(group.seq);
      return this.menus.openGroup(group, { x: event.clientX, y: event.clientY });
    }
    const at = this.entryAt(event.target);
    if (!at) return;
    event.preventDefault();
    this.focus();
    this.menus.openEntry(at.entry, at.column, { x: event.clientX, y: event.clientY });
  }

  private openMenuAtCursor(): void {
    const { entry, group, column } = this.cursor;
    const bounds = group && this.groups.rowOf(group.seq)?.element.getBoundingClientRect();
    if (group && bounds) return this.menus.openGroup(group, { x: bounds.left + 8, y: bounds.bottom });
    const line = entry && this.page.model.lineOf(entry.seq);
    const row = line === undefined ? undefined : this.rows.rowAt(line);
    if (!entry || !row) return;
    const { left, bottom } = (row.cell(column ?? "method") ?? row.element).getBoundingClientRect();
    this.menus.openEntry(entry, column ?? "method", { x: left + 8, y: bottom });
  }

  private entryAt(target: EventTarget | null): { readonly entry: Entry; readonly column: ColumnId | undefined } | undefined {
    if (!(target instanceof Element)) return undefined;
    const line = this.rows.lineOf(target);
    const entry = line === undefined ? undefined : this.page.model.entryAt(line);
    return entry && { entry, column: columnAt(target) };
  }

  /** Gives a cell its whole text, where not all of it fits, only when it is pointed at. */
  private explain(target: Element): void {
    const cell = target.closest<HTMLElement>(".row .cell");
    const at = this.entryAt(target);
    if (!cell || !at?.column || cell.title !== "") return;
    const title = at.column === "method" && at.entry.method === undefined ? this.previews.of(at.entry.seq) : cellTitle(at.column, at.entry, this.status.now());
    if (title !== undefined && title !== "") cell.title = title;
  }
}

function columnAt(target: Element): ColumnId | undefined {
  const cell = target.closest(".cell");
  return COLUMNS.find(({ id }) => cell?.classList.contains(`cell-${id}`))?.id;
}

function div(className: string): HTMLElement {
  const element = document.createElement("div");
  element.className = className;
  return element;
}

function setAttribute(element: HTMLElement, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
