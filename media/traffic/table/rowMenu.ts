import type { Entry } from "../../../src/core/feed/model/trafficModel";
import type { FilterField } from "../../../src/core/trace/filter/filter";
import { excludeTerm } from "../../../src/core/trace/filter/excludeTerm";
import { subjectField } from "../../../src/core/trace/filter/subjectField";
import { termFor } from "../../../src/core/trace/filter/termFor";
import type { MenuItem } from "../menu/popupMenu";
import type { Page } from "../part";
import { cellText } from "./cellText";
import type { ColumnId } from "./columns";
import { shownText } from "./shownText";

/** Longest value that a menu says in full, in UTF-16 units. */
const LONGEST = 40;

export interface RowMenuContext {
  readonly page: Page;
  readonly entry: Entry;
  readonly column: ColumnId | undefined;
  readonly now: number;
  /** The text of an entry without a method. */
  readonly preview: string | undefined;
  /** Row that was chosen to be compared with another. */
  readonly toCompare: number | undefined;
  readonly chooseToCompare: (seq: number) => void;
  readonly copy: (text: string) => void;
}

/** What can be done with an entry, beginning with the cell that was pointed at. */
export function rowMenu(context: RowMenuContext): readonly MenuItem[] {
  const { page, entry } = context;
  const act = (label: string, action: Parameters<Page["act"]>[0], keys?: string): MenuItem => ({ type: "item", label, ...(keys === undefined ? {} : { keys }), run: () => page.act(action, [entry.seq]) });
  const isCall = entry.kind === "request" && entry.from === "client";
  return [
    ...narrowing(context),
    { type: "item", label: "Show Details", keys: "Enter", run: () => page.change({ selected: entry.seq, detailsOpen: true }) },
    act("Open in Editor", "open", "Ctrl+Enter"),
    act("Open as Sent", "openRaw"),
    ...comparing(context),
    { type: "separator" },
    ...copying(context),
    act("Copy as JSON", "copyJson", "Ctrl+C"),
    act("Export...", "export"),
    ...(isCall ? [act("Copy as wirelight Command", "copyCommandLine"), { type: "separator" } as const, act("Send Again", "sendAgain"), act("Edit and Send...", "editAndSend")] : []),
    { type: "separator" },
    act(entry.marked ? "Remove Mark" : "Mark", entry.marked ? "unmark" : "mark", "Space"),
    act(entry.comment === undefined ? "Add Comment..." : "Edit Comment...", "comment"),
  ];
}

function narrowing({ page, entry, column }: RowMenuContext): readonly MenuItem[] {
  const term = column && termOf(column, entry);
  if (!term) return [];
  const value = typeof term.value === "string" ? `“${short(term.value)}”` : "this value or more";
  return [
    { type: "item", label: `Show Only ${term.name} ${value}`, run: () => page.narrow(termFor(term.field, term.value)) },
    { type: "item", label: `Hide ${term.name} ${value}`, run: () => page.narrow(excludeTerm(term.field, term.value)) },
    { type: "separator" },
  ];
}

interface Term {
  readonly field: FilterField;
  readonly name: string;
  readonly value: string | number;
}

/** What the filter calls the value in a cell; `undefined` where it has no word for it. */
function termOf(column: ColumnId, entry: Entry): Term | undefined {
  switch (column) {
    case "server":
      return entry.link && { field: "server", name: "Server", value: entry.link.name };
    case "method":
      return entry.method === undefined ? { field: "kind", name: "Kind", value: entry.kind } : { field: "method", name: "Method", value: entry.method };
    case "kind":
      return { field: "kind", name: "Kind", value: entry.kind };
    case "subject": {
      const field = subjectField(entry.method);
      return field && entry.subject !== undefined ? { field, name: SUBJECTS[field], value: entry.subject } : undefined;
    }
    case "status":
      // In the filter, `error` is every way to go wrong; the cell says which one.
      return entry.status && { field: "status", name: "Status", value: entry.status === "error" ? "protocol-error" : entry.status };
    case "direction":
      return { field: "dir", name: "Direction", value: entry.from === "client" ? "out" : entry.from === "server" ? "in" : "host" };
    case "id":
      return entry.id === undefined ? undefined : { field: "id", name: "Id", value: String(entry.id) };
    case "duration":
      return entry.ended === undefined ? undefined : { field: "dur", name: "Duration", value: entry.ended - entry.time };
    case "size":
      return { field: "size", name: "Size", value: entry.requestSize + (entry.answerSize ?? 0) };
    case "time":
    case "waterfall":
      return undefined;
  }
}

const SUBJECTS = { tool: "Tool", prompt: "Prompt", resource: "Resource" } as const;

function comparing({ page, entry, toCompare, chooseToCompare }: RowMenuContext): readonly MenuItem[] {
  const choose: MenuItem = { type: "item", label: "Select for Compare", run: () => chooseToCompare(entry.seq) };
  if (toCompare === undefined || toCompare === entry.seq) return [choose];
  return [choose, { type: "item", label: "Compare with Selected", run: () => page.act("compare", [toCompare, entry.seq]) }];
}

function copying({ entry, column, now, preview, copy }: RowMenuContext): readonly MenuItem[] {
  const text = column === undefined || column === "waterfall" ? "" : column === "method" && preview !== undefined ? preview : cellText(column, entry, now);
  return text === "" ? [] : [{ type: "item", label: `Copy “${short(text)}”`, run: () => copy(text) }];
}

function short(value: string): string {
  const text = shownText(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
