import { sessionGone } from "./sessionGone";
import type { TrafficSource } from "./trafficSource";

/** Has traffic stay readable while it is used, also when the page that shows it is closed, or its session is deleted; rejects when it is closed already. */
export async function keepOpen<T>(source: TrafficSource, use: () => Promise<T>): Promise<T> {
  const held = source.held?.hold();
  if (source.held && !held) throw sessionGone();
  try {
    return await use();
  } finally {
    held?.dispose();
  }
}
