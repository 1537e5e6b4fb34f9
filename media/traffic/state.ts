import type { Sort, SortColumn } from "../../src/core/feed/model/trafficModel";
import type { PageState } from "./part";
import { COLUMNS, MAX_COLUMN_WIDTH, MIN_COLUMN_WIDTH, columnOf } from "./table/columns";

const SORTS: readonly SortColumn[] = ["time", "server", "method", "subject", "status", "duration", "size", "id"];

export const DEFAULT_COLUMNS: PageState["columns"] = COLUMNS.map(({ id, width, hidden }) => ({ id, width, hidden }));

const DEFAULT_STATE: PageState = {
  session: undefined,
  filter: "",
  recentFilters: [],
  savedFilters: [],
  sort: { column: "time", descending: false },
  columns: DEFAULT_COLUMNS,
  selected: undefined,
  expanded: [],
  follow: true,
  scroll: -1,
  range: undefined,
  detailsHeight: 0,
  detailsWidth: 0,
  detailsSplit: 50,
  detailsMessage: undefined,
  detailsOpen: false,
  tab: "",
  statistics: false,
};

/** What another page kept, perhaps one of an older version: each item that is not as it should be is as in a new view. */
export function readState(kept: unknown): PageState {
  const from = isRecord(kept) ? kept : {};
  return {
    session: typeof from["session"] === "string" ? from["session"] : undefined,
    filter: typeof from["filter"] === "string" ? from["filter"] : DEFAULT_STATE.filter,
    recentFilters: readTexts(from["recentFilters"]),
    savedFilters: readTexts(from["savedFilters"]),
    sort: readSort(from["sort"]),
    columns: readColumns(from["columns"]),
    selected: isSequence(from["selected"]) ? from["selected"] : undefined,
    expanded: Array.isArray(from["expanded"]) ? from["expanded"].filter(isSequence) : [],
    follow: typeof from["follow"] === "boolean" ? from["follow"] : DEFAULT_STATE.follow,
    scroll: isSequence(from["scroll"]) ? from["scroll"] : DEFAULT_STATE.scroll,
    range: readRange(from["range"]),
    detailsSplit: isFinite(from["detailsSplit"]) ? Math.min(Math.max(from["detailsSplit"], 0), 100) : DEFAULT_STATE.detailsSplit,
    detailsHeight: isFinite(from["detailsHeight"]) ? Math.max(0, from["detailsHeight"]) : DEFAULT_STATE.detailsHeight,
    detailsWidth: isFinite(from["detailsWidth"]) ? Math.max(0, from["detailsWidth"]) : DEFAULT_STATE.detailsWidth,
    detailsMessage: from["detailsMessage"] === "request" || from["detailsMessage"] === "answer" ? from["detailsMessage"] : undefined,
    detailsOpen: from["detailsOpen"] === true,
    tab: typeof from["tab"] === "string" ? from["tab"] : DEFAULT_STATE.tab,
    statistics: from["statistics"] === true,
  };
}

/** What belongs to one session does not outlive its being shown. */
export function stateOfSession(session: string): Partial<PageState> {
  return { session, selected: undefined, expanded: [], scroll: -1, range: undefined, detailsOpen: false };
}

function readSort(kept: unknown): Sort {
  const column = isRecord(kept) ? SORTS.find((each) => each === kept["column"]) : undefined;
  return column === undefined || !isRecord(kept) ? DEFAULT_STATE.sort : { column, descending: kept["descending"] === true };
}

/** Known columns in their order; those that are new since then come at the end. */
function readColumns(kept: unknown): PageState["columns"] {
  const known = new Map<string, PageState["columns"][number]>();
  for (const item of Array.isArray(kept) ? (kept as readonly unknown[]) : []) {
    const column = isRecord(item) && typeof item["id"] === "string" ? columnOf(item["id"]) : undefined;
    if (!column || !isRecord(item)) continue;
    const width = isFinite(item["width"]) ? Math.min(Math.max(item["width"], MIN_COLUMN_WIDTH), MAX_COLUMN_WIDTH) : column.width;
    known.set(column.id, { id: column.id, width, hidden: item["hidden"] === true });
  }
  return [...known.values(), ...DEFAULT_COLUMNS.filter(({ id }) => !known.has(id))];
}

function readTexts(kept: unknown): readonly string[] {
  return Array.isArray(kept) ? kept.filter((each) => typeof each === "string") : [];
}

function readRange(kept: unknown): PageState["range"] {
  if (!isRecord(kept) || !isFinite(kept["from"]) || !isFinite(kept["to"]) || kept["to"] < kept["from"]) return undefined;
  return { from: kept["from"], to: kept["to"] };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function isFinite(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function isSequence(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
