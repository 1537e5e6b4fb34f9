import { setTimeout as sleep } from "node:timers/promises";

const PATIENCE_MS = 20_000;

/** Waits until `look` finds something other than `undefined` or `false`; the error says what was awaited and what there was instead. */
export async function until<T>(what: string, look: () => T | undefined | false | PromiseLike<T | undefined | false>, instead: () => string = () => "something else"): Promise<T> {
  for (const began = Date.now(); Date.now() - began < PATIENCE_MS; await sleep(20)) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
  }
  throw new Error(`Waited ${PATIENCE_MS / 1000} s until ${what}; there was ${instead()}`);
}
