import type { SortColumn } from "../../../src/core/feed/model/trafficModel";
import { t } from "../l10n";

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
  { id: "time", title: t("Time"), width: 112, hidden: false, sort: "time", numeric: false },
  { id: "server", title: t("Server"), width: 110, hidden: false, sort: "server", numeric: false },
  { id: "direction", title: t("Dir"), width: 40, hidden: false, sort: undefined, numeric: false },
  { id: "kind", title: t("Kind"), width: 88, hidden: true, sort: undefined, numeric: false },
  { id: "method", title: t("Method"), width: 190, hidden: false, sort: "method", numeric: false },
  { id: "subject", title: t("Name"), width: 170, hidden: false, sort: "subject", numeric: false },
  { id: "id", title: t("Id"), width: 56, hidden: false, sort: "id", numeric: true },
  { id: "status", title: t("Status"), width: 96, hidden: false, sort: "status", numeric: false },
  { id: "duration", title: t("Duration"), width: 84, hidden: false, sort: "duration", numeric: true },
  { id: "size", title: t("Size"), width: 76, hidden: false, sort: "size", numeric: true },
  { id: "waterfall", title: t("Waterfall"), width: 240, hidden: false, sort: undefined, numeric: false },
];

export function columnOf(id: string): Column | undefined {
  return COLUMNS.find((column) => column.id === id);
}
