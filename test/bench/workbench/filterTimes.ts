import type { Frame } from "playwright-core";
import { formatCount } from "../../../src/core/base/quantity";
import { median } from "../pairs";
import { printBar } from "../table";
import type { BenchWindow } from "./benchWindow";

/** Longest time until a filter shows, milliseconds: one that changes nothing would never. */
const PATIENCE = 20_000;

/** The toolbar has them in one place or another, depending on how wide it is. */
const COUNTS = "[...document.querySelectorAll('.counts')].find((each) => !each.hidden)";

/** Sets the filter as Enter does, and settles when the count of what is shown is another one, or is this; milliseconds until it is on the screen. */
export async function applyFilter(frame: Frame, filter: string, shown?: string): Promise<number> {
  return frame.evaluate<number>(`new Promise((done, fail) => {
    const input = document.querySelector(".filter-input");
    const counts = ${COUNTS};
    const before = counts.textContent;
    const shown = ${JSON.stringify(shown ?? null)};
    input.value = ${JSON.stringify(filter)};
    const began = performance.now();
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
    const look = () => {
      const now = counts.textContent;
      if (performance.now() - began > ${PATIENCE}) return fail(new Error("The counts stayed " + now + " with the filter " + input.value));
      if (shown === null ? now === before : !now.startsWith(shown)) return void requestAnimationFrame(look);
      const channel = new MessageChannel();
      channel.port1.onmessage = () => done(performance.now() - began);
      channel.port2.postMessage(0);
    };
    look();
  })`);
}

/** Takes the filter away. */
export async function clearFilter(frame: Frame): Promise<void> {
  await applyFilter(frame, "");
}

const FIELDS = ["method:notifications/message", "kind:request", "size:>120B", "dur:>5ms", "id:77", "status:ok"];

/** Filters over all that the panel shows, beyond what the host needs for them without a panel. */
export async function filterTimes(window: BenchWindow, rounds: number): Promise<void> {
  const frame = await window.frame();
  // What is still loading counts too.
  for (const began = performance.now(); ; await window.page.waitForTimeout(50)) {
    const counts = await frame.evaluate<string>(`${COUNTS}.textContent`);
    if (counts.endsWith(" entries")) break;
    if (performance.now() - began > PATIENCE) throw new Error(`The panel does not show all there is: ${counts}`);
  }
  for (const filter of FIELDS) {
    const took: number[] = [];
    for (let round = -1; round < rounds; round++) {
      const ms = await applyFilter(frame, filter);
      if (round >= 0) took.push(ms);
      await clearFilter(frame);
    }
    printBar(`${filter}, from the key to the screen`, median(took), 50, 1, " ms");
  }
  const [all, alone]: [number[], number[]] = [[], []];
  for (let round = -1; round < rounds; round++) {
    // One that was not looked for before; what was is known.
    const text = `number ${20 + round}`;
    const { took, rows } = await window.ask("search", { text });
    const ms = await applyFilter(frame, `text:"${text}"`, `${formatCount(rows)} of `);
    await clearFilter(frame);
    if (round < 0) continue;
    all.push(ms);
    alone.push(took);
  }
  printBar("a text, from the key to the screen", median(all), undefined, 1, " ms");
  printBar("  the search in the host alone", median(alone), undefined, 1, " ms");
  printBar("  the text, beyond the host alone", median(all.map((ms, index) => ms - (alone[index] ?? NaN))), 300, 1, " ms");
}
