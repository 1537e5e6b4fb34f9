import { performance } from "node:perf_hooks";
import { type BenchClients, only } from "../clients/client";
import { PauseWatch } from "./pauseWatch";
import type { Figures, Scenario } from "./scenario";

/** Bytes of a notification with its line feed. */
const SIZE = 124;
const WARM_UP = 20_000;

/** One call whose answer comes after `count` notifications; a client has done its work when it has kept them all. */
export function flood(method: string): Scenario {
  return async (connect, { server, options }) => {
    const clients = await connect([server], options);
    await flooded(clients, method, WARM_UP);
    return (count) => step(clients, method, count);
  };
}

async function step(clients: BenchClients, method: string, count: number): Promise<Figures> {
  globalThis.gc?.();
  const heldBefore = memoryInUse();
  const keptBefore = clients.kept();
  const watch = new PauseWatch();
  const began = performance.now();
  const before = process.cpuUsage();
  await flooded(clients, method, count);
  const { user, system } = process.cpuUsage(before);
  const wall = performance.now() - began;
  const pauses = watch.end();
  const missed = count - (clients.kept() - keptBefore);
  if (missed > 0) throw new Error(`${missed} messages were not kept.`);
  globalThis.gc?.();
  return { cpu: (user + system) / 1000, wall, peak: process.resourceUsage().maxRSS / 1024, grown: memoryInUse() - heldBefore, ...pauses };
}

async function flooded(clients: BenchClients, method: string, count: number): Promise<void> {
  await only(clients).call("flood", { method, size: SIZE, count });
  await clients.settled();
}

/** Megabytes that are reachable, on the heap and beside it. */
function memoryInUse(): number {
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

/** A method that no client listens to: every line is kept and nobody has to act. */
export const measure = flood("notifications/tick");
