import type { Disposable } from "./disposable";

/** The only source of time in the core; a test replaces it by a clock it moves by hand. */
export interface Clock {
  /** Milliseconds since the epoch, fractional, never running backwards within a process. */
  now(): number;
  /** Runs `action` once after `ms` milliseconds unless disposed first. */
  after(ms: number, action: () => void): Disposable;
}
