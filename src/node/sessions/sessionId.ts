import { randomBytes } from "node:crypto";

const SHAPE = /^\d{8}T\d{6}-[0-9a-f]{8}$/;

/**
 * Names a session: sorts by its start, is never given twice, and is a file name everywhere.
 * @param started milliseconds since the epoch
 */
export function newSessionId(started: number): string {
  const utc = new Date(started).toISOString().replace(/[-:]|\..*$/g, "");
  return `${utc}-${randomBytes(4).toString("hex")}`;
}

/** Whether a folder of this name may be a session; what else lies about is nobody's business here. */
export function isSessionId(name: string): boolean {
  return SHAPE.test(name);
}
