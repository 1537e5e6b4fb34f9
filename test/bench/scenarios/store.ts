import { performance } from "node:perf_hooks";
import { setImmediate as turn } from "node:timers/promises";
import { WirelightStack } from "../clients/wirelightStack";
import type { Trace } from "../../../src/core/trace/trace";
import type { Figures, Scenario } from "./scenario";
import { threadCpu } from "./threadCpu";
import { traffic } from "./traffic";

const WARM_UP = 20_000;

/** Records `count` rows without any process at the other end, and says by how much this one has grown. */
export const measure: Scenario = async (_connect, { options }) => {
  const { store } = new WirelightStack(options);
  await record(store.trace, WARM_UP);
  return async (count) => {
    await store.flush();
    const before = await memory();
    const figures = await record(store.trace, count);
    await store.flush();
    const after = await memory();
    return { ...figures, rss: after.rss - before.rss, reachable: after.reachable - before.reachable };
  };
};

/** Only what the store and its readers do counts, and none of it waits for the disk unless the store says so. */
async function record(trace: Trace, count: number): Promise<Figures> {
  const writer = trace.open({ server: "bench", name: "bench" });
  let busy = 0;
  let longest = 0;
  let waited = 0;
  for (const { sent, received } of traffic(count)) {
    const began = threadCpu();
    for (const line of sent) writer.sent(line);
    writer.stdout(received);
    const took = threadCpu() - began;
    busy += took;
    longest = Math.max(longest, took);
    if (writer.congestion) {
      const stopped = performance.now();
      await writer.congestion;
      waited += performance.now() - stopped;
    }
    // Chunks of a pipe come turn by turn, and the disk gets its turns too.
    await turn();
  }
  return { append: (busy * 1e6) / count, longest, waited };
}

/** Megabytes after everything that can go has gone. */
async function memory(): Promise<{ readonly rss: number; readonly reachable: number }> {
  await turn();
  // The heap gives its empty pages back too, as it does by itself when the host has been idle for a while.
  globalThis.gc?.({ type: "major", execution: "sync", flavor: "last-resort" });
  await turn();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss: rss / 1e6, reachable: (heapUsed + external) / 1e6 };
}
