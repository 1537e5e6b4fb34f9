import type { Clock } from "../core/base/clock";
import type { Registry } from "../core/server/registry";
import type { Reaper } from "./reaper";

/**
 * Ends every server before this process ends: all at once, and each in its own way for as long as there is time. What
 * has not ended by then is left to the reaper, which outlives this process.
 * @param patience milliseconds
 */
export async function shutDown(registry: Pick<Registry, "stopAll">, reaper: Reaper, clock: Clock, patience: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const alarm = clock.after(patience, resolve);
    void registry.stopAll().then(() => {
      alarm.dispose();
      resolve();
    });
  });
  reaper.dispose();
}
