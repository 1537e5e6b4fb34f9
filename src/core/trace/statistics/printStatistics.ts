import { formatBytes, formatCount, formatDuration } from "../../base/quantity";
import { escapeText } from "../escape";
import { printTable } from "./printTable";
import type { Figures, ServerStatistics, StatisticsReport } from "./report";
import { whatOf } from "./whatOf";

const HEAD = ["server", "what", "count", "errors", "pending", "p50", "p95", "max", "bytes"];
const TOOLS_HEAD = ["server", "definitions of tools", "bytes", "tokens"];
/** Columns of text in both tables; the others are numbers. */
const TEXTS = 2;

/**
 * The statistics for a terminal: a table of what crossed the wire, and where a list of tools did, what the definitions
 * cost. Names are escaped; lines end with a line feed.
 */
export function printStatistics(report: StatisticsReport): string {
  if (report.total.count === 0) return "No traffic.\n";
  const rows = report.servers.flatMap((server) => [[server.server, "all", ...cells(server)], ...server.lines.map((line) => [line.server, whatOf(line), ...cells(line)])]);
  const total = report.servers.length > 1 ? [["all servers", "all", ...cells(report.total)]] : [];
  return printTable([HEAD, ...rows, ...total].map((row) => row.map(escapeText)), TEXTS) + printDefinitions(report.servers);
}

function cells(figures: Figures): string[] {
  const durations = [figures.p50, figures.p95, figures.max].map((ms) => (ms === undefined ? "" : formatDuration(ms)));
  return [formatCount(figures.count), formatCount(figures.errors), formatCount(figures.pending), ...durations, formatBytes(figures.bytes)];
}

function printDefinitions(servers: readonly ServerStatistics[]): string {
  const rows = servers.flatMap(({ server, definitions }) => {
    if (definitions === undefined) return [];
    const all = definitions.complete ? "all" : "all (pages of the list are missing)";
    return [[server, all, ...cost(definitions)], ...definitions.tools.map((tool) => [server, tool.name, ...cost(tool)])];
  });
  return rows.length === 0 ? "" : `\n${printTable([TOOLS_HEAD, ...rows].map((row) => row.map(escapeText)), TEXTS)}`;
}

/** The sign says that the tokens are estimated. */
function cost({ bytes, tokens }: { readonly bytes: number; readonly tokens: number }): string[] {
  return [formatBytes(bytes), `~${formatCount(tokens)}`];
}
