import type { StatisticsLine } from "./report";

/** What a line of the statistics is about: `tools/call echo`, `notifications/progress`, `stderr`; as it came, not escaped. */
export function whatOf({ kind, method, subject, from }: Pick<StatisticsLine, "kind" | "method" | "subject" | "from">): string {
  const name = method === undefined ? kind : subject === undefined ? method : `${method} ${subject}`;
  return kind === "request" && from === "server" ? `${name} (asked by the server)` : name;
}
