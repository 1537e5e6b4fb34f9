import { stat } from "node:fs/promises";
import path from "node:path";
import { formatCount } from "../../src/core/base/quantity";
import { bigResults } from "./workbench/bigResults";
import { BenchWindow, type Opening } from "./workbench/benchWindow";
import { bursts } from "./workbench/burst";
import { filterTimes } from "./workbench/filterTimes";
import { type Openings, openings, printCost, printFirstRows } from "./workbench/openings";
import { scrolling, scrollingInFlood } from "./workbench/scrolling";
import { median } from "./pairs";
import { printBar, scaled } from "./table";

const ROUNDS = 10;
const ROWS = scaled(1_000_000);
const BURST = 10_000;
const PER_SECOND = 100_000;
const FILE_ROUNDS = 3;
/** Longest time of a part, milliseconds. */
const PART_MS = 10 * 60_000;
/** Parts to run, for a trial. */
const ONLY = process.env["WIRELIGHT_BENCH_PARTS"]?.split(",");

/** The Traffic panel in the real workbench: the packaged extension in a VS Code server, a real browser, a server that talks. */
async function main(): Promise<void> {
  const window = await BenchWindow.open();
  try {
    await window.command("workbench.action.toggleMaximizedPanel");
    for (const [name, part] of Object.entries(PARTS)) {
      if (ONLY !== undefined && !ONLY.includes(name)) continue;
      const began = performance.now();
      await within(PART_MS, name, part(window));
      console.log(`  (${((performance.now() - began) / 1000).toFixed(0)} s)`);
    }
  } finally {
    await window.close();
  }
}

