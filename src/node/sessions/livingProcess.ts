import { readFileSync } from "node:fs";
import { codeOf } from "./fileErrors";

/** A process that runs: `start` tells it from another one that had or gets the same pid; unknown where there is no /proc. */
export interface LivingProcess {
  readonly start: string | undefined;
}

/** `undefined` when no such process runs, of whatever user. One that has ended and was never collected does not run. */
export function livingProcess(pid: number): LivingProcess | undefined {
  try {
    // Signal 0 asks and does nothing.
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== "EPERM") return undefined;
  }
  if (process.platform !== "linux") return { start: undefined };
  try {
    // The name, in parentheses, may contain anything; behind it come the state and, as the 20th field, the start.
    const fields = readFileSync(`/proc/${pid}/stat`, "latin1").replace(/^.*\) /s, "").split(" ");
    return /^[ZX]/.test(fields[0] ?? "") ? undefined : { start: fields[19] };
  } catch {
    return { start: undefined }; // No /proc to be read here; that it exists is known.
  }
}
