import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import type { BenchClient } from "../clients/client";
import type { Scenario } from "./scenario";

/** Milliseconds between an answer and the next call to the same server. */
const REST = 2;
const SIZE = 124;

/**
 * Servers in pairs: the first of each floods as fast as its pipe takes it, the other is called for `count`
 * milliseconds. Every flood is followed by the next one, so that it goes on until the process ends.
 */
export function besideFloods(pairs: number): Scenario {
  return async (connect, { server, options }) => {
    const { clients, kept } = await connect(Array.from({ length: pairs * 2 }, () => server), options);
    const flooding = clients.slice(0, pairs);
    const called = clients.slice(pairs);
    for (const client of called) await client.ping();
    // Never answered, so nobody waits for it.
    for (const client of flooding) client.call("flood", { method: "notifications/tick", size: SIZE, count: null }).catch(() => undefined);
    await sleep(300);
    return async (count) => {
      const keptBefore = kept();
      const end = performance.now() + count;
      const times = (await Promise.all(called.map((client) => callUntil(client, end)))).flat().sort((a, b) => a - b);
      return { p50: at(times, 0.5), p99: at(times, 0.99), worst: at(times, 1), calls: times.length, flooded: (kept() - keptBefore) / (count / 1000) };
    };
  };
}

async function callUntil(client: BenchClient, end: number): Promise<number[]> {
  const times: number[] = [];
  while (performance.now() < end) {
    const began = performance.now();
    await client.ping();
    times.push(performance.now() - began);
    await sleep(REST);
  }
  return times;
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export const measure = besideFloods(5);
