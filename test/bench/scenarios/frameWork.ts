import type { Frame, Page } from "playwright-core";

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Of its thread alone, so that what else the machine does is left out. */
  readonly tdur?: number;
}

const FRAMES = 240;
/** Pixels that the wheel turns in a frame, and every so many frames the bar is drawn far away. */
const STEP = 66;
const LEAP_EVERY = 60;
const LEAP = 200_000;

/**
 * Scrolls an element of a frame and measures what its main thread works in each frame of the display: scripts, styles,
 * layout and painting, in milliseconds of its CPU, ascending.
 */
export async function frameWork(page: Page, selector: string, frame: Frame = page.mainFrame(), frames = FRAMES): Promise<readonly number[]> {
  const browser = page.context().browser();
  if (!browser) throw new Error("The page has no browser of its own.");
  await browser.startTracing(page, { categories: ["toplevel", "blink.user_timing", "disabled-by-default-devtools.timeline"] });
  await frame.evaluate(`new Promise((done) => {
    const scrolled = document.querySelector(${JSON.stringify(selector)});
    scrolled.scrollTop = 1000;
    let frame = 0;
    const next = () => {
      performance.mark("frame-" + frame);
      if (frame++ >= ${frames}) return done();
      scrolled.scrollTop += frame % ${LEAP_EVERY} === 0 ? ${LEAP} : ${STEP};
      if (scrolled.scrollTop > scrolled.scrollHeight - 2000) scrolled.scrollTop = 1000;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  })`);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { readonly traceEvents: readonly TraceEvent[] };
  return workOf(traceEvents).sort((left, right) => left - right);
}

function workOf(events: readonly TraceEvent[]): number[] {
  const marks = events.filter(({ name }) => name.startsWith("frame-")).sort((left, right) => left.ts - right.ts);
  const [first] = marks;
  if (!first) throw new Error("The trace of the browser holds no frames.");
  const tasks = outermost(events.filter(({ name, ph, pid, tid }) => ph === "X" && pid === first.pid && tid === first.tid && name.endsWith("RunTask")));
  return marks.slice(1).map((mark, index) => {
    const from = marks[index]?.ts ?? 0;
    return tasks.filter(({ ts }) => ts >= from && ts < mark.ts).reduce((sum, { tdur, dur }) => sum + (tdur ?? dur ?? 0), 0) / 1000;
  });
}

function outermost(tasks: readonly TraceEvent[]): readonly TraceEvent[] {
  let end = 0;
  return tasks.toSorted((left, right) => left.ts - right.ts || (right.dur ?? 0) - (left.dur ?? 0)).filter(({ ts, dur }) => {
    const isOuter = ts >= end;
    if (isOuter) end = ts + (dur ?? 0);
    return isOuter;
  });
}

/** The value below which this share of the values lies. @param values ascending */
export function percentile(values: readonly number[], share: number): number {
  return values[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;
}
