import { median } from "../pairs";
import { frameWork, percentile } from "../scenarios/frameWork";
import { printBar } from "../table";
import type { BenchWindow, View } from "./benchWindow";

const SCROLLED = ".table-viewport";
/** Frames of the display in a round. */
const FRAMES = 150;
/** Seconds that a flood lasts at least as long as those frames. */
const SECONDS = 6;

/** The work of a frame while the table is scrolled, beyond that of an empty webview that is scrolled in the same way. */
export async function scrolling(window: BenchWindow, rounds: number): Promise<void> {
  const figures = await alternately(rounds, (view) => scroll(window, view));
  printBar("scrolled, 95th percentile beyond an idle scroll", median(figures.beyond), 4, 2, " ms");
  printBar("  in all, and of the idle scroll", median(figures.traffic), undefined, 2, ` ms, ${median(figures.empty).toFixed(2)} ms`);
}

/** The same while rows come; the empty webview has no part in them. */
export async function scrollingInFlood(window: BenchWindow, rounds: number, perSecond: number): Promise<void> {
  const rates: number[] = [];
  const figures = await alternately(rounds, (view) => scroll(window, view, async (work) => {
    const flood = await window.ask("session", null);
    await window.ask("call", { tool: "paced", args: { seconds: SECONDS, perSecond } });
    await window.page.waitForTimeout(300);
    const [before, began] = [await window.ask("session", null), performance.now()];
    const result = await work();
    rates.push(((await window.ask("session", null)).next - before.next) / ((performance.now() - began) / 1000));
    await window.ask("rows", { next: flood.next + 2 + SECONDS * perSecond });
    return result;
  }));
  printBar(`while ${perSecond} frames/s come, beyond an idle scroll`, median(figures.beyond), 4, 2, " ms");
  printBar("  in all, and of the idle scroll", median(figures.traffic), undefined, 2, ` ms, ${median(figures.empty).toFixed(2)} ms`);
  printBar("  frames that came, a second", median(rates), undefined, 0);
}

async function alternately(rounds: number, measure: (view: View) => Promise<number>): Promise<{ readonly traffic: number[]; readonly empty: number[]; readonly beyond: number[] }> {
  const [traffic, empty]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    empty.push(await measure("empty"));
    traffic.push(await measure("traffic"));
  }
  return { traffic, empty, beyond: traffic.map((value, index) => value - (empty[index] ?? NaN)) };
}

async function scroll(window: BenchWindow, view: View, around = <T>(work: () => Promise<T>): Promise<T> => work()): Promise<number> {
  await window.show(view);
  const frame = await window.frame();
  await window.page.waitForTimeout(300);
  return percentile(await around(() => frameWork(window.page, SCROLLED, frame, FRAMES)), 0.95);
}
