import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import type { FakeClock } from "./fakeClock";

/** Fails when alarms are still set or listeners still subscribed; the names go into the message. */
export function assertNoLeaks(clock: FakeClock, listeners: { readonly [name: string]: { readonly size: number } } = {}): void {
  const leaks = Object.entries(listeners).filter(([, emitter]) => emitter.size > 0).map(([name, emitter]) => `${emitter.size} listeners on ${name}`);
  if (clock.waiting > 0) leaks.push(`${clock.waiting} alarms of the clock`);
  assert.deepEqual(leaks, [], "Something was not released.");
}

/** What a process holds that it should give back: handles and timers by kind, child processes, and on Linux open files. */
interface Holdings {
  readonly [what: string]: number;
}

/** Compares what this process holds before and after a test that starts real processes. */
export class ResourceWatch {
  private constructor(private readonly before: Holdings) {}

  /** Begins to watch, in the next turn: mocha sets the timer of a test after its first synchronous part. */
  static async begin(): Promise<ResourceWatch> {
    await new Promise((resolve) => setImmediate(resolve));
    return new ResourceWatch(holdings());
  }

  /** Fails when something more is held than at the beginning, after giving it `patienceMs` to go. */
  async assertReleased(patienceMs = 5000): Promise<void> {
    const end = performance.now() + patienceMs;
    let leaks = this.leaks();
    while (leaks.length > 0 && performance.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      // The timer that has just run still counts until its turn is over.
      await new Promise((resolve) => setImmediate(resolve));
      leaks = this.leaks();
    }
    assert.deepEqual(leaks, [], "Something was not released.");
  }

  private leaks(): string[] {
    return Object.entries(holdings()).flatMap(([what, now]) => {
      const more = now - (this.before[what] ?? 0);
      return more > 0 ? [`${what}: ${more} more than before`] : [];
    });
  }
}

function holdings(): Holdings {
  const counts: { [what: string]: number } = {};
  const count = (what: string): void => void (counts[what] = (counts[what] ?? 0) + 1);
  for (const kind of process.getActiveResourcesInfo()) if (kind !== "Immediate") count(kind);
  for (const child of children()) count(`child process ${child}`);
  for (const file of openFiles()) count(file);
  return counts;
}

/** Names of the child processes, where /proc tells. */
function children(): readonly string[] {
  if (process.platform !== "linux") return [];
  return numbersIn("/proc").flatMap((pid) => {
    const [, name = "", parent = ""] = /\((.*)\) \S (\d+)/s.exec(readIfThere(`/proc/${pid}/stat`)) ?? [];
    return parent === String(process.pid) ? [name] : [];
  });
}

function openFiles(): readonly string[] {
  return process.platform === "linux" ? numbersIn("/proc/self/fd").map(() => "open file") : [];
}

function numbersIn(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => /^\d+$/.test(name));
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // The process has gone since it was listed.
    return "";
  }
}
