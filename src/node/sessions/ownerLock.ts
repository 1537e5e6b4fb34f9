import { readFile, readdir, stat, unlink, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { isJsonObject } from "../../core/base/json";
import { codeOf, isGone } from "./fileErrors";
import { livingProcess } from "./livingProcess";

const LOCK = "lock";
/** A home folder may be shared by machines, whose processes cannot be seen from here: such an owner counts as living for this long. */
const FOREIGN_PATIENCE_MS = 3_600_000;

/** Who owns a session: `own` this process, `live` another one that runs, `none` nobody any more. */
export type Owner = "own" | "live" | "none";

interface LockText {
  readonly pid: number;
  /** Tells a process from a later one with the same pid; see `LivingProcess`. */
  readonly start: string | undefined;
  readonly host: string;
}

/** Marks a session folder as this process's; rejects with EEXIST when it has a lock already. */
export async function takeLock(folder: string): Promise<void> {
  const text: LockText = { pid: process.pid, start: livingProcess(process.pid)?.start, host: hostname() };
  await writeFile(path.join(folder, LOCK), JSON.stringify(text), { flag: "wx", mode: 0o600 });
}

/** Gives a session free, so that it counts as ended; nothing happens when it is free already. */
export async function removeLock(folder: string): Promise<void> {
  try {
    await unlink(path.join(folder, LOCK));
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

/** Whether there is a complete lock whose owner has ended; nothing is removed. */
export async function isOrphaned(folder: string): Promise<boolean> {
  const file = path.join(folder, LOCK);
  try {
    const lock = parse(await readFile(file, "utf8"));
    return lock !== undefined && (await judge(lock, file)) === "none";
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

/** Who owns a session now. A lock without a living owner is removed on the way; whoever comes second finds it gone, which is as good. */
export async function ownerOf(folder: string): Promise<Owner> {
  const file = path.join(folder, LOCK);
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    // A lock that cannot be read may be anybody's: better not touched than lost.
    return isGone(error) ? "none" : "live";
  }
  const owner = await judge(parse(text), file);
  if (owner === "none") await removeStale(folder);
  return owner;
}

async function judge(lock: LockText | undefined, file: string): Promise<Owner> {
  // Locks appear complete, so one that makes no sense was cut off by a crash of the machine.
  if (!lock) return "none";
  if (lock.host !== hostname()) return (await isFresh(path.dirname(file))) ? "live" : "none";
  const living = livingProcess(lock.pid);
  if (!living || (lock.start !== undefined && living.start !== undefined && lock.start !== living.start)) return "none";
  return lock.pid === process.pid ? "own" : "live";
}

/** Whether something was written in the folder lately. */
async function isFresh(folder: string): Promise<boolean> {
  try {
    const files = await readdir(folder);
    const times = await Promise.all(files.map(async (file) => (await stat(path.join(folder, file))).mtimeMs));
    return Date.now() - Math.max(0, ...times) < FOREIGN_PATIENCE_MS;
  } catch (error) {
    return !isGone(error);
  }
}

async function removeStale(folder: string): Promise<void> {
  try {
    await removeLock(folder);
  } catch (error) {
    // On a disk that cannot be written it stays, and is judged anew by the next who looks.
    if (!["EROFS", "EACCES", "EPERM", "EBUSY"].includes(codeOf(error) ?? "")) throw error;
  }
}

function parse(text: string): LockText | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined; // Told apart by the caller.
  }
  if (!isJsonObject(value)) return undefined;
  const { pid, start, host } = value;
  if (typeof pid !== "number" || !Number.isSafeInteger(pid) || pid <= 0 || typeof host !== "string") return undefined;
  return { pid, start: typeof start === "string" ? start : undefined, host };
}
