import { readdirSync } from "node:fs";
import path from "node:path";
import { ExchangeFold } from "../../../src/core/trace/exchangeFold";
import { openArchive } from "../../../src/core/trace/openArchive";
import { SessionReader } from "../../../src/node/sessions/sessionReader";

/** The folder of all sessions of a workbench's server. */
export function trafficFolder(runFolder: string): string {
  return path.join(runFolder, "data", "data", "User", "globalStorage", "wirelight.wirelight", "traffic");
}

/** Every file and folder below, with `/` between the parts of a path; none when the folder is not there. */
export function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => name.replaceAll("\\", "/"));
  } catch {
    return []; // Not made yet.
  }
}

/** The sessions that have traffic: their folders below the traffic folder. */
export function sessionsIn(folder: string): string[] {
  return [...new Set(entriesOf(folder).filter((name) => name.endsWith(".data")).map((name) => path.posix.dirname(name)))].filter((name) => !name.includes("/.")).sort();
}

/** What is told of a session that is read like the extension reads it. */
export interface ReadSession {
  readonly methods: readonly string[];
  readonly damage: string | undefined;
}

export async function readSession(folder: string): Promise<ReadSession> {
  const reader = await SessionReader.open(folder);
  try {
    const trace = openArchive(reader, path.basename(folder));
    const exchanges = new ExchangeFold(trace);
    const methods = trace.links().flatMap(({ link }) => exchanges.rows(link, 1000).rows).flatMap((row) => (row.type === "exchange" ? [row.exchange.method] : []));
    return { methods, damage: trace.damage };
  } finally {
    reader.dispose();
  }
}
