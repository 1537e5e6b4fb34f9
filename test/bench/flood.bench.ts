import { bundle, node, runClient, runOnDisk } from "./clients";
import { alternate } from "./pairs";
import type { Figures } from "./scenarios/scenario";
import { printBar, scaled, Table } from "./table";

const ROUNDS = 4;
const COUNT = scaled(1_000_000);
const COLUMNS = {
  cpu: { label: "CPU ms", digits: 0 }, wall: { label: "wall ms", digits: 0 }, peak: { label: "peak RSS MB", digits: 0 },
  grown: { label: "held MB", digits: 1 }, pause: { label: "longest pause ms", digits: 1 }, turn: { label: "longest turn CPU ms", digits: 1 },
};

/** A server that talks as fast as it can, and every message is kept. */
async function main(): Promise<void> {
  const runtime = await node();
  const subject = async (client: string, { scenario = "flood", disk = false, count = COUNT } = {}): Promise<() => Promise<Figures>> => {
    const program = await bundle(client, scenario);
    return () => (disk ? runOnDisk : runClient)(runtime, program, { channel: "limited" }, count);
  };
  const table = new Table(await alternate({
    count: await subject("countClient"),
    raw: await subject("rawClient"),
    sdk1: await subject("sdk1Client"),
    wirelight: await subject("wirelightClient"),
    "wirelight, disk": await subject("wirelightClient", { disk: true }),
    "wirelight, disk, 2 times as many": await subject("wirelightClient", { disk: true, count: COUNT * 2 }),
    "wirelight, disk, 4 times as many": await subject("wirelightClient", { disk: true, count: COUNT * 4 }),
  }, ROUNDS));
  console.log(`flood of ${COUNT} notifications of 124 B that nobody listens to, all kept (sdk1: as objects; count, raw: not at all), ${ROUNDS} rounds, medians`);
  table.print(COLUMNS);
  console.log("CPU");
  table.ratio("cpu", "wirelight, disk", "sdk1", 0.045);
  table.ratio("cpu", "wirelight", "sdk1", 0.025);
  table.ratio("cpu", "wirelight", "raw");
  table.ratio("cpu", "wirelight", "count");
  console.log("longest pause of any round");
  for (const name of ["wirelight", "wirelight, disk"] as const) {
    printBar(`${name}, by the clock`, Math.max(...table.values(name, "pause")), 10, 1, " ms");
    printBar(`${name}, CPU of a turn`, Math.max(...table.values(name, "turn")), 10, 1, " ms");
  }
  console.log("peak memory; the budget of the store is spent with about 1,400,000 rows");
  table.ratio("peak", "wirelight, disk, 4 times as many", "wirelight, disk, 2 times as many", 1.1);
  table.ratio("peak", "wirelight, disk, 4 times as many", "wirelight, disk");
  await ofLogs(subject);
}

/** The same with messages that the client must look into; for information, since no bar speaks of it. */
async function ofLogs(subject: (client: string, options: object) => Promise<() => Promise<Figures>>): Promise<void> {
  const count = COUNT / 5;
  const options = { scenario: "floodOfLogs", count };
  const table = new Table(await alternate({
    raw: await subject("rawClient", options),
    sdk1: await subject("sdk1Client", options),
    wirelight: await subject("wirelightClient", { ...options, disk: true }),
  }, ROUNDS));
  console.log(`flood of ${count} log messages of 124 B`);
  table.print(COLUMNS);
  table.ratio("cpu", "wirelight", "sdk1");
  console.log(`  nanoseconds of CPU a message: wirelight ${((table.median("wirelight", "cpu") * 1e6) / count).toFixed(0)}, raw ${((table.median("raw", "cpu") * 1e6) / count).toFixed(0)}`);
}

void main();
