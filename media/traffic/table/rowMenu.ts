import type { Entry } from "../../../src/core/feed/model/trafficModel";
import type { FilterField } from "../../../src/core/trace/filter/filter";
import { excludeTerm } from "../../../src/core/trace/filter/excludeTerm";
import { subjectField } from "../../../src/core/trace/filter/subjectField";
import { termFor } from "../../../src/core/trace/filter/termFor";
import type { MenuItem } from "../menu/popupMenu";
import { t } from "../l10n";
import type { Page } from "../part";
import { toggleMarks } from "../selection/toggleMarks";
import { cellText } from "./cellText";
import type { ColumnId } from "./columns";
import { shownText } from "./shownText";

/** Longest value that a menu says in full, in UTF-16 units. */
const LONGEST = 40;

export interface RowMenuContext {
  readonly page: Page;
  readonly entry: Entry;
  /** All that is selected, the entry among them. */
  readonly selection: readonly number[];
  readonly column: ColumnId | undefined;
  readonly now: number;
  /** The text of an entry without a method. */
  readonly preview: string | undefined;
  /** Row that was chosen to be compared with another. */
  readonly toCompare: number | undefined;
  readonly chooseToCompare: (seq: number) => void;
  readonly copy: (text: string) => void;
}

/** What can be done with an entry, or with several, beginning with the cell that was pointed at. */
export function rowMenu(context: RowMenuContext): readonly MenuItem[] {
  return context.selection.length > 1 ? itemsOfSeveral(context) : itemsOfOne(context);
}

function itemsOfOne(context: RowMenuContext): readonly MenuItem[] {
  const { page, entry } = context;
  const act = (label: string, action: Parameters<Page["act"]>[0], keys?: string): MenuItem => ({ type: "item", label, ...(keys === undefined ? {} : { keys }), run: () => page.act(action, [entry.seq]) });
  const isCall = entry.kind === "request" && entry.from === "client";
  return [
    ...narrowing(context),
    { type: "item", label: t("Show Details"), keys: "Enter", run: () => page.change({ selected: entry.seq, detailsOpen: true }) },
    act(t("Open in Editor"), "open", "Ctrl+Enter"),
    act(t("Open as Sent"), "openRaw"),
    ...comparing(context),
    { type: "separator" },
    ...copying(context),
    act(t("Copy as JSON"), "copyJson", "Ctrl+C"),
    act(t("Export..."), "export"),
    ...(isCall ? [act(t("Copy as {0} Command", "wirelight"), "copyCommandLine"), act(t("Copy as SDK Test"), "copySdkTest"), { type: "separator" } as const, act(t("Send Again"), "sendAgain"), act(t("Edit and Send..."), "editAndSend")] : []),
    { type: "separator" },
    act(entry.marked ? t("Remove Mark") : t("Mark"), entry.marked ? "unmark" : "mark", "Space"),
    act(entry.comment === undefined ? t("Add Comment...") : t("Edit Comment..."), "comment"),
  ];
}

/** What needs exactly one entry is not among these. */
function itemsOfSeveral(context: RowMenuContext): readonly MenuItem[] {
  const { page, selection } = context;
  const act = (label: string, action: Parameters<Page["act"]>[0], keys?: string): MenuItem => ({ type: "item", label, ...(keys === undefined ? {} : { keys }), run: () => page.act(action, selection) });
  const isMarked = selection.every((seq) => page.model.entryOf(seq)?.marked === true);
  return [
    ...narrowing(context),
    ...(selection.length === 2 ? [act(t("Compare Selected"), "compare"), { type: "separator" } as const] : []),
    ...copying(context),
    act(t("Copy as JSON"), "copyJson", "Ctrl+C"),
    act(t("Copy as SDK Test"), "copySdkTest"),
    { type: "separator" },
    act(t("Export Selected..."), "export"),
    act(t("Save Selected as Recording..."), "save"),
    { type: "separator" },
    { type: "item", label: isMarked ? t("Remove Marks") : t("Mark"), keys: "Space", run: () => toggleMarks(page) },
    act(t("Add Comment..."), "comment"),
  ];
}

function narrowing({ page, entry, column }: RowMenuContext): readonly MenuItem[] {
  const term = column && termOf(column, entry);
  if (!term) return [];
  const { name, value } = term;
  const [only, hide] = typeof value === "string" ? [t("Show Only {0} “{1}”", name, short(shownText(value))), t("Hide {0} “{1}”", name, short(shownText(value)))] : [t("Show Only {0} of This Much or More", name), t("Hide {0} of This Much or More", name)];
  return [
    { type: "item", label: only, run: () => page.narrow(termFor(term.field, term.value)) },
    { type: "item", label: hide, run: () => page.narrow(excludeTerm(term.field, term.value)) },
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
      return entry.link && { field: "server", name: t("Server"), value: entry.link.name };
    case "method":
      return entry.method === undefined ? { field: "kind", name: t("Kind"), value: entry.kind } : { field: "method", name: t("Method"), value: entry.method };
    case "kind":
      return { field: "kind", name: t("Kind"), value: entry.kind };
    case "subject": {
      const field = subjectField(entry.method);
      return field && entry.subject !== undefined ? { field, name: SUBJECTS[field], value: entry.subject } : undefined;
    }
    case "status":
      // In the filter, `error` is every way to go wrong; the cell says which one.
      return entry.status && { field: "status", name: t("Status"), value: entry.status === "error" ? "protocol-error" : entry.status };
    case "direction":
      return { field: "dir", name: t("Direction"), value: entry.from === "client" ? "out" : entry.from === "server" ? "in" : "host" };
    case "id":
      return entry.id === undefined ? undefined : { field: "id", name: t("Id"), value: String(entry.id) };
    case "duration":
      return entry.ended === undefined ? undefined : { field: "dur", name: t("Duration"), value: entry.ended - entry.time };
    case "size":
      return { field: "size", name: t("Size"), value: entry.requestSize + (entry.answerSize ?? 0) };
    case "time":
    case "waterfall":
      return undefined;
  }
}

const SUBJECTS = { tool: t("Tool"), prompt: t("Prompt"), resource: t("Resource") } as const;

function comparing({ page, entry, toCompare, chooseToCompare }: RowMenuContext): readonly MenuItem[] {
  const choose: MenuItem = { type: "item", label: t("Select for Compare"), run: () => chooseToCompare(entry.seq) };
  if (toCompare === undefined || toCompare === entry.seq) return [choose];
  return [choose, { type: "item", label: t("Compare with Selected"), run: () => page.act("compare", [toCompare, entry.seq]) }];
}

function copying({ entry, column, now, preview, copy }: RowMenuContext): readonly MenuItem[] {
  const text = column === undefined || column === "waterfall" ? "" : column === "method" && preview !== undefined ? preview : cellText(column, entry, now);
  return text === "" ? [] : [{ type: "item", label: t("Copy “{0}”", short(text)), run: () => copy(text) }];
}

/** @param text printable already */
function short(text: string): string {
  // Half a character would not be printable.
  return text.length > LONGEST ? `${text.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, "")}…` : text;
}
