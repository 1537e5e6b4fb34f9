import { bundle, node, runClient, runOnDisk } from "./clients";
import { alternate } from "./pairs";
import { scaled, Table } from "./table";

const ROUNDS = 5;
/** Milliseconds of calling in each process. */
const TIME = scaled(8000);

/** Calls to servers that keep quiet while others, in the same host process, flood as fast as their pipes take it. */
async function main(): Promise<void> {
  const runtime = await node();
  const ours = await bundle("wirelightClient", "tenServers");
  const sdk = await bundle("sdk1Client", "twoServers");
  print(new Table(await alternate({
    "sdk1, 1 of 2 floods": () => runClient(runtime, sdk, {}, TIME),
    "wirelight, 5 of 10 flood": () => runOnDisk(runtime, ours, { channel: "limited" }, TIME),
  }, ROUNDS)));
}

function print(table: Table<"sdk1, 1 of 2 floods" | "wirelight, 5 of 10 flood">): void {
  console.log(`round trips of pings beside floods, all in one client process, ${ROUNDS} rounds of ${TIME / 1000} s, medians`);
  table.print({
    p50: { label: "p50 ms", digits: 2 }, p99: { label: "p99 ms", digits: 2 }, worst: { label: "worst ms", digits: 1 },
    calls: { label: "calls", digits: 0 }, flooded: { label: "flooded messages a second", digits: 0 },
  });
  table.ratio("p99", "wirelight, 5 of 10 flood", "sdk1, 1 of 2 floods", 0.15);
}

void main();
