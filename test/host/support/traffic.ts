import type { Frame } from "../../../src/core/wire/frame";
import { rowsOf } from "./tree";
import { wirelight } from "./wirelight";

/** A text for people without the durations in it, which differ from run to run. */
export function timeless(text: string): string {
  return text.replace(/(?: ·|,)? \d+(?:\.\d+)? (?:ms|s)\b/g, "");
}

/**
 * The traffic of a server, all runs of it, oldest row first, in the words that a screen reader says: they name the
 * status too. Durations and process ids are left out.
 */
export async function trafficOf(name: string): Promise<string[]> {
  const { views } = await wirelight();
  const runs = (await rowsOf(views.traffic)).filter(({ label }) => label === name).toReversed();
  const rows = await Promise.all(runs.map(async (run) => (await run.children()).toReversed()));
  return rows.flat().map(({ item }) => timeless(item.accessibilityInformation?.label ?? "").replace(/, process \d+$/, ""));
}

/** Every row that the trace holds of some servers, all runs of them. */
export async function framesOf(...names: readonly string[]): Promise<Frame[]> {
  const { trace } = await wirelight();
  const links = new Set(trace.links().filter((info) => names.includes(info.name)).map(({ link }) => link));
  const frames: Frame[] = [];
  for (let seq = trace.first; seq < trace.next; seq++) {
    const frame = trace.at(seq);
    if (frame && links.has(frame.link)) frames.push(frame);
  }
  return frames;
}
