import { median } from "../pairs";
import { printBar } from "../table";
import type { BenchWindow, Opening } from "./benchWindow";

/** The same view opened again and again, and an empty one before each time. */
export interface Openings {
  readonly shown: Opening[];
  readonly empty: Opening[];
}

/** @param open what is measured; the page of it must be gone once the empty view is shown */
export async function openings(window: BenchWindow, rounds: number, open: () => Promise<Opening>): Promise<Openings> {
  const [shown, empty]: [Opening[], Opening[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    empty.push(await window.show("empty"));
    shown.push(await open());
  }
  return { shown, empty };
}

export function printFirstRows(label: string, { shown, empty }: Openings): void {
  const first = ({ first: ms }: Opening): number => ms;
  printBar(label, median(beyond({ shown, empty }, first)), 500, 0, " ms");
  printBar("  in all, and of the empty webview", median(shown.map(first)), undefined, 0, ` ms, ${median(empty.map(first)).toFixed(0)} ms`);
}

/** What it costs host and page to have all rows in the page, beyond a page that has none. */
export function printCost(label: string, pages: readonly Opening[], bare: readonly Opening[], rows: number): void {
  const perRow = (cost: (opening: Opening) => number): number => ((median(pages.map(cost)) - median(bare.map(cost))) * 1000) / rows;
  printBar(`${label}, host and page, us a frame`, perRow(({ host, page }) => host.thread + page), 0.15, 3);
  const parts = { "host, its thread": ({ host }: Opening) => host.thread, "host, the whole process": ({ host }: Opening) => host.process, page: ({ page }: Opening) => page };
  console.log(`    ${Object.entries(parts).map(([name, cost]) => `${name}: ${perRow(cost).toFixed(3)}`).join("; ")}; all there after ${median(pages.map(({ whole }) => whole)).toFixed(0)} ms`);
}

function beyond({ shown, empty }: Openings, figure: (opening: Opening) => number): number[] {
  return shown.map((opening, index) => figure(opening) - figure(empty[index] ?? opening));
}
