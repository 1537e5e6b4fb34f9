import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { isRunning } from "../run/processes.mjs";

export { isRunning };

/** Polls until `isTrue`; `what` says what was waited for in vain. */
export async function eventually(isTrue: () => boolean, what: string, ms = 5000): Promise<void> {
  for (const began = performance.now(); !isTrue(); await sleep(20)) {
    if (performance.now() - began > ms) throw new Error(`After ${ms} ms still not: ${what}`);
  }
}

/** The processes that have `NAME=value` in their environment; none where there is no /proc. */
export function withVariable(variable: string): number[] {
  return processesWhere("environ", (variables) => variables.includes(variable));
}

/** The processes whose command line has an argument that this is true of; none where there is no /proc. */
export function withArgument(isIt: (argument: string) => boolean): number[] {
  return processesWhere("cmdline", (words) => words.some(isIt));
}

/** The parent of a process; `undefined` when there is no such process, or no /proc. */
export function parentOf(pid: number): number | undefined {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /s, "").split(" ")[1]);
  } catch {
    return undefined; // Ended meanwhile.
  }
}

/** The running processes that a process has started itself; none where there is no /proc. */
export function childrenOf(pid: number): number[] {
  return processesWhere("cmdline", () => true).filter((each) => parentOf(each) === pid);
}

/** Whether a process has a handler for SIGTERM by now (Linux). */
export function handlesTerm(pid: number): boolean {
  try {
    const caught = /^SigCgt:\s+([0-9a-f]+)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? "0";
    return (BigInt(`0x${caught}`) & (1n << 14n)) !== 0n;
  } catch {
    return false; // Ended meanwhile.
  }
}

/** Pids behind a word on stderr: `pids 12 13`. */
export function pidsAfter(word: string, text: string): number[] {
  return [...text.matchAll(new RegExp(`^${word} ([\\d ]+)$`, "gm"))].flatMap((match) => (match[1] ?? "").split(" ").map(Number));
}

function processesWhere(file: "environ" | "cmdline", isIt: (words: readonly string[]) => boolean): number[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc").map(Number).filter((pid) => {
    if (!(pid > 0)) return false;
    try {
      return isIt(readFileSync(`/proc/${pid}/${file}`, "latin1").split("\0")) && isRunning(pid);
    } catch {
      return false; // Ended meanwhile, or another user's.
    }
  });
}
