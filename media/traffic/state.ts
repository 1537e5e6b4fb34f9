import type { Sort, SortColumn } from "../../src/core/feed/model/trafficModel";
import type { PageState } from "./part";
import { MOST_SELECTED } from "./selection/selection";
import { COLUMNS, MAX_COLUMN_WIDTH, MIN_COLUMN_WIDTH, columnOf } from "./table/columns";

/** Most groups of which it is kept whether they are expanded. */
const MOST_GROUPS = 200;

const SORTS: readonly SortColumn[] = ["time", "server", "method", "subject", "status", "duration", "size", "id"];

export const DEFAULT_COLUMNS: PageState["columns"] = COLUMNS.map(({ id, width, hidden }) => ({ id, width, hidden }));

const DEFAULT_STATE: PageState = {
  session: undefined,
  beside: [],
  grouped: false,
  groups: {},
  filter: "",
  recentFilters: [],
  savedFilters: [],
  colorRows: true,
  sort: { column: "time", descending: false },
  columns: DEFAULT_COLUMNS,
  selected: undefined,
  alsoSelected: [],
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
    beside: readTexts(from["beside"]),
    grouped: from["grouped"] === true,
    groups: readGroups(from["groups"]),
    filter: typeof from["filter"] === "string" ? from["filter"] : DEFAULT_STATE.filter,
    recentFilters: readTexts(from["recentFilters"]),
    savedFilters: readTexts(from["savedFilters"]),
    colorRows: from["colorRows"] !== false,
    sort: readSort(from["sort"]),
    columns: readColumns(from["columns"]),
    selected: isSequence(from["selected"]) ? from["selected"] : undefined,
    alsoSelected: readAlsoSelected(from["selected"], from["alsoSelected"]),
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
  return { session, beside: [], selected: undefined, alsoSelected: [], expanded: [], scroll: -1, range: undefined, detailsOpen: false };
}

/** Further entries there are only beside a first one, and each once. */
function readAlsoSelected(selected: unknown, kept: unknown): readonly number[] {
  if (!isSequence(selected) || !Array.isArray(kept)) return [];
  return [...new Set(kept.filter(isSequence))].filter((seq) => seq !== selected).slice(0, MOST_SELECTED - 1);
}

/** The last ones, since sessions come and go. */
function readGroups(kept: unknown): PageState["groups"] {
  const groups = isRecord(kept) ? Object.entries(kept).flatMap(([id, isOpen]) => (typeof isOpen === "boolean" ? [[id, isOpen] as const] : [])) : [];
  return Object.fromEntries(groups.slice(-MOST_GROUPS));
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
