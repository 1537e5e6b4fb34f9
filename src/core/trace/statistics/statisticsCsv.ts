import type { StatisticsReport } from "./report";

const HEAD = ["server", "from", "kind", "method", "name", "count", "errors", "pending", "cancelled", "answered", "p50_ms", "p95_ms", "max_ms", "waited_ms", "bytes"];

/** The lines of the statistics as CSV (RFC 4180), durations in milliseconds. */
export function statisticsCsv(report: StatisticsReport): string {
  const lines = report.servers.flatMap(({ lines }) => lines);
  const rows = lines.map((line) => [
    ...[line.server, line.from, line.kind, line.method ?? "", line.subject ?? ""].map(safe),
    ...[line.count, line.errors, line.pending, line.cancelled, line.answered, line.p50, line.p95, line.max, line.waited, line.bytes].map(number),
  ]);
  return [HEAD, ...rows].map((row) => `${row.map(quote).join(",")}\r\n`).join("");
}

function number(value: number | undefined): string {
  return value === undefined ? "" : String(Math.round(value * 1000) / 1000);
}

/** A server chooses its names, and a spreadsheet would carry out one that begins like a formula. */
function safe(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
