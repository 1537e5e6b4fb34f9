/** A signal that also aborts after a time. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** The time was up before the outer signal aborted. */
  readonly passed: () => boolean;
  readonly end: () => void;
}

/** Made by hand, since signals combined with `AbortSignal.any` were collected as garbage too early by some versions of Node 20. */
export function startDeadline(outer: AbortSignal, ms: number): Deadline {
  const controller = new AbortController();
  let passed = false;
  const forward = (): void => controller.abort(outer.reason);
  const timer = setTimeout(() => {
    passed = true;
    controller.abort(new Error(`The time limit of ${ms} ms was reached.`));
  }, ms);
  outer.addEventListener("abort", forward, { once: true });
  if (outer.aborted) {
    forward();
  }
  return {
    signal: controller.signal,
    passed: () => passed,
    end: () => {
      clearTimeout(timer);
      outer.removeEventListener("abort", forward);
    },
  };
}
