import { bundle, node, runClient, runOnDisk } from "./clients";
import { alternate } from "./pairs";
import { scaled, Table } from "./table";

const ROUNDS = 9;

/** One answer that is a very long line. */
async function main(): Promise<void> {
  const runtime = await node();
  const raw = await bundle("rawClient", "bigLine");
  const ours = await bundle("wirelightClient", "bigLine");
  for (const megabytes of [10, 50]) {
    const count = scaled(megabytes * 1_000_000);
    const table = new Table(await alternate({
      raw: () => runClient(runtime, raw, {}, count),
      wirelight: () => runOnDisk(runtime, ours, { channel: "limited" }, count),
    }, ROUNDS));
    console.log(`a tools/call result in one line of ${count / 1e6} MB, ${ROUNDS} rounds, medians`);
    table.print({ delivered: { label: "delivered ms", digits: 0 }, kept: { label: "on disk ms", digits: 0 }, cpu: { label: "CPU ms", digits: 0 }, peak: { label: "peak RSS MB", digits: 0 } });
    table.ratio("delivered", "wirelight", "raw", 1.2);
  }
  console.log("  (not measured: the SDK v1 client closes the connection when a line has more than 10 MiB)");
}

void main();
