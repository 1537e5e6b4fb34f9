import path from "node:path";
import { runFolder } from "../run/host.mjs";
import { bundle, node, runClient } from "./clients";
import { alternate } from "./pairs";
import type { Figures } from "./scenarios/scenario";
import { printBar, scaled, Table } from "./table";

const ROUNDS = 5;
const COUNT = scaled(1_000_000);

/** The store by itself: what a million rows cost while they are recorded, and when they are opened again. */
async function main(): Promise<void> {
  const runtime = await node();
  const { folder, remove } = await runFolder("bench-store");
  const record = await bundle("wirelightClient", "store");
  const reopen = await bundle("wirelightClient", "reopen");
  let runs = 0;
  let last = "";
  try {
    const recorded = new Table(await alternate<string, Figures>({
      "on disk": () => runClient(runtime, record, { channel: "limited", folder: (last = path.join(folder, String(runs++))) }, COUNT),
      "in memory": () => runClient(runtime, record, { channel: "limited" }, COUNT),
    }, ROUNDS));
    console.log(`${COUNT} rows of 328 B recorded, half of them requests and answers, with exchanges, findings and trace channel, ${ROUNDS} rounds, medians`);
    recorded.print({
      append: { label: "CPU ns a row", digits: 0 }, longest: { label: "longest burst of 200 rows, CPU ms", digits: 1 }, waited: { label: "waited for the disk ms", digits: 0 },
      rss: { label: "grown by RSS MB", digits: 1 }, reachable: { label: "reachable MB", digits: 1 },
    });
    for (const name of ["on disk", "in memory"]) {
      printBar(`host grown after GC, ${name}`, recorded.median(name, "rss"), 80, 1, " MB");
      printBar(`reachable of it, ${name}`, recorded.median(name, "reachable"), undefined, 1, " MB");
    }
    const opened = new Table(await alternate<string, Figures>({ "re-open": () => runClient(runtime, reopen, { folder: last }, COUNT) }, ROUNDS));
    console.log("opened again in a fresh process, against JSON.parse over the lines (read and decoded beforehand)");
    opened.print({ opened: { label: "opened ms", digits: 0 }, folded: { label: "folded ms", digits: 0 }, parsed: { label: "JSON.parse ms", digits: 0 } });
    opened.share("opened", "parsed", "re-open", 0.15);
  } finally {
    await remove();
  }
}

void main();
