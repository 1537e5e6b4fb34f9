import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { onUnexpectedError } from "../../core/base/unexpected";
import { isGone } from "./fileErrors";
import { offsetOf } from "./dataFiles";
import { type Owner, ownerOf } from "./ownerLock";
import { isSessionId } from "./sessionId";
import { readInfo, type SessionInfo } from "./sessionInfo";

/** A session as it lies on the disk. */
export interface StoredSession {
  readonly id: string;
  readonly folder: string;
  /** `own` and `live` ones are being written, by this process or by another that runs. */
  readonly state: "own" | "live" | "ended";
  /** Milliseconds since the epoch. */
  readonly started: number;
  /** Last time that something was written, milliseconds since the epoch. */
  readonly changed: number;
  /** Size of its traffic. */
  readonly bytes: number;
  /** Size of its last file, which grows while the session is written; `undefined` when it has none. */
  readonly lastFile: number | undefined;
  /** `undefined` when they were lost, for example by a crash of the machine. */
  readonly info: SessionInfo | undefined;
}

const STATES: { readonly [owner in Owner]: StoredSession["state"] } = { own: "own", live: "live", none: "ended" };

/** The sessions of one workspace, newest first. Nothing there is no sessions; rejects with what the system says otherwise. */
export async function listSessions(root: string, workspaceKey: string): Promise<StoredSession[]> {
  const folder = path.join(root, workspaceKey);
  const names = (await entriesOf(folder)).filter(isSessionId);
  const sessions = await Promise.all(names.map((name) => look(path.join(folder, name))));
  return sessions.flatMap((session) => session ?? []).sort((one, other) => other.started - one.started);
}

/** The keys of all workspaces that have, or had, sessions. */
export async function listWorkspaces(root: string): Promise<string[]> {
  return (await entriesOf(root)).filter((name) => !name.startsWith("."));
}

async function entriesOf(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch (error) {
    // One folder that cannot be read must not keep the others from being looked after.
    if (!isGone(error)) onUnexpectedError(error);
    return [];
  }
}

/** `undefined` when another window has just removed it. */
async function look(folder: string): Promise<StoredSession | undefined> {
  try {
    const state = STATES[await ownerOf(folder)];
    const info = await readInfo(folder);
    const { mtimeMs } = await stat(folder);
    const { bytes, lastFile, written } = await measure(folder);
    const changed = Math.max(info?.summary?.ended ?? info?.started ?? 0, written) || mtimeMs;
    return { id: path.basename(folder), folder, state, started: info?.started ?? changed, changed, bytes, lastFile, info };
  } catch (error) {
    if (!isGone(error)) onUnexpectedError(error);
    return undefined;
  }
}

async function measure(folder: string): Promise<{ readonly bytes: number; readonly lastFile: number | undefined; readonly written: number }> {
  const files = (await readdir(folder)).filter((name) => offsetOf(name) !== undefined).sort();
  const facts = await Promise.all(files.map((name) => stat(path.join(folder, name))));
  return {
    bytes: facts.reduce((sum, { size }) => sum + size, 0),
    lastFile: facts.at(-1)?.size,
    written: Math.max(0, ...facts.map(({ mtimeMs }) => mtimeMs)),
  };
}
