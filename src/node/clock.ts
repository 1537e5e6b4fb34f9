import { type Clock } from "../core/base/clock";
import { toDisposable } from "../core/base/disposable";

/** A longer delay overflows Node's timers, which then fire at once. */
const longestTimer = 2 ** 31 - 1;

/** Looking it up costs as much as looking at the time. */
const { timeOrigin } = performance;

/** The real clock. The monotonic source keeps time from running backwards when the system's clock is set. */
export const nodeClock: Clock = {
  now: () => timeOrigin + performance.now(),
  after(ms, action) {
    let timer: NodeJS.Timeout | undefined;
    const arm = (left: number): void => {
      timer = left > longestTimer ? setTimeout(() => arm(left - longestTimer), longestTimer) : setTimeout(action, left);
    };
    arm(ms);
    return toDisposable(() => clearTimeout(timer));
  },
};
