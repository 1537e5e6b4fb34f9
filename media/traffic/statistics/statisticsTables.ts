import { formatBytes, formatCount, formatDuration } from "../../../src/core/base/quantity";
import type { ToolCost } from "../../../src/core/trace/statistics/definitionCost";
import type { Figures, ServerStatistics, StatisticsLine } from "../../../src/core/trace/statistics/report";
import { subjectField } from "../../../src/core/trace/filter/subjectField";
import { termFor } from "../../../src/core/trace/filter/termFor";
import { t } from "../l10n";
import { shownText } from "../table/shownText";
import { KIND_WORDS } from "../table/wordings";
import { SortableTable, type TableColumn } from "./sortableTable";

/** Shows the entries that these terms of the filter language keep, in the table. */
export type ShowEntries = (terms: readonly string[]) => void;

/** A tool as a server defines it. */
export interface DefinedTool extends ToolCost {
  readonly server: string;
}

const ERRORS = "(status:error|closed OR kind:junk|answer)";

export function serverTable(show: ShowEntries): SortableTable<ServerStatistics> {
  const columns: TableColumn<ServerStatistics>[] = [
    serverColumn(show, ({ server }) => [termFor("server", server)]),
    ...figureColumns<ServerStatistics>(show, ({ server }) => [termFor("server", server)]),
    { id: "tools", title: t("Tools"), about: t("Tools in the newest list of tools"), numeric: true, value: ({ definitions }) => definitions?.tools.length, text: ({ definitions }) => (definitions ? `${definitions.complete ? "" : "≥ "}${formatCount(definitions.tools.length)}` : "") },
    { id: "definitions", title: t("Definitions"), about: t("Name, description and input schema of all its tools as compact JSON"), numeric: true, value: ({ definitions }) => definitions?.bytes, text: ({ definitions }) => (definitions ? formatBytes(definitions.bytes) : "") },
    { id: "tokens", title: t("Tokens (est.)"), about: t("What the definitions take of a model's context: one token for 4.5 bytes, an estimate"), numeric: true, value: ({ definitions }) => definitions?.tokens, text: ({ definitions }) => (definitions ? `~${formatCount(definitions.tokens)}` : "") },
  ];
  return new SortableTable(t("Servers"), columns, { column: "count", descending: true });
}

export function lineTable(show: ShowEntries): SortableTable<StatisticsLine> {
  const columns: TableColumn<StatisticsLine>[] = [
    serverColumn(show, ({ server }) => [termFor("server", server)]),
    {
      id: "method",
      title: t("Method"),
      numeric: false,
      value: methodOf,
      text: (line) => shownText(methodOf(line)),
      press: (line) => ({ label: t("Show these entries of {0} in the table", shownText(line.server)), run: () => show(termsOf(line)) }),
    },
    { id: "name", title: t("Name"), about: t("Tool, prompt or resource"), numeric: false, value: ({ subject }) => subject, text: ({ subject }) => shownText(subject ?? "") },
    ...figureColumns<StatisticsLine>(show, termsOf),
  ];
  return new SortableTable(t("Methods and tools"), columns, { column: "count", descending: true });
}

export function toolTable(): SortableTable<DefinedTool> {
  const columns: TableColumn<DefinedTool>[] = [
    serverColumn(),
    { id: "name", title: t("Tool"), numeric: false, value: ({ name }) => name, text: ({ name }) => shownText(name) },
    { id: "bytes", title: t("Definition"), about: t("Name, description and input schema as compact JSON"), numeric: true, value: (tool) => tool.bytes, text: (tool) => formatBytes(tool.bytes) },
    { id: "tokens", title: t("Tokens (est.)"), about: t("One token for 4.5 bytes, an estimate"), numeric: true, value: ({ tokens }) => tokens, text: ({ tokens }) => `~${formatCount(tokens)}` },
  ];
  return new SortableTable(t("Definitions of tools"), columns, { column: "bytes", descending: true });
}

function serverColumn<T extends { readonly server: string }>(show?: ShowEntries, terms?: (row: T) => readonly string[]): TableColumn<T> {
  const column: TableColumn<T> = { id: "server", title: t("Server"), numeric: false, value: ({ server }) => server, text: ({ server }) => shownText(server) || t("(no name)") };
  if (!show || !terms) return column;
  return { ...column, press: (row) => ({ label: t("Show the entries of {0} in the table", shownText(row.server)), run: () => show(terms(row)) }) };
}

function figureColumns<T extends Figures>(show: ShowEntries, terms: (row: T) => readonly string[]): TableColumn<T>[] {
  const press = (row: T): { readonly label: string; readonly run: () => void } | undefined => (row.errors === 0 ? undefined : { label: t("Show what went wrong in the table"), run: () => show([...terms(row), ERRORS]) });
  return [
    { id: "count", title: t("Entries"), numeric: true, value: (row) => row.count, text: (row) => formatCount(row.count) },
    { id: "errors", title: t("Errors"), about: t("Errors, tool errors, malformed answers, requests whose connection ended, junk, answers to nothing"), numeric: true, value: (row) => row.errors, text: (row) => blank(row.errors), press },
    { id: "pending", title: t("Pending"), numeric: true, value: (row) => row.pending, text: (row) => blank(row.pending) },
    { id: "cancelled", title: t("Cancelled"), about: t("Given up by who had asked"), numeric: true, value: (row) => row.cancelled, text: (row) => blank(row.cancelled) },
    { id: "p50", title: "p50", about: t("Half of the answered requests took no longer"), numeric: true, value: ({ p50 }) => p50, text: ({ p50 }) => time(p50) },
    { id: "p95", title: "p95", about: t("95 % of the answered requests took no longer"), numeric: true, value: ({ p95 }) => p95, text: ({ p95 }) => time(p95) },
    { id: "max", title: t("Max"), about: t("The longest of the answered requests"), numeric: true, value: ({ max }) => max, text: ({ max }) => time(max) },
    { id: "bytes", title: t("Bytes"), numeric: true, value: (row) => row.bytes, text: (row) => formatBytes(row.bytes) },
  ];
}

function methodOf({ kind, method, from }: StatisticsLine): string {
  const name = method ?? KIND_WORDS[kind];
  return kind === "request" && from === "server" ? t("{0} (asked by the server)", name) : name;
}

function termsOf({ server, kind, from, method, subject }: StatisticsLine): readonly string[] {
  const terms = [termFor("server", server), termFor("kind", kind)];
  if (kind === "request") terms.push(termFor("dir", from === "client" ? "out" : "in"));
  if (method !== undefined) terms.push(termFor("method", method));
  const field = subjectField(method);
  if (subject !== undefined && field !== undefined) terms.push(termFor(field, subject));
  return terms;
}

function blank(value: number): string {
  return value === 0 ? "" : formatCount(value);
}

function time(milliseconds: number | undefined): string {
  return milliseconds === undefined ? "" : formatDuration(milliseconds);
}
