import path from "node:path";
import { runFolder } from "../run/host.mjs";
import { bundle, node, type RunningClient, startClient } from "./clients";
import type { ClientOptions } from "./clients/client";
import { alternate } from "./pairs";
import { scaled, Table } from "./table";

const ROUNDS = scaled(40);
const PINGS = 500;

/**
 * What a call costs: its time when nothing else happens, and its CPU when many are on their way. All clients stay
 * alive and take turns in short steps, since the time that it takes to wake a process drifts within seconds.
 */
async function main(): Promise<void> {
  const runtime = await node();
  const running: RunningClient[] = [];
  const subject = async (client: string, options: ClientOptions = {}): Promise<() => ReturnType<RunningClient["step"]>> => {
    const started = startClient(runtime, await bundle(client, "roundTrip"), options);
    running.push(started);
    return () => started.step(PINGS);
  };
  const { folder, remove } = await runFolder("bench-trip");
  try {
    print(new Table(await alternate({
      raw: await subject("rawClient"),
      sdk1: await subject("sdk1Client"),
      wirelight: await subject("wirelightClient", { channel: "limited", folder: path.join(folder, "limited") }),
      "wirelight, every line printed": await subject("wirelightClient", { channel: "every", folder: path.join(folder, "every") }),
    }, ROUNDS)));
  } finally {
    await Promise.all(running.map((client) => client.end()));
    await remove();
  }
}

function print(table: Table<"raw" | "sdk1" | "wirelight" | "wirelight, every line printed">): void {
  console.log(`round trip of a ping over stdio, recorded on disk, trace channel on, ${ROUNDS} rounds of ${PINGS} pings, medians`);
  table.print({ p50: { label: "p50 us", digits: 1 }, cpu: { label: "CPU us a call, 256 in flight", digits: 2 }, wall: { label: "us a call", digits: 2 } });
  console.log("one at a time, p50");
  table.ratio("p50", "wirelight", "sdk1", 0.85);
  table.ratio("p50", "wirelight", "raw", 1.15);
  table.ratio("p50", "wirelight, every line printed", "raw");
  console.log("256 in flight, CPU");
  table.ratio("cpu", "wirelight", "sdk1");
  table.ratio("cpu", "wirelight", "raw");
}

void main();
