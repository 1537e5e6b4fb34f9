import type { Histogram } from "./trafficModel";

/** Puts histograms of several sessions on one stretch of time. What a piece of theirs counts goes where its middle lies, so they should be finer than the whole. */
export function mergedHistogram(parts: readonly Histogram[], buckets: number): Histogram | undefined {
  if (parts.length === 0 || buckets < 1) return undefined;
  const from = parts.reduce((least, part) => Math.min(least, part.from), Infinity);
  const to = parts.reduce((most, part) => Math.max(most, part.to), -Infinity);
  const sum = (name: "all" | "shown" | "bad"): Uint32Array => {
    const sums = new Uint32Array(buckets);
    for (const part of parts) {
      const counts = part[name];
      const width = (part.to - part.from) / counts.length;
      counts.forEach((count, index) => {
        if (count === 0) return;
        const share = (part.from + (index + 0.5) * width - from) / (to - from);
        const bucket = Math.min(buckets - 1, Math.floor(share * buckets));
        sums[bucket] = (sums[bucket] ?? 0) + count;
      });
    }
    return sums;
  };
  return { from, to, all: sum("all"), shown: sum("shown"), bad: sum("bad") };
}
