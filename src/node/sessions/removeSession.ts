import { randomBytes } from "node:crypto";
import { readdir, rename, rm, rmdir, stat } from "node:fs/promises";
import path from "node:path";
import { codeOf, isGone } from "./fileErrors";
import { isOrphaned, ownerOf } from "./ownerLock";

const GONE = ".gone-";
const NEW = ".new-";
/** Longer than putting a session together can take. */
const DRAFT_MS = 60_000;
/** Somebody else is removing it too, or still reads it (Windows), or the disk cannot be written: the next look tries again. */
const TOLERATED = ["EBUSY", "EPERM", "EACCES", "EROFS", "ENOENT"];

/** Where a session is put together before it appears under its name. */
export function draftFolder(folder: string): string {
  return path.join(path.dirname(folder), NEW + path.basename(folder));
}

/**
 * Removes a whole session: under its name it is there or gone, never half. Settles with whether it is gone by now, no
 * matter who was faster; on Windows a session that somebody reads stays, and is removed another time.
 */
export async function removeSession(folder: string): Promise<boolean> {
  const gone = path.join(path.dirname(folder), `${GONE}${randomBytes(8).toString("hex")}`);
  try {
    await rename(folder, gone);
  } catch (error) {
    return isGone(error);
  }
  await removeFolder(gone);
  return true;
}

/** Clears away what a crash has left between two names, and the folder of the workspace when nothing is left in it. */
export async function removeLeftovers(workspaceFolder: string): Promise<void> {
  for (const name of await namesIn(workspaceFolder)) {
    const folder = path.join(workspaceFolder, name);
    if (name.startsWith(GONE)) await removeFolder(folder);
    else if (name.startsWith(NEW) && (await isAbandoned(folder))) await removeFolder(folder);
  }
  try {
    await rmdir(workspaceFolder);
  } catch (error) {
    // Not empty is the usual case; a window that is just opening its session makes the folder anew.
    if (!["ENOTEMPTY", "EEXIST", ...TOLERATED].includes(codeOf(error) ?? "")) throw error;
  }
}

/** None when another window has just removed the folder. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}

/** A draft gets its lock a moment after its folder, so what is missing or not complete in a young one says nothing yet. */
async function isAbandoned(folder: string): Promise<boolean> {
  try {
    if (Date.now() - (await stat(folder)).mtimeMs < DRAFT_MS) return await isOrphaned(folder);
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
  return (await ownerOf(folder)) === "none";
}

async function removeFolder(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true });
  } catch (error) {
    if (!["ENOTEMPTY", ...TOLERATED].includes(codeOf(error) ?? "")) throw error;
  }
}
