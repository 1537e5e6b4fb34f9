// The frame of every script: what was started is ended, however the script ends.
import { execFileSync } from "node:child_process";
import { describeError } from "./failure.mjs";
import { hasCode } from "./lock.mjs";
import { isRunning, stopAll } from "./processes.mjs";

/** @type {(() => Promise<void>)[]} */
const closers = [];

/**
 * Registers something to undo at the end; the newest is undone first.
 * @param {() => Promise<void>} closer
 */
export function atEnd(closer) {
  closers.push(closer);
}

/**
 * Runs a script and ends this process with its exit code, after everything it started is gone.
 * @param {(interrupted: AbortSignal) => Promise<number>} main
 * @param {(code: number) => number} lastWord prints what must come last, and may change the exit code
 */
export async function script(main, lastWord = (code) => code) {
  const interruption = new AbortController();
  /** @type {Promise<number>} */
  const interrupted = new Promise((resolve) => {
    const onSignal = (/** @type {string} */ name, /** @type {number} */ code) => process.on(name, () => {
      interruption.abort();
      resolve(code);
    });
    onSignal("SIGINT", 130);
    onSignal("SIGTERM", 143);
    onSignal("SIGHUP", 129);
    watchParent(() => {
      interruption.abort();
      resolve(143);
    });
  });
  let code = await Promise.race([guarded(main(interruption.signal)), interrupted]);
  code = (await guarded(stopAll().then(() => 0))) || code;
  for (const closer of closers.reverse()) code = (await guarded(closer().then(() => 0))) || code;
  process.exit(lastWord(code));
}

/** @param {Promise<number>} work */
async function guarded(work) {
  try {
    return await work;
  } catch (error) {
    console.error(describeError(error));
    return 1;
  }
}

/**
 * npm dies without a word to its script when a terminal or a CI job is torn down; the script must not live on.
 * @param {() => void} onGone
 */
function watchParent(onGone) {
  if (!process.env["npm_lifecycle_event"] || process.platform === "win32") return;
  const parent = process.ppid;
  const above = grandparentBehindShell(parent);
  setInterval(() => {
    if (process.ppid !== parent || (above !== undefined && !isRunning(above))) onGone();
  }, 500).unref();
}

/**
 * npm starts scripts with a shell, which may stay in between.
 * @param {number} parent
 * @returns {number | undefined}
 */
function grandparentBehindShell(parent) {
  try {
    const [above = "", command = ""] = execFileSync("ps", ["-o", "ppid=,comm=", "-p", String(parent)], { encoding: "utf8" }).trim().split(/\s+/);
    return /(^|[/-])(ba|da|z|k)?sh$/.test(command) && Number(above) > 1 ? Number(above) : undefined;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined; // No `ps`: then only the parent itself is watched.
    throw error;
  }
}
