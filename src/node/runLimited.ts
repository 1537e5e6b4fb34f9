import type { Clock } from "../core/base/clock";
import { onUnexpectedError } from "../core/base/unexpected";
import type { Reaper } from "./reaper";
import { signalTree, startProcess, type ProcessRequest, type StartedProcess } from "./spawn";

export interface RunLimits {
  readonly clock: Clock;
  readonly reaper: Reaper;
  /** Value of the mark variable in the environment of the request. */
  readonly mark: string;
  /** Milliseconds. */
  readonly limit: number;
  /** Whether what came on stdout so far is all that is wanted. */
  readonly enough: (output: string) => boolean;
}

export interface LimitedRun {
  readonly output: string;
  readonly stderr: string;
  /** How it ended, as the end of a sentence: `it exited with code 1`. */
  readonly end: string;
}

/** More than this on one stream is no answer; characters. */
const MOST = 8_000_000;

/** Runs a short-lived program with an empty stdin, and ends its whole process group when it has told enough, or too little in time. */
export function runLimited(request: ProcessRequest, limits: RunLimits): Promise<LimitedRun> {
  const { reaper, mark } = limits;
  const failed = (end: string): LimitedRun => ({ output: "", stderr: "", end });
  const trouble = reaper.arm(mark);
  if (trouble !== undefined) return Promise.resolve(failed(trouble));
  const started = startProcess(request);
  if (!started.ok) {
    reaper.disarm(mark);
    return started.error.then((error) => failed(`it could not be started (${error.message})`));
  }
  reaper.register(mark, started.pid);
  return new Promise((resolve) => follow(started, limits, resolve));
}

function follow(started: StartedProcess, { clock, reaper, limit, enough }: RunLimits, done: (run: LimitedRun) => void): void {
  const text = { stdout: "", stderr: "" };
  let over = false;
  const finish = (end: string): void => {
    if (over) return;
    over = true;
    alarm.dispose();
    signalTree(started.pid, "SIGKILL");
    started.stdout.destroy();
    started.stderr.destroy();
    done({ output: text.stdout, stderr: text.stderr, end });
  };
  const alarm = clock.after(limit, () => finish(`it did not finish within ${limit / 1000} s`));
  for (const name of ["stdout", "stderr"] as const) {
    started[name].setEncoding("utf8");
    started[name].on("error", onUnexpectedError);
    started[name].on("data", (chunk: string) => {
      text[name] += chunk;
      if (text[name].length > MOST) finish(`it wrote more than ${MOST} characters to ${name}`);
      else if (name === "stdout" && enough(text.stdout)) finish("it told what was asked for");
    });
  }
  started.stdin.on("error", () => undefined); // Nothing is written to it, and whether the program reads it does not matter.
  started.stdin.end();
  // `close` comes after everything that it wrote; a background process that holds its pipes is ended by the time limit.
  started.process.once("close", (code, signal) => finish(signal === null ? `it exited with code ${code}` : `it was ended by ${signal}`));
  // Whoever is left in its group has been killed by then.
  started.process.once("exit", () => {
    signalTree(started.pid, "SIGKILL");
    reaper.release(started.pid);
  });
}
