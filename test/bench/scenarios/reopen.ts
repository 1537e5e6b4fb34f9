import { performance } from "node:perf_hooks";
import { setImmediate as turn } from "node:timers/promises";
import { ExchangeFold } from "../../../src/core/trace/exchangeFold";
import { reopenStore } from "../clients/wirelightStore";
import type { Scenario } from "./scenario";

/** Lines parsed between two turns, so that their texts need not all be there at once. */
const LINES = 5000;
/** Rows of a run that the Traffic view shows at first. */
const SHOWN = 200;

/**
 * Opens what another process has recorded, cold as in a new window: milliseconds until its `count` rows can be shown,
 * then for folding them into what the Traffic view shows, and for JSON.parse over the same lines, whose reading and decoding is not counted.
 */
export const measure: Scenario = async (_connect, { options }) => {
  const folder = options.folder ?? "";
  return async (count) => {
    let began = performance.now();
    const trace = await reopenStore(folder);
    const opened = performance.now() - began;
    if (trace.next - trace.first < count) throw new Error(`Only ${trace.next - trace.first} of ${count} rows are there again.`);
    began = performance.now();
    const exchanges = new ExchangeFold(trace);
    for (const { link } of trace.links()) if (exchanges.rows(link, SHOWN).rows.length === 0) throw new Error(`Link ${link} shows nothing.`);
    const folded = performance.now() - began;
    let parsed = 0;
    for (let seq = trace.first; seq < trace.next; ) {
      const lines: string[] = [];
      for (; lines.length < LINES && seq < trace.next; seq++) {
        const frame = trace.at(seq);
        if (frame && frame.size > 0) lines.push(frame.text());
      }
      began = performance.now();
      for (const line of lines) JSON.parse(line);
      parsed += performance.now() - began;
      await turn();
    }
    return { opened, folded, parsed };
  };
};
