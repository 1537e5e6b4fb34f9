import { median } from "../pairs";
import { printBar } from "../table";
import type { BenchWindow } from "./benchWindow";
import { longestGap } from "./longestGap";

/** Results of many megabytes: called, then selected with the details open. */
export async function bigResults(window: BenchWindow, bytes: number, rounds: number): Promise<void> {
  for (const tool of ["text", "items"]) {
    const figures: Record<"parse" | "decode" | "arrives" | "selected" | "pageArrives" | "pageSelected", number[]> = { parse: [], decode: [], arrives: [], selected: [], pageArrives: [], pageSelected: [] };
    let size = 0;
    for (let round = -1; round < rounds; round++) {
      const { id } = await window.ask("session", null);
      // Something small is shown before.
      await window.ask("call", { tool: "say", args: {} });
      await window.ask("settled", { session: id });
      await select(window, false);
      const arrives = await hostBlock(window, () => longestGap(window, async () => {
        await window.ask("call", { tool, args: { bytes } });
        await window.ask("settled", { session: id });
      }));
      const parsed = await window.ask("parse", { kind: "result" });
      const selected = await hostBlock(window, () => longestGap(window, () => select(window, true)));
      size = parsed.size;
      if (round < 0) continue;
      figures.parse.push(parsed.parse);
      figures.decode.push(parsed.decode);
      figures.arrives.push(arrives.block);
      figures.selected.push(selected.block);
      figures.pageArrives.push(arrives.result);
      figures.pageSelected.push(selected.result);
    }
    console.log(`  a result of ${(size / 1e6).toFixed(1)} MB, ${tool === "text" ? "one text" : "a list of objects"}`);
    const { parse, arrives } = figures;
    printBar("  it comes: host's longest block beyond JSON.parse", median(arrives.map((ms, index) => ms - (parse[index] ?? NaN))), 50, 1, " ms");
    printBar("    the block; JSON.parse; decoding", median(arrives), undefined, 1, ` ms; ${median(parse).toFixed(1)} ms; ${median(figures.decode).toFixed(1)} ms`);
    printBar("    the page's longest gap", median(figures.pageArrives), 100, 1, " ms");
    printBar("  it is shown: host's longest block", median(figures.selected), 50, 1, " ms");
    printBar("    the page's longest gap", median(figures.pageSelected), 100, 1, " ms");
  }
}

async function hostBlock<T>(window: BenchWindow, work: () => Promise<T>): Promise<{ readonly block: number; readonly result: T }> {
  await window.ask("watch", null);
  const result = await work();
  return { block: await window.ask("watched", null), result };
}

/** Selects the last line with its details, and waits until they show its answer. @param big it is not loaded as a whole, which is said */
async function select(window: BenchWindow, big: boolean): Promise<void> {
  const frame = await window.frame();
  await frame.evaluate(`new Promise((done) => {
    const rows = [...document.querySelectorAll(".rows .row:not([hidden])")].sort((left, right) => left.getAttribute("aria-rowindex") - right.getAttribute("aria-rowindex"));
    rows.at(-1).dispatchEvent(new MouseEvent("click", { bubbles: true, detail: 2 }));
    const look = () => {
      const notes = [...document.querySelectorAll(".details .details-notes")].some((each) => each.textContent !== "");
      const tree = [...document.querySelectorAll(".details .details-pane")].at(-1)?.textContent ?? "";
      if (notes === ${big} && /content/.test(tree)) done();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  })`);
}
