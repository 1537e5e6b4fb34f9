import type { PageState } from "../part";
import { type Column, type ColumnId, MAX_COLUMN_WIDTH, MIN_COLUMN_WIDTH, columnOf } from "./columns";

/** Room at the left of every row for its place in the tree, CSS pixels. */
export const GUTTER = 22;

/** Columns in which an entry without a method has nothing, so that its text may run on into them. */
const EMPTY_BESIDE_TEXT: readonly ColumnId[] = ["subject", "id", "status", "duration"];

export interface PlacedColumn extends Column {
  readonly left: number;
}

/** The columns that are shown, from left to right; the last one takes what is left of `room`. */
export function placeColumns(columns: PageState["columns"], room: number): readonly PlacedColumn[] {
  const shown = columns.flatMap(({ id, width, hidden }) => {
    const column = columnOf(id);
    return column && !hidden ? [{ ...column, width }] : [];
  });
  let left = GUTTER;
  return shown.map((column, index) => {
    const width = index === shown.length - 1 ? Math.max(column.width, room - left) : column.width;
    const placed = { ...column, width, left };
    left += width;
    return placed;
  });
}

export function widthOf(placed: readonly PlacedColumn[]): number {
  const last = placed.at(-1);
  return last ? last.left + last.width : GUTTER;
}

/** How wide the text of an entry without a method may be that begins in the method's column. */
export function textWidth(placed: readonly PlacedColumn[]): number {
  const at = placed.findIndex(({ id }) => id === "method");
  let width = placed[at]?.width ?? 0;
  for (const column of placed.slice(at + 1)) {
    if (!EMPTY_BESIDE_TEXT.includes(column.id)) break;
    width += column.width;
  }
  return width;
}

/** The same columns with another width of one. */
export function resized(columns: PageState["columns"], id: string, width: number): PageState["columns"] {
  const bounded = Math.round(Math.min(Math.max(width, MIN_COLUMN_WIDTH), MAX_COLUMN_WIDTH));
  return columns.map((column) => (column.id === id ? { ...column, width: bounded } : column));
}

/** The same columns with one of them shown or not; the last one that is shown stays. */
export function toggled(columns: PageState["columns"], id: string): PageState["columns"] {
  const next = columns.map((column) => (column.id === id ? { ...column, hidden: !column.hidden } : column));
  return next.every(({ hidden }) => hidden) ? columns : next;
}

/** The same columns with one of them so many shown places further to the right. */
export function moved(columns: PageState["columns"], id: string, by: number): PageState["columns"] {
  const shown = columns.filter(({ hidden }) => !hidden);
  const at = shown.findIndex((column) => column.id === id);
  const column = shown[at];
  const neighbour = shown[Math.min(Math.max(at + by, 0), shown.length - 1)];
  if (!column || !neighbour || neighbour === column) return columns;
  const rest = columns.filter((each) => each !== column);
  const place = rest.indexOf(neighbour) + (by > 0 ? 1 : 0);
  return rest.toSpliced(place, 0, column);
}
