import type { Clock } from "../../src/core/base/clock";
import type { Disposable } from "../../src/core/base/disposable";

/** The time of the machine, put forward by what scripts pass over. */
export class HostClock implements Clock {
  private passed = 0;

  now(): number {
    return performance.timeOrigin + performance.now() + this.passed;
  }

  after(ms: number, action: () => void): Disposable {
    const timer = setTimeout(action, ms);
    return { dispose: () => clearTimeout(timer) };
  }

  pass(ms: number): void {
    this.passed += ms;
  }
}
