import assert from "node:assert/strict";
import { formatBytes, formatCount } from "../../../src/core/base/quantity";
import { median } from "../pairs";
import { printBar } from "../table";
import type { BenchWindow } from "./benchWindow";
import { applyFilter, clearFilter } from "./filterTimes";
import { longestGap } from "./longestGap";

const EMPTY_ROUNDS = 3;
const METHOD = "notifications/message";

/** Bursts of notifications while the panel is open. */
export async function bursts(window: BenchWindow, count: number, rounds: number): Promise<void> {
  console.log(`\n${count} notifications in a burst, panel open; the longest that the page's thread (here the workbench's too) has not turned, ${rounds} rounds`);
  const [panel, empty]: [number[], number[]] = [[], []];
  for (let round = -1; round < rounds; round++) {
    for (const [view, gaps] of [["empty", empty], ["traffic", panel]] as const) {
      // The empty one is for comparison only.
      if (view === "empty" && round >= EMPTY_ROUNDS) continue;
      if (!window.shows(view)) await window.show(view);
      const { id, next } = await window.ask("session", null);
      const gap = await longestGap(window, async () => {
        await talkAll(window, count, next);
        if (view === "traffic") await window.ask("settled", { session: id });
      });
      if (round >= 0) gaps.push(gap);
    }
  }
  printBar("longest gap, median", median(panel), 100, 1, " ms");
  printBar("  worst of all rounds; beside an empty webview", Math.max(...panel), undefined, 1, ` ms; median ${median(empty).toFixed(1)} ms, worst ${Math.max(...empty).toFixed(1)} ms`);
  await shownInOrder(window, count);
}

/** @param next of the session before it */
async function talkAll(window: BenchWindow, count: number, next: number): Promise<void> {
  await window.ask("call", { tool: "notes", args: { count, varied: true } });
  // The call and its answer too.
  await window.ask("rows", { next: next + count + 2 });
}

/** One more burst is read off the screen, line by line, and compared with what the host has; each message is known by its length. */
async function shownInOrder(window: BenchWindow, count: number): Promise<void> {
  await window.command("wirelight.clearTraffic");
  const { id, next } = await window.ask("session", null);
  await talkAll(window, count, next);
  await window.ask("settled", { session: id });
  const { times, sizes } = await window.ask("columns", { from: next, to: next + count + 2, method: METHOD });
  assert.equal(times.length, count);
  const frame = await window.frame();
  await applyFilter(frame, `method:${METHOD}`, `${formatCount(count)} of `);
  const lines = await frame.evaluate<readonly (readonly [string, string])[]>(READ_LINES);
  await clearFilter(frame);
  const expected = times.map((time, index) => [timeOfDay(time), formatBytes(sizes[index] ?? NaN)]);
  assert.deepEqual(lines, expected);
  assert.deepEqual(times, times.toSorted((left, right) => left - right));
  console.log(`  all ${formatCount(count)} are on the screen, in order, with the arrival times of the host (read line by line)`);
}

/** `14:03:27.120` */
function timeOfDay(time: number): string {
  const date = new Date(time);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, "0")}`;
}

/** Scrolls from the first line to the last; time and size of each as they are written. */
const READ_LINES = `new Promise((done) => {
  const viewport = document.querySelector(".table-viewport");
  const lines = [];
  viewport.scrollTop = 0;
  const afterFrames = (then) => requestAnimationFrame(() => requestAnimationFrame(then));
  const read = () => {
    for (const row of document.querySelectorAll(".rows .row:not([hidden])")) {
      lines[Number(row.getAttribute("aria-rowindex")) - 2] = [row.querySelector(".cell-time").textContent, row.querySelector(".cell-size").textContent];
    }
    if (viewport.scrollTop >= viewport.scrollHeight - viewport.clientHeight - 1) return done(lines);
    viewport.scrollTop += viewport.clientHeight - 60;
    afterFrames(read);
  };
  afterFrames(read);
})`;
