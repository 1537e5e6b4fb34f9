import path from "node:path";
import { onUnexpectedError } from "../../core/base/unexpected";
import { listSessions, listWorkspaces, type StoredSession } from "./listSessions";
import { removeLeftovers, removeSession } from "./removeSession";

export interface RetentionLimits {
  /** Age from the last writing, milliseconds. */
  readonly maxAge: number;
  /** Of the sessions of all workspaces and windows together. */
  readonly maxBytes: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface Retained {
  /** Sessions that were removed, by this call or by another window meanwhile. */
  readonly removed: readonly StoredSession[];
  /** Bytes that the session of this process should give up, so that all windows together come under the limit. */
  readonly excess: number;
}

/**
 * Removes ended sessions of all workspaces that are too old or have nothing in them, then the oldest until what is left
 * is under the limit. Sessions that are being written are not touched; when they alone are too large, `excess` is this
 * process's part. Windows may do this at the same time. What the system does not let go is left for the next time.
 */
export async function retainSessions(root: string, { maxAge, maxBytes, now }: RetentionLimits): Promise<Retained> {
  const workspaces = await listWorkspaces(root);
  const sessions = (await Promise.all(workspaces.map((key) => listSessions(root, key)))).flat();
  const oldestFirst = sessions.toSorted((one, other) => one.changed - other.changed || one.started - other.started);
  let total = oldestFirst.reduce((sum, { bytes }) => sum + bytes, 0);
  const removed: StoredSession[] = [];
  for (const session of oldestFirst) {
    if (session.state !== "ended") continue;
    const wanted = session.bytes > 0 && now - session.changed <= maxAge && total <= maxBytes;
    if (wanted || !(await removeSession(session.folder))) continue;
    total -= session.bytes;
    removed.push(session);
  }
  for (const key of workspaces) await removeLeftovers(path.join(root, key)).catch(onUnexpectedError);
  return { removed, excess: shareOf(sessions, total - maxBytes, maxBytes) };
}

/** Every window gives what it has above an equal share: together that is what is too much, and no more. */
function shareOf(sessions: readonly StoredSession[], excess: number, maxBytes: number): number {
  const living = sessions.filter(({ state }) => state !== "ended");
  const own = living.filter(({ state }) => state === "own").reduce((sum, { bytes }) => sum + bytes, 0);
  if (living.length === 0) return 0;
  return Math.max(0, Math.min(excess, own - maxBytes / living.length));
}
