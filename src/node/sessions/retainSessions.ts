import path from "node:path";
import { onUnexpectedError } from "../../core/base/unexpected";
import { listSessions, listWorkspaces, type StoredSession } from "./listSessions";
import { removeLeftovers, removeSession } from "./removeSession";

export interface RetentionLimits {
  /** Age from the last writing, milliseconds. */
  readonly maxAge: number;
  /** Of the sessions of all workspaces and windows together. */
  readonly maxBytes: number;
  /** To what a file grows before this is looked at again. */
  readonly fileBytes: number;
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
 * is under the limit. Sessions that are being written count with their last file as large as it may grow, so that the
 * limit holds until the next look, and are not touched; when they alone are too large, `excess` is this
 * process's part. Windows may do this at the same time. What the system does not let go is left for the next time.
 */
export async function retainSessions(root: string, { maxAge, maxBytes, fileBytes, now }: RetentionLimits): Promise<Retained> {
  const workspaces = await listWorkspaces(root);
  const sessions = (await Promise.all(workspaces.map((key) => listSessions(root, key)))).flat();
  const oldestFirst = sessions.toSorted((one, other) => one.changed - other.changed || one.started - other.started);
  let total = oldestFirst.reduce((sum, session) => sum + session.bytes + roomOf(session, fileBytes), 0);
  const removed: StoredSession[] = [];
  for (const session of oldestFirst) {
    if (session.state !== "ended") continue;
    const wanted = session.bytes > 0 && now - session.changed <= maxAge && total <= maxBytes;
    if (wanted || !(await removeSession(session.folder))) continue;
    total -= session.bytes;
    removed.push(session);
  }
  for (const key of workspaces) await removeLeftovers(path.join(root, key)).catch(onUnexpectedError);
  return { removed, excess: shareOf(sessions, total - maxBytes, { maxBytes, fileBytes }) };
}

/** What a session may still write into its last file. */
function roomOf({ state, lastFile }: StoredSession, fileBytes: number): number {
  return state === "ended" || lastFile === undefined ? 0 : Math.max(0, fileBytes - lastFile);
}

/**
 * Every window gives what it has above an equal share, which its last file has to fit into: together that is what is too
 * much, and no more. Where there are so many windows that this would leave nothing, half of the share stays.
 */
function shareOf(sessions: readonly StoredSession[], excess: number, { maxBytes, fileBytes }: { readonly maxBytes: number; readonly fileBytes: number }): number {
  const living = sessions.filter(({ state }) => state !== "ended");
  if (living.length === 0) return 0;
  const share = maxBytes / living.length;
  const own = living.filter(({ state }) => state === "own");
  const ownBytes = own.reduce((sum, { bytes }) => sum + bytes, 0);
  const ownRoom = own.reduce((sum, session) => sum + roomOf(session, fileBytes), 0);
  return Math.max(0, Math.min(excess, ownBytes - Math.max(share - ownRoom, share / 2)));
}
