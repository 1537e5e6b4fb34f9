import type { SortColumn } from "../../../src/core/feed/model/trafficModel";

export type ColumnId = "time" | "server" | "direction" | "kind" | "method" | "subject" | "id" | "status" | "duration" | "size" | "waterfall";

export interface Column {
  readonly id: ColumnId;
  readonly title: string;
  /** In CSS pixels, until a person chooses another. */
  readonly width: number;
  readonly hidden: boolean;
  readonly sort: SortColumn | undefined;
  /** Numbers stand at the right, so that their digits can be compared. */
  readonly numeric: boolean;
}

export const MIN_COLUMN_WIDTH = 36;
export const MAX_COLUMN_WIDTH = 2000;

/** Every column there is, in the order that a new view has them. */
export const COLUMNS: readonly Column[] = [
  { id: "time", title: "Time", width: 112, hidden: false, sort: "time", numeric: false },
  { id: "server", title: "Server", width: 110, hidden: false, sort: "server", numeric: false },
  { id: "direction", title: "Dir", width: 40, hidden: false, sort: undefined, numeric: false },
  { id: "kind", title: "Kind", width: 88, hidden: true, sort: undefined, numeric: false },
  { id: "method", title: "Method", width: 190, hidden: false, sort: "method", numeric: false },
  { id: "subject", title: "Name", width: 170, hidden: false, sort: "subject", numeric: false },
  { id: "id", title: "Id", width: 56, hidden: false, sort: "id", numeric: true },
  { id: "status", title: "Status", width: 96, hidden: false, sort: "status", numeric: false },
  { id: "duration", title: "Duration", width: 84, hidden: false, sort: "duration", numeric: true },
  { id: "size", title: "Size", width: 76, hidden: false, sort: "size", numeric: true },
  { id: "waterfall", title: "Waterfall", width: 240, hidden: false, sort: undefined, numeric: false },
];

export function columnOf(id: string): Column | undefined {
  return COLUMNS.find((column) => column.id === id);
}
