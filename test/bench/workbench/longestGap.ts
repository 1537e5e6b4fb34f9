import type { BenchWindow } from "./benchWindow";

/** The longest time between two turns of the event loop of the page that is shown, milliseconds; timers come every 4. */
export async function longestGap(window: BenchWindow, work: () => Promise<unknown>): Promise<number> {
  const frame = await window.frame();
  await frame.evaluate(`(() => {
    clearTimeout(window.gapTimer);
    window.longestGap = 0;
    let last = performance.now();
    const turn = () => {
      const now = performance.now();
      window.longestGap = Math.max(window.longestGap, now - last);
      last = now;
      window.gapTimer = setTimeout(turn, 0);
    };
    turn();
  })()`);
  await work();
  // What was shown last is painted with the frames that follow.
  return frame.evaluate<number>(`new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
    clearTimeout(window.gapTimer);
    done(window.longestGap);
  })))`);
}
