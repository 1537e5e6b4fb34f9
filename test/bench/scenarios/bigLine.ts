import { performance } from "node:perf_hooks";
import { type BenchClients, only } from "../clients/client";
import type { Figures, Scenario } from "./scenario";

/** One answer of `count` bytes: milliseconds until the promise of the call is resolved, and until the line is kept for good. */
export const measure: Scenario = async (connect, { server, options }) => {
  const clients = await connect([server], options);
  for (let index = 0; index < 200; index++) await only(clients).ping();
  return (count) => step(clients, count);
};

async function step(clients: BenchClients, count: number): Promise<Figures> {
  const keptBefore = clients.kept();
  const began = performance.now();
  const before = process.cpuUsage();
  const result = await only(clients).call("big", { bytes: count });
  const delivered = performance.now() - began;
  await clients.settled();
  const kept = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  const { content } = result as { content: readonly { readonly text: string }[] };
  if ((content[0]?.text.length ?? 0) < count - 45) throw new Error("The answer is not complete.");
  if (clients.kept() === keptBefore) throw new Error("The answer was not kept.");
  return { delivered, kept, cpu: (user + system) / 1000, peak: process.resourceUsage().maxRSS / 1024 };
}
