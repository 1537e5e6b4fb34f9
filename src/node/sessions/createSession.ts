import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { Failure, messageOf } from "../../core/base/failure";
import { isGone } from "./fileErrors";
import { takeLock } from "./ownerLock";
import { draftFolder } from "./removeSession";
import { type SessionInfo, type SessionSummary, writeInfo } from "./sessionInfo";

/** Other windows may remove an empty folder at the moment that it is needed; hardly ever twice. */
const ATTEMPTS = 5;

/** Where a new session goes, and what is told of it. */
export interface SessionPlace {
  /** The folder of all workspaces. */
  readonly root: string;
  /** Name of the folder of the workspace. */
  readonly workspaceKey: string;
  /** Name of the workspace for people. */
  readonly workspace: string;
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly started: number;
  /** Version of the product. */
  readonly version: string;
}

/** The folder of a session; it is there once the session was created. */
export function folderOf({ root, workspaceKey, id }: SessionPlace): string {
  return path.join(root, workspaceKey, id);
}

/** What a session of this process tells of itself. */
export function infoOf({ id, workspace, started, version }: SessionPlace, summary: SessionSummary | undefined): SessionInfo {
  return { id, workspace, started, version, pid: process.pid, summary };
}

/** Makes the folder of a session, which appears under its name only with its lock and its facts in it; rejects with a Failure. */
export async function createSession(place: SessionPlace): Promise<void> {
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        return await create(place);
      } catch (error) {
        if (!isGone(error) || attempt === ATTEMPTS) throw error;
      }
    }
  } catch (error) {
    throw new Failure("config", `No traffic can be kept in ${folderOf(place)}: ${messageOf(error)}. Make the folder writable or free some space, then reload the window.`);
  }
}

async function create(place: SessionPlace): Promise<void> {
  const folder = folderOf(place);
  await mkdir(path.dirname(folder), { recursive: true, mode: 0o700 });
  const draft = draftFolder(folder);
  await mkdir(draft, { mode: 0o700 });
  try {
    await takeLock(draft);
    await writeInfo(draft, infoOf(place, undefined));
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}
