import { performance } from "node:perf_hooks";
import { type BenchClient, only } from "../clients/client";
import { median } from "../pairs";
import type { Scenario } from "./scenario";

const WARM_UP = 5000;
const IN_FLIGHT = 256;

/** `count` pings one after the other for the time, and ten times as many with 256 in flight for the CPU of each. */
export const measure: Scenario = async (connect, { server, options }) => {
  const client = only(await connect([server], options));
  await oneByOne(client, WARM_UP);
  await inFlight(client, WARM_UP);
  return async (count) => {
    const p50 = median(await oneByOne(client, count));
    const many = count * 10;
    const began = performance.now();
    const before = process.cpuUsage();
    await inFlight(client, many);
    const { user, system } = process.cpuUsage(before);
    return { p50, cpu: (user + system) / many, wall: ((performance.now() - began) * 1000) / many };
  };
};

/** Microseconds of each. */
async function oneByOne(client: BenchClient, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    const began = performance.now();
    await client.ping();
    times.push((performance.now() - began) * 1000);
  }
  return times;
}

async function inFlight(client: BenchClient, count: number): Promise<void> {
  let left = count;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await client.ping();
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
}