/** Rejects when a part does not end, so that nobody has to watch. */
async function within(ms: number, name: string, part: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The part ${name} did not end within ${ms / 60_000} minutes.`)), ms);
  });
  try {
    await Promise.race([part, late]);
  } finally {
    clearTimeout(timer);
  }
}

type Part = (window: BenchWindow) => Promise<void>;

const PARTS: Readonly<Record<string, Part>> = {
  bursts: (window) => bursts(window, BURST, ROUNDS),
  big: async (window) => {
    console.log(`\nresults of many megabytes, details open, medians of ${ROUNDS}`);
    await anew(window);
    await window.show("traffic");
    for (const megabytes of [20, 50]) await bigResults(window, scaled(megabytes * 1_000_000), ROUNDS);
  },
  notifications: (window) => cost(window, "notifications", () => window.ask("call", { tool: "notes", args: { count: ROWS } })),
  calls: (window) => cost(window, "calls", () => window.ask("calls", { tool: "say", count: ROWS / 2, logs: false })),
  million,
  disk,
  recording,
  flood,
};

/** Everything that was recorded is cleared, but for a call, so that there is something to show. */
async function anew(window: BenchWindow): Promise<void> {
  await window.show("empty");
  await window.command("wirelight.clearTraffic");
  await window.ask("call", { tool: "say", args: {} });
}

/** Has a session with so many rows. */
async function record(window: BenchWindow, talk: () => Promise<unknown>): Promise<void> {
  await anew(window);
  const { next } = await window.ask("session", null);
  await talk();
  await window.ask("rows", { next: next + ROWS });
}

/** Pages with next to nothing in them: what a page costs whatever it shows. */
async function bare(window: BenchWindow): Promise<readonly Opening[]> {
  await anew(window);
  return (await openings(window, ROUNDS / 2, () => window.show("traffic"))).shown;
}

async function cost(window: BenchWindow, kind: string, talk: () => Promise<unknown>): Promise<void> {
  const without = await bare(window);
  await record(window, talk);
  console.log(`\n${formatCount(ROWS)} frames, ${kind}; beyond a page without rows, median of ${ROUNDS / 2} when it is opened again`);
  const first = await openings(window, 1, () => window.show("traffic"));
  const again = await openings(window, ROUNDS / 2, () => window.show("traffic"));
  printCost("first page", first.shown, without, ROWS);
  printCost("opened again", again.shown, without, ROWS);
}

/** Half of the rows are logs, the others calls and their answers. */
async function million(window: BenchWindow): Promise<void> {
  await record(window, () => window.ask("calls", { tool: "say", count: ROWS / 4, logs: true }));
  console.log(`\n${formatCount(ROWS)} frames, live: half logs, half calls with their answers; medians of ${ROUNDS}`);
  const pages = await openings(window, ROUNDS, () => window.show("traffic"));
  printFirstRows("first rows beyond an empty webview", pages);
  await memory(window);
  await filterTimes(window, ROUNDS);
  await scrolling(window, ROUNDS);
}

async function memory(window: BenchWindow): Promise<void> {
  const full = await window.pageMemory();
  const host = await window.ask("memory", null);
  await window.show("empty");
  const empty = await window.pageMemory();
  await window.show("traffic");
  printBar("memory of the page, heap and buffers", full.heap + full.buffers - empty.heap - empty.buffers, 60, 1, " MB");
  console.log(`    heap ${(full.heap - empty.heap).toFixed(1)} MB, buffers ${(full.buffers - empty.buffers).toFixed(1)} MB, beyond a workbench of ${empty.heap.toFixed(0)} and ${empty.buffers.toFixed(0)} MB`);
  console.log(`    extension host: resident ${host.rss.toFixed(0)} MB, heap ${host.heap.toFixed(0)} MB, beside it ${host.external.toFixed(0)} MB`);
}

/** What `million` has recorded, in the windows after it. */
async function disk(window: BenchWindow): Promise<void> {
  const { id } = await window.ask("session", null);
  const cold: Openings = { shown: [], empty: [] };
  for (let round = 0; round < ROUNDS; round++) {
    await window.reload();
    while (!(await window.ask("earlier", null)).some((session) => session.id === id)) await window.page.waitForTimeout(200);
    // The first webview of a window takes longer, whichever it is.
    await window.show("empty");
    cold.empty.push(await window.show("empty"));
    cold.shown.push(await window.show("traffic", { session: id }));
  }
  const again = await openings(window, ROUNDS, () => window.show("traffic", { shown: id }));
  console.log(`\nthe same frames from disk, in ${ROUNDS} windows loaded anew, and ${ROUNDS} times in the last one`);
  printFirstRows("first rows, in a new window", cold);
  printFirstRows("first rows, opened again", again);
  console.log(`    all there after ${median(cold.shown.map(({ whole }) => whole)).toFixed(0)} ms, and again ${median(again.shown.map(({ whole }) => whole)).toFixed(0)} ms`);
}

/** This window's session as a file. */
async function recording(window: BenchWindow): Promise<void> {
  await record(window, () => window.ask("calls", { tool: "say", count: ROWS / 4, logs: true }));
  const file = path.join(window.workbench.folder, "many.mcptrace");
  const rows = await window.ask("record", { file });
  await window.hide();
  const files: Openings = { shown: [], empty: [] };
  for (let round = 0; round < FILE_ROUNDS; round++) {
    files.empty.push(await window.measure(() => window.ask("emptyEditor", null)));
    await window.command("workbench.action.closeAllEditors");
    files.shown.push(await window.measure(() => window.ask("openFile", { file }), () => window.ask("recordingSettled", null)));
    await window.command("workbench.action.closeAllEditors");
  }
  console.log(`\na recording of ${formatCount(rows)} frames, ${((await stat(file)).size / 1e6).toFixed(0)} MB, opened as a file; median of ${FILE_ROUNDS}`);
  printFirstRows("first rows beyond an empty webview", files);
  console.log(`    all there after ${median(files.shown.map(({ whole }) => whole)).toFixed(0)} ms`);
}

async function flood(window: BenchWindow): Promise<void> {
  await record(window, () => window.ask("call", { tool: "notes", args: { count: ROWS } }));
  console.log(`\n${formatCount(ROWS)} frames and more, live; medians of ${ROUNDS}`);
  await scrollingInFlood(window, ROUNDS, PER_SECOND);
}

void main();
