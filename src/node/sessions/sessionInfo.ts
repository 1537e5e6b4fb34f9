import { readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { isJsonObject, type JsonObject } from "../../core/base/json";
import { isGone } from "./fileErrors";

const FILE = "session.json";
const FORMAT = 1;

/** What is told of a session without looking into its traffic. */
export interface SessionSummary {
  /** Names of the servers that were run, in the order of their first run. */
  readonly servers: readonly string[];
  readonly messages: number;
  /** Milliseconds since the epoch. */
  readonly ended: number;
}

export interface SessionInfo {
  readonly id: string;
  /** Name of the workspace for people. */
  readonly workspace: string;
  /** Milliseconds since the epoch. */
  readonly started: number;
  /** Version of the product that wrote it. */
  readonly version: string;
  readonly pid: number;
  /** Written when the session is closed; one whose owner was killed has none. */
  readonly summary: SessionSummary | undefined;
}

/** Writes the facts of a session, at once or not at all. */
export async function writeInfo(folder: string, info: SessionInfo): Promise<void> {
  const file = path.join(folder, FILE);
  const draft = `${file}.new`;
  await writeFile(draft, JSON.stringify({ format: FORMAT, ...info }), { mode: 0o600 });
  await rename(draft, file);
}

/** `undefined` when there is none, or none that makes sense. */
export async function readInfo(folder: string): Promise<SessionInfo | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(path.join(folder, FILE), "utf8"));
    return isJsonObject(value) && value["format"] === FORMAT ? parse(value) : undefined;
  } catch (error) {
    if (isGone(error) || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function parse({ id, workspace, started, version, pid, summary }: JsonObject): SessionInfo | undefined {
  if (typeof id !== "string" || typeof workspace !== "string" || typeof started !== "number" || typeof version !== "string" || typeof pid !== "number") return undefined;
  return { id, workspace, started, version, pid, summary: isJsonObject(summary) ? parseSummary(summary) : undefined };
}

function parseSummary({ servers, messages, ended }: JsonObject): SessionSummary | undefined {
  if (!Array.isArray(servers) || typeof messages !== "number" || typeof ended !== "number") return undefined;
  return { servers: servers.filter((name) => typeof name === "string"), messages, ended };
}
