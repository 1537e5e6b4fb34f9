import { spawn } from "node:child_process";
import { once } from "node:events";
import { PageModel } from "../../src/core/feed/model/pageModel";
import type { SortColumn, View } from "../../src/core/feed/model/trafficModel";
import { compileFilter } from "../../src/core/trace/filter/compileFilter";
import { node } from "./clients";
import { median } from "./pairs";
import { FeedMessages } from "./scenarios/feedMessages";
import { threadCpu } from "./scenarios/threadCpu";
import { printBar, scaled } from "./table";

const ROUNDS = 10;
const SLICE = 65_536;
/** Rows in a live batch: 100,000 a second, twenty batches. */
const LIVE = 5000;
const ROWS = Math.ceil(scaled(1_000_000) / SLICE) * SLICE;
const PLAIN: View = { matches: undefined, sort: { column: "time", descending: false }, range: undefined, expanded: new Set() };
const SCREEN = 50;

/** The model of the Traffic page by itself: what a million rows take in time and memory. */
function main(): void {
  console.log(`${ROWS} rows: in each eight two calls with their answers, progress, two logs, a line of stderr; medians of ${ROUNDS}`);
  const before = memory();
  let model = new PageModel();
  const messages = new FeedMessages();
  const opened = rounds(3, () => {
    model = new PageModel();
    return open(model, new FeedMessages());
  });
  printBar("opened, newest first, us a row", (opened * 1000) / ROWS, 0.15, 3);
  open((model = new PageModel()), messages);
  printBar("memory", memory() - before, 45, 1, " MB");
  views(model);
  live(model, messages);
}

function views(model: PageModel): void {
  const filters: Readonly<Record<string, { readonly matches: View["matches"]; readonly bar?: number }>> = {
    "a method": { matches: ({ method }) => method === "tools/call", bar: 50 },
    "an error": { matches: ({ status }) => status === "error", bar: 50 },
    "a size": { matches: ({ size }) => size > 400, bar: 50 },
    "a duration": { matches: ({ duration }) => duration !== undefined && duration > 0.1, bar: 50 },
    "an id": { matches: ({ id }) => id === 7, bar: 50 },
    "ids that begin alike": { matches: compileFilter({ type: "match", field: "id", any: [["7", ""]] }), bar: 50 },
  };
  for (const [name, { matches, bar }] of Object.entries(filters)) {
    printBar(`filtered by ${name}`, rounds(ROUNDS, () => {
      model.setView(PLAIN);
      return timed(() => model.setView({ ...PLAIN, matches: (facts) => matches?.(facts) ?? true }));
    }), bar, 1, " ms");
  }
  model.setView({ ...PLAIN, matches: (facts) => facts.contains("foo") });
  const found = Float64Array.from({ length: ROWS / 10 }, (_, index) => index * 10);
  printBar("a tenth of all rows found", rounds(ROUNDS, () => timed(() => model.setFound("foo", found))), undefined, 1, " ms");
  for (const column of ["server", "status", "duration", "size", "id"] satisfies SortColumn[]) {
    printBar(`sorted by ${column}`, rounds(ROUNDS, () => {
      model.setView(PLAIN);
      return timed(() => model.setView({ ...PLAIN, sort: { column, descending: true } }));
    }), undefined, 1, " ms");
  }
  model.setView(PLAIN);
  let line = 0;
  printBar(`${SCREEN} lines read`, each(1000, () => {
    for (let at = 0; at < SCREEN; at++) model.entryAt((line = (line + 1) % model.lines));
    line = (line + 7919 * SCREEN) % model.lines;
  }), undefined, 3, " ms");
  printBar("histogram of 500", each(100, () => model.histogram(500)), undefined, 2, " ms");
  printBar("statistics: each entry once", rounds(ROUNDS, () => timed(() => {
    let bytes = 0;
    model.each((facts) => {
      bytes += facts.size + (facts.duration ?? 0);
    });
    if (bytes === 0) throw new Error("Nothing was visited.");
  })), undefined, 1, " ms");
}

function live(model: PageModel, messages: FeedMessages): void {
  console.log(`live on top of it, ${LIVE} rows a batch, as many leave`);
  const some: View = { ...PLAIN, matches: ({ method, size }) => method === "tools/call" && size > 300 };
  const expanded: View = { ...PLAIN, expanded: new Set(Array.from({ length: 100 }, (_, index) => ROWS - 8 - index * 8)) };
  const cases: readonly (readonly [string, View])[] = [["all", PLAIN], ["filtered", some], ["expanded", expanded], ["sorted by duration", { ...PLAIN, sort: { column: "duration", descending: true } }]];
  for (const [name, view] of cases) {
    model.setView(view);
    const batch = (): number => {
      const { next } = model;
      const taken = messages.batch(next, next + LIVE);
      return timed(() => {
        model.take({ type: "evicted", first: model.first + LIVE, frames: model.first + LIVE, bytes: 0 });
        for (const message of taken) model.take(message);
        model.update();
      });
    };
    for (let warm = 0; warm < 10; warm++) batch();
    const took = Array.from({ length: 100 }, batch);
    // The clock of a thread is too coarse for one batch.
    const mean = took.reduce((sum, ms) => sum + ms, 0) / took.length;
    printBar(`${name}: a batch`, mean, undefined, 2, " ms");
    printBar(`${name}: a row`, (mean * 1000) / LIVE, view.sort.column === "time" ? 0.15 : undefined, 3, " us");
  }
}

/** Milliseconds in the model alone. */
function open(model: PageModel, messages: FeedMessages): number {
  model.take({ type: "open", session: { id: "bench", title: "bench", live: true }, first: 0, next: ROWS });
  let took = 0;
  for (let next = ROWS; next > 0; next -= SLICE) {
    const taken = messages.batch(next - SLICE, next);
    took += timed(() => {
      for (const message of taken) model.take(message);
      model.update();
    });
  }
  return took;
}

/** Milliseconds of each of many alike. */
function each(count: number, action: () => unknown): number {
  action();
  return timed(() => {
    for (let done = 0; done < count; done++) action();
  }) / count;
}

function rounds(count: number, measure: () => number): number {
  measure();
  return median(Array.from({ length: count }, measure));
}

/** CPU milliseconds: what other processes take of the machine is not in it. */
function timed(action: () => unknown): number {
  const began = threadCpu();
  action();
  return threadCpu() - began;
}

/** Megabytes after everything that can go has gone. */
function memory(): number {
  for (let time = 0; time < 3; time++) globalThis.gc?.({ type: "major", execution: "sync", flavor: "last-resort" });
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

/** In the runtime of a real extension host, whose threads have clocks of their own. */
async function run(): Promise<void> {
  const program = process.argv[1];
  if (program === undefined) throw new Error("The benchmark does not know its own file; run it with `npm run bench -- trafficModel`.");
  const [code] = (await once(spawn(await node(), ["--expose-gc", program, "measure"], { stdio: "inherit" }), "exit")) as [number | null];
  process.exitCode = code ?? 1;
}

if (process.argv[2] === "measure") main();
else void run();
