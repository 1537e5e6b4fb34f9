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
  print("scrolled, 95th percentile", await alternately(rounds, (view) => scroll(window, view)));
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
  print(`while ${perSecond} frames/s come`, figures);
  printBar("  frames that came, a second", median(rates), undefined, 0);
}

/** Of one round: milliseconds of work in a frame. */
interface Scroll {
  readonly usual: number;
  /** Those that carry a batch are too few to be seen in the percentile. */
  readonly longest: number;
}

interface Scrolls {
  readonly traffic: readonly Scroll[];
  readonly empty: readonly Scroll[];
}

function print(label: string, { traffic, empty }: Scrolls): void {
  const of = (rounds: readonly Scroll[], figure: keyof Scroll): number => median(rounds.map((round) => round[figure]));
  printBar(`${label}, beyond an idle scroll`, median(traffic.map(({ usual }, index) => usual - (empty[index]?.usual ?? NaN))), 4, 2, " ms");
  for (const [name, figure] of [["in all, and of the idle scroll", "usual"], ["the longest frame, and of the idle scroll", "longest"]] as const) {
    printBar(`  ${name}`, of(traffic, figure), undefined, 2, ` ms, ${of(empty, figure).toFixed(2)} ms`);
  }
}

async function alternately(rounds: number, measure: (view: View) => Promise<Scroll>): Promise<Scrolls> {
  const [traffic, empty]: [Scroll[], Scroll[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    empty.push(await measure("empty"));
    traffic.push(await measure("traffic"));
  }
  return { traffic, empty };
}

async function scroll(window: BenchWindow, view: View, around = <T>(work: () => Promise<T>): Promise<T> => work()): Promise<Scroll> {
  await window.show(view);
  const frame = await window.frame();
  await window.page.waitForTimeout(300);
  const frames = await around(() => frameWork(window.page, SCROLLED, frame, FRAMES));
  return { usual: percentile(frames, 0.95), longest: frames.at(-1) ?? NaN };
}
