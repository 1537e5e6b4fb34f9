// A lock between processes: a folder that only one of them can create. A lock whose owner died is taken over.
import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** How long a lock without a readable owner is respected: its creator may be between its two writes. */
const ORPHAN_MS = 10_000;

/**
 * Runs `work` while nobody else holds the lock `file`.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {(owner: string) => void} onWait called once when another process holds it
 * @returns {Promise<T>}
 */
export async function withLock(file, work, onWait = () => {}) {
  await mkdir(path.dirname(file), { recursive: true });
  let told = false;
  while (!(await acquire(file))) {
    if (await isAbandoned(file)) {
      await takeAway(file);
      continue;
    }
    if (!told) {
      told = true;
      onWait(await owner(file));
    }
    await sleep(300);
  }
  try {
    return await work();
  } finally {
    await rm(file, { recursive: true, force: true });
  }
}

/** @param {string} file */
async function acquire(file) {
  try {
    await mkdir(file);
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  }
  await writeFile(path.join(file, "owner"), String(process.pid));
  return true;
}

/** @param {string} file */
async function owner(file) {
  try {
    return await readFile(path.join(file, "owner"), "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT")) return "";
    throw error;
  }
}

/** @param {string} file */
async function isAbandoned(file) {
  const pid = Number(await owner(file));
  if (pid > 0) return !isAlive(pid);
  try {
    return Date.now() - (await stat(file)).mtimeMs > ORPHAN_MS;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return false;
    throw error;
  }
}

/**
 * Renames first: of several waiting processes only one succeeds, so nobody removes a successor's fresh lock.
 * @param {string} file
 */
async function takeAway(file) {
  const aside = `${file}.stale-${process.pid}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return;
    throw error;
  }
  await rm(aside, { recursive: true, force: true });
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, "EPERM");
  }
}

/**
 * @param {unknown} error
 * @param {string} code
 */
export function hasCode(error, code) {
  return error instanceof Error && "code" in error && error.code === code;
}
