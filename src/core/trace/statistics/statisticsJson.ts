import { DIGEST_ERROR, EXACT_DURATIONS } from "./durationDigest";
import type { StatisticsReport } from "./report";

/** The statistics as JSON for programs: durations in milliseconds, sizes in bytes, what is not known is left out. */
export function statisticsJson(report: StatisticsReport): string {
  const percentiles = { method: "nearest rank", exactUpTo: EXACT_DURATIONS, relativeError: DIGEST_ERROR };
  return `${JSON.stringify({ version: 1, unit: { duration: "ms", size: "B" }, percentiles, ...report }, undefined, 2)}\n`;
}
