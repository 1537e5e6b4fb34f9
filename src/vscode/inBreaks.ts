import type { CancelSignal } from "../core/base/cancel";
import { Failure } from "../core/base/failure";
import { Pause } from "../node/recordings/pause";

/** Goes through work that comes step by step, with breaks for everything else; rejects with a Failure when it is cancelled. */
export async function inBreaks<S, R>(steps: Generator<S, R>, cancel: CancelSignal, take: (step: S) => void = () => undefined): Promise<R> {
  const pause = new Pause();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value;
    take(step.value);
    if (!pause.isDue) continue;
    await pause.take();
    if (cancel.cancelled) throw new Failure("cancelled", "Cancelled.");
  }
}
