// Starts and ends processes for the scripts, and proves that none is left.
import { execFileSync, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Everything started below carries this, so that even a process that left its group and its parent can be found. */
const MARK = "WIRELIGHT_RUN";
/** The time in which everything of ours must have ended after its owner. */
const PATIENCE_MS = 5000;
const windows = process.platform === "win32";

/**
 * Runs a command to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean, timeoutMs?: number }} options `show` streams the output
 * @returns {Promise<{ code: number | null, signal: string | null, output: string, timedOut: boolean, left: string[] }>}
 *   `left`: what it had started and left running, which has been ended since
 */
export async function run(command, args, options = {}) {
  const started = start(command, args, options);
  let timedOut = false;
  const timer = options.timeoutMs
    ? setTimeout(() => {
        timedOut = true;
        void started.stop();
      }, options.timeoutMs)
    : undefined;
  try {
    const end = await started.ended;
    return { ...end, output: started.output(), timedOut, left: await started.stop() };
  } finally {
    clearTimeout(timer);
  }
}

/** @type {Set<Started>} */
const live = new Set();

/**
 * @typedef {object} Started
 * @property {number} pid
 * @property {Promise<{ code: number | null, signal: string | null }>} ended rejects when the command cannot be started
 * @property {() => string} output what it has printed so far, both streams
 * @property {(listener: (text: string) => void) => void} onOutput
 * @property {() => Promise<string[]>} stop ends the whole tree; resolves to what had to be killed, rejects when something is left
 */

/**
 * Starts a command as the leader of its own process group.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean }} options
 * @returns {Started}
 */
export function start(command, args, options = {}) {
  const { mark, env } = addMark(options.env ?? process.env);
  const child = spawn(command, args, { cwd: options.cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: !windows, windowsHide: true });
  /** @type {string[]} */
  const chunks = [];
  /** @type {((text: string) => void)[]} */
  const listeners = [];
  /** @param {NodeJS.WriteStream} sink */
  const sinkTo = (sink) => (/** @type {string} */ text) => {
    chunks.push(text);
    if (options.show) sink.write(text);
    for (const listener of listeners) listener(text);
  };
  child.stdout.setEncoding("utf8").on("data", sinkTo(process.stdout));
  child.stderr.setEncoding("utf8").on("data", sinkTo(process.stderr));
  const ended = new Promise((resolve, reject) => {
    child.once("error", (error) => reject(new Error(`${command} cannot be started: ${error.message}`)));
    child.once("close", (code, signal) => resolve({ code, signal }));
    // A grandchild may hold the pipes open; the end of the command itself is what counts.
    child.once("exit", (code, signal) => setTimeout(resolve, 1000, { code, signal }));
  });
  ended.catch(() => {}); // Whoever awaits it sees the rejection; without a reader it must not end this process.
  const running = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  /** @type {Started} */
  const started = {
    pid: child.pid ?? -1,
    ended,
    output: () => chunks.join(""),
    onOutput: (listener) => void listeners.push(listener),
    stop: async () => {
      live.delete(started);
      return stopTree(child.pid ?? -1, mark, running());
    },
  };
  live.add(started);
  return started;
}

/**
 * An environment whose mark is inherited by what another library starts, and the end of all of that.
 * @param {NodeJS.ProcessEnv} env
 */
export function markedEnv(env) {
  const added = addMark(env);
  return { env: added.env, stopMarked: () => stopTree(-1, added.mark, false) };
}

/**
 * Adds to the marks of an outer run, which must be able to find what an inner one started.
 * @param {NodeJS.ProcessEnv} env
 */
function addMark(env) {
  const mark = randomUUID();
  return { mark, env: { ...env, [MARK]: `${process.env[MARK] ?? ""} ${mark}` } };
}

/** Ends everything that is still running; for the end of a script. */
export async function stopAll() {
  for (const started of [...live].reverse()) await started.stop();
}

/**
 * @param {number} pid
 * @param {string} mark
 * @param {boolean} running whether the leader still lives, so that its number cannot belong to somebody else
 * @returns {Promise<string[]>}
 */
async function stopTree(pid, mark, running) {
  const seen = running ? descendants(pid) : [];
  if (running) signalGroup(pid, "SIGTERM");
  const left = () => [...new Set([...marked(mark), ...seen.filter(isRunning)])];
  // What is told to stop, or has lost its owner, needs a moment to end its own children in order.
  if (await waitUntilEmpty(left, PATIENCE_MS)) return [];
  const stubborn = left();
  const names = stubborn.map(nameOf);
  for (const one of stubborn) signal(one, "SIGKILL");
  if (await waitUntilEmpty(left, PATIENCE_MS)) return names;
  throw new Error(`Processes are left behind by ${pid}: ${left().map(nameOf).join(", ")}`);
}

/**
 * @param {() => number[]} list
 * @param {number} patienceMs
 */
async function waitUntilEmpty(list, patienceMs) {
  for (let waited = 0; list().length > 0; waited += 100) {
    if (waited >= patienceMs) return false;
    await sleep(100);
  }
  return true;
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} name
 */
function signalGroup(pid, name) {
  if (windows) {
    try {
      execFileSync("taskkill", ["/pid", String(pid), "/T", "/F"], { stdio: "ignore" });
    } catch (error) {
      if (isRunning(pid)) throw error;
    }
    return;
  }
  signal(-pid, name);
}

/**
 * @param {number} pid negative for a group
 * @param {NodeJS.Signals} name
 */
function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** @param {number} pid */
export function isRunning(pid) {
  if (process.platform === "linux") {
    try {
      return !/^\d+ \(.*\) [ZX] /s.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
    } catch {
      return false; // The process ended between the listing and the look at it.
    }
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false; // No such process, which is the answer.
  }
}

/**
 * The running processes that carry the mark in their environment (Linux), wherever they sit in the tree.
 * @param {string} mark
 */
export function marked(mark) {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc").map(Number).filter((pid) => {
    if (!(pid > 0) || pid === process.pid) return false;
    try {
      return readFileSync(`/proc/${pid}/environ`, "utf8").includes(mark) && isRunning(pid);
    } catch {
      return false; // Ended meanwhile, or another user's.
    }
  });
}

/**
 * The process and everything below it, including what dropped the mark with its environment.
 * @param {number} pid
 */
function descendants(pid) {
  const found = [pid];
  const table = parents();
  for (const parent of found) for (const [child, of] of table) if (of === parent) found.push(child);
  return found;
}

/** @returns {[pid: number, parent: number][]} */
function parents() {
  if (windows) return []; // `taskkill /T` walks the tree itself.
  if (process.platform !== "linux") {
    const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
    return rows.map((row) => row.trim().split(/\s+/)).map(([pid, parent]) => [Number(pid), Number(parent)]);
  }
  return readdirSync("/proc").map(Number).filter((pid) => pid > 0).flatMap((pid) => {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /s, "").split(" ");
      return [[pid, Number(fields[1])]];
    } catch {
      return []; // Ended meanwhile.
    }
  });
}

/** @param {number} pid */
function nameOf(pid) {
  try {
    return `${pid} (${readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").slice(0, 120)})`;
  } catch {
    return String(pid);
  }
}
