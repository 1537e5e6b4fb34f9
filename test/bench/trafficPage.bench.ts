import { type TrafficBrowser, type TrafficPage, trafficBrowser } from "../run/trafficPage.mjs";
import { median } from "./pairs";
import { frameWork, percentile } from "./scenarios/frameWork";
import { printBar, scaled } from "./table";

const ROUNDS = 10;
const ROWS = scaled(1_000_000);
const BURST = 10_000;
const PER_SECOND = 100_000;
const TABLE = ".table-viewport";
const IDLE = ".idle-scroll";

/** The Traffic page in a browser of its own, with the real feed of a host in a worker. */
async function main(): Promise<void> {
  const chromium = await trafficBrowser();
  try {
    await bursts(chromium);
    await millions(chromium);
  } finally {
    await chromium.close();
  }
}

async function bursts(chromium: TrafficBrowser): Promise<void> {
  console.log(`${BURST} notifications in a burst, median of ${ROUNDS}`);
  const gaps: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const opened = await chromium.open();
    await opened.playEveryday();
    await opened.settled();
    await opened.page.evaluate(WATCH_GAPS);
    await opened.order({ type: "burst", rows: BURST });
    await opened.settled();
    gaps.push(await opened.page.evaluate<number>("window.longestGap"));
    await opened.page.close();
  }
  printBar("longest gap of the main thread", median(gaps), 100, 1, " ms");
}

async function millions(chromium: TrafficBrowser): Promise<void> {
  console.log(`\n${ROWS} rows; main thread's CPU in a frame, 95th percentile, median of ${ROUNDS}`);
  const opened = await chromium.open();
  await opened.order({ type: "load", rows: ROWS });
  await opened.settled();
  const { page } = opened;
  await page.evaluate(ADD_IDLE);
  printBar("while the table is scrolled, beyond an idle scroll", await beyondIdle(opened), 4, 2, " ms");
  const seconds = 3 * ROUNDS + 10;
  const flood = opened.order({ type: "flood", rows: seconds * PER_SECOND, perSecond: PER_SECOND });
  printBar(`the same while ${PER_SECOND} rows a second come`, await beyondIdle(opened), 4, 2, " ms");
  await flood;
  await page.close();
}

async function beyondIdle({ page }: TrafficPage): Promise<number> {
  const differences: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const [idle, table] = [await p95(IDLE, "visible"), await p95(TABLE, "hidden")];
    differences.push(table - idle);
  }
  return median(differences);

  async function p95(selector: string, visibility: string): Promise<number> {
    await page.evaluate(`document.querySelector("${IDLE}").style.visibility = "${visibility}"`);
    return percentile(await frameWork(page, selector), 0.95);
  }
}

/** A page as long as the table's, over it, with nothing in it. */
const ADD_IDLE = `(() => {
  const idle = document.createElement("div");
  idle.className = "idle-scroll";
  idle.style.cssText = "position: fixed; inset: 110px 0 0; overflow: auto; z-index: 9; background: #222";
  const content = document.createElement("div");
  content.style.height = "6000000px";
  idle.append(content);
  document.body.append(idle);
})()`;

/** The longest time between two turns of the event loop. */
const WATCH_GAPS = `(() => {
  window.longestGap = 0;
  let last = performance.now();
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    const now = performance.now();
    window.longestGap = Math.max(window.longestGap, now - last);
    last = now;
    channel.port2.postMessage(0);
  };
  channel.port2.postMessage(0);
})()`;

void main();
